import { Link } from '@tanstack/react-router'
import type { WhyLine } from '#api'
import { useMay } from '../../app/session.tsx'
import { plain } from '../../words/names.ts'

/** By which rules and words it came about, and who agreed to it. */
export function Behind({ event }: { event: NonNullable<WhyLine['event']> }) {
  const { flow, rules, fieldTable, people, sentence } = event
  const mayRules = useMay('rules.read')
  const mayTables = useMay('field-tables.read')
  return (
    <ul>
      <li title={sentence ?? undefined}>
        {plain(flow)}
        {rules ? (
          <>
            , by{' '}
            {mayRules ? (
              <Link to="/rules/$version" params={{ version: String(rules.version) }}>
                rules {rules.version}
              </Link>
            ) : (
              `rules ${rules.version}`
            )}
            <span className="quiet">
              {' '}
              of {rules.proposedBy}
              {rules.approvedBy && rules.approvedBy !== rules.proposedBy ? `, approved by ${rules.approvedBy}` : ''}
            </span>
          </>
        ) : null}
      </li>
      {fieldTable ? (
        <li>
          Translated by{' '}
          {mayTables ? (
            <Link to="/field-tables" search={{ table: fieldTable.table }}>
              {fieldTable.table}
            </Link>
          ) : (
            fieldTable.table
          )}{' '}
          {fieldTable.hash ? <code>{fieldTable.hash.slice(0, 8)}</code> : null}
        </li>
      ) : null}
      {people.map(({ by, what }) => (
        <li key={by + what}>
          <strong>{by}</strong> {what}
        </li>
      ))}
    </ul>
  )
}
