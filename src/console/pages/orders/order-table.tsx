import { Link } from '@tanstack/react-router'
import type { OrderRow } from '#api'
import { AmountBar } from '../../parts/amount-bar.tsx'
import ledger from '../../parts/ledger.module.css'
import { Age } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { orderStatus } from '../../words/status.ts'
import { amountText } from '../../words/units.ts'
import { Needs } from '../order/needs.tsx'
import look from './orders.module.css'

/** One line for each order: what was ordered, what came, what is booked, what needs somebody. */
export const OrderTable = ({ rows }: { rows: readonly OrderRow[] }) => (
  <table className={`${ledger.ledger} ${look.table}`}>
    <caption className="unseen">Production orders</caption>
    <thead>
      <tr>
        <th scope="col">Order</th>
        <th scope="col">State</th>
        <th scope="col">Received of ordered, booked in Odoo</th>
        <th scope="col">Open</th>
        <th scope="col">Changed</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={`${row.plant} ${row.key}`}>
          <th scope="row" className={look.order}>
            <Link
              to="/orders/$key"
              params={{ key: row.key }}
              search={{ plant: row.plant }}
              className={ledger.row}
              data-row
            >
              {row.label}
            </Link>
            <span className={look.item}>{row.itemName}</span>
          </th>
          <td className={look.state}>
            <StatusWord of={orderStatus(row.state)} />
          </td>
          <td className={look.quantities}>
            <div className={look.amounts}>
              <AmountBar ordered={row.ordered} received={row.received} booked={row.booked} />
              <p>
                <strong>{amountText(row.received)}</strong> of {amountText(row.ordered)}, {amountText(row.booked)}{' '}
                booked
              </p>
            </div>
          </td>
          <td className={look.needing}>
            <Needs order={row} />
          </td>
          <td className={look.changed}>
            <Age since={row.changedAt} plant={row.plant} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
