import { Link } from '@tanstack/react-router'
import type { RulesVersionRow } from '#api'
import { Age } from '../../parts/moment.tsx'
import { Mark } from '../../parts/status.tsx'
import look from './waiting.module.css'

/** Proposals that wait for the name of whoever looks, each the way to itself. */
export function Waiting({ versions }: { versions: readonly RulesVersionRow[] }) {
  const waiting = versions.filter(({ waitsForMe }) => waitsForMe)
  if (waiting.length === 0) return null
  return (
    <ul className={look.waiting} aria-label="Proposals that wait for your name">
      {waiting.map(({ version, reason, proposedBy, proposedAt }) => (
        <li key={version}>
          <Mark tone="warn" shape="question" size={18} />
          <span>
            <Link to="/rules/$version" params={{ version: String(version) }} data-row>
              “{reason}”
            </Link>{' '}
            <span className="quiet">
              Rules proposed by {proposedBy} <Age since={proposedAt} /> ago; it waits for your name.
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
