import { Link } from '@tanstack/react-router'
import type { DifferenceView } from '#api'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { plain, systemName } from '../../words/names.ts'
import look from './reconciliation.module.css'

const where: Record<DifferenceView['kind'], string> = {
  forgotten: 'In Odoo, not in the journal',
  lost: 'In the journal, not in Odoo',
}

/** Each difference with which of the two has it, and what to do about it. */
export const DifferenceTable = ({ rows, caption }: { rows: readonly DifferenceView[]; caption: string }) => (
  <table className={`${ledger.ledger} ${look.differences}`}>
    <caption className="unseen">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">Where it stands</th>
        <th scope="col">What was booked</th>
        <th scope="col">What now</th>
        <th scope="col">Booked</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={`${row.kind} ${row.effectKey}`}>
          <td className={look.where}>{where[row.kind]}</td>
          <th scope="row" className={look.what}>
            {row.messageId ? (
              <Link to="/messages/$id" params={{ id: row.messageId }} className={ledger.row} data-row>
                {plain(row.operation)}
              </Link>
            ) : (
              plain(row.operation)
            )}
            <span className={look.event}>
              {row.order} · {systemName(row.event.source)} {row.event.id}
            </span>
          </th>
          <td>{row.whatNow}</td>
          <td className={look.when}>
            <Moment at={row.bookedAt} shape="seconds" />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
