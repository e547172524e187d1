import { Link } from '@tanstack/react-router'
import type { ReplayView } from '#api'
import { Age } from '../../parts/moment.tsx'
import { Mark } from '../../parts/status.tsx'
import { counted } from '../../words/names.ts'
import look from '../rules/waiting.module.css'

/** Replays that wait for the name of whoever looks, each the way to itself. */
export function WaitingReplays({ replays }: { replays: readonly ReplayView[] }) {
  const waiting = replays.filter(({ may }) => may.includes('approve'))
  if (waiting.length === 0) return null
  return (
    <ul className={look.waiting} aria-label="Replays that wait for your name">
      {waiting.map(({ replayId, reason, askedBy, askedAt, items }) => (
        <li key={replayId}>
          <Mark tone="warn" shape="question" size={18} />
          <span>
            <Link to="/replays/$id" params={{ id: replayId }} data-row>
              “{reason}”
            </Link>{' '}
            <span className="quiet">
              {counted(items, 'event')} to be judged again, asked by {askedBy} <Age since={askedAt} /> ago; it waits for
              your name.
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
