import { Link } from '@tanstack/react-router'
import { useContext } from 'react'
import type { ReplayView } from '#api'
import ledger from '../../parts/ledger.module.css'
import { Age, useNow, Zones } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { counted, numberText } from '../../words/names.ts'
import { replayStatus } from '../../words/status.ts'
import look from './replays.module.css'
import { filterText } from './words.ts'

/** One line for each: what was meant and why, who, how far, and how often it was foretold right. */
export function ReplayTable({ rows }: { rows: readonly ReplayView[] }) {
  const { zoneOf } = useContext(Zones)
  const now = useNow()
  return (
    <table className={`${ledger.ledger} ${look.table}`}>
      <caption className="unseen">Replays</caption>
      <thead>
        <tr>
          <th scope="col">Why</th>
          <th scope="col">State</th>
          <th scope="col">Judged again</th>
          <th scope="col">As foretold</th>
          <th scope="col">Asked</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.replayId}>
            <th scope="row" className={look.why}>
              <Link to="/replays/$id" params={{ id: row.replayId }} className={ledger.row} data-row>
                {row.reason}
              </Link>
              <span className={look.meant}>{filterText(row.filter, now, zoneOf(row.plant))}</span>
            </th>
            <td>
              <StatusWord of={replayStatus[row.state]} />
              {row.may.includes('approve') ? <span className={look.mine}>waits for your name</span> : null}
            </td>
            <td>
              {numberText(row.tried)} of {counted(row.items, 'event')}
            </td>
            <td>
              {numberText(row.asPredicted)} as foretold
              {row.otherwise > 0 ? (
                <span className={look.otherwise}>, {numberText(row.otherwise)} otherwise</span>
              ) : null}
            </td>
            <td>
              {row.askedBy}, <Age since={row.askedAt} plant={row.plant} /> ago
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
