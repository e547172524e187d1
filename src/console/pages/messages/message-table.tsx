import { Link } from '@tanstack/react-router'
import type { MessageRow } from '#api'
import { useSession } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { durationText, secondsBetween } from '../../words/durations.ts'
import { systemName } from '../../words/names.ts'
import { messageStatus } from '../../words/status.ts'
import look from './message-table.module.css'

const lateFrom = 15 * 60

/** One line for each event; the whole line opens its journey. */
export function MessageTable({ rows, caption = 'Messages' }: { rows: readonly MessageRow[]; caption?: string }) {
  const severalPlants = useSession().plants.length > 1
  return (
    <table className={`${ledger.ledger} ${look.table}`}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">What and about what</th>
          <th scope="col">What became of it</th>
          <th scope="col">From</th>
          <th scope="col">Occurred</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.messageId}>
            <td className={look.state}>
              <StatusWord of={messageStatus(row)} />
            </td>
            <th scope="row" className={look.what}>
              <Link to="/messages/$id" params={{ id: row.messageId }} className={ledger.row} data-row>
                {row.title}
              </Link>
              <span className={look.subject}>{row.subject}</span>
            </th>
            <td className={look.sentence}>
              {row.sentence ?? <span className="quiet">Not judged yet</span>}
              {row.duplicates > 0 ? (
                <span className={look.again}>delivered {row.duplicates + 1} times, counted once</span>
              ) : null}
            </td>
            <td className={look.from}>
              {systemName(row.source)}
              {severalPlants ? <span className="quiet"> · {row.plant}</span> : null}
            </td>
            <td className={look.when}>
              <Moment at={row.occurredAt} plant={row.plant} shape="seconds" />
              <Late row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A report that came long after the fact explains itself. */
function Late({ row }: { row: MessageRow }) {
  const seconds = secondsBetween(row.occurredAt, row.receivedAt)
  return seconds < lateFrom ? null : <span className={look.late}>came {durationText(seconds)} later</span>
}
