import { Link } from '@tanstack/react-router'
import type { BreakdownView } from '#api'
import { Moment } from '../../parts/moment.tsx'
import { lateText } from '../../words/breakdowns.ts'
import { counted } from '../../words/names.ts'
import look from './breakdowns.module.css'

type Risk = NonNullable<BreakdownView['atRisk']>
type Order = Risk['orders'][number]

/** Orders in its way, each with the customers that wait for it: what was promised, and by how much it would be late. */
export function AtRisk({ one: { plant, atRisk, block } }: { one: BreakdownView }) {
  if (!atRisk)
    return (
      <p className={look.note}>
        {block
          ? 'Odoo is being asked which orders are in its way.'
          : 'Which orders are in its way is known once its work centre is.'}
      </p>
    )
  if (atRisk.orders.length === 0) return <p className={look.note}>No open order of Odoo is in its way.</p>
  return (
    <>
      <ul className={look.risks}>
        {atRisk.orders.map((order) => (
          <Risked key={order.order} order={order} plant={plant} sells={atRisk.sells} />
        ))}
      </ul>
      <p className={look.note}>
        As it was <Moment at={atRisk.at} plant={plant} />, if nothing is moved and the repair takes as long as expected.
        {atRisk.sells
          ? ''
          : ' Odoo’s sales are not installed, or the hub may not see them: no customer’s order is known.'}
      </p>
    </>
  )
}

function Risked({ order, plant, sells }: { order: Order; plant: string; sells: boolean }) {
  const { label, minutes, isStarted, isUrgent, expected, sales } = order
  return (
    <li>
      <p className={look.order}>
        <Link to="/orders/$key" params={{ key: order.order }} search={{ plant }}>
          {label}
        </Link>
        <span>
          {[isStarted ? 'runs there' : '', isUrgent ? 'urgent' : '', `${counted(minutes, 'minute')} in its way`]
            .filter(Boolean)
            .join(', ')}
        </span>
        {expected ? (
          <span>
            done <Moment at={expected} plant={plant} />
          </span>
        ) : null}
      </p>
      {sales.length === 0 ? (
        sells ? (
          <p className={look.quietly}>for stock</p>
        ) : null
      ) : (
        <ul className={look.promises}>
          {sales.map((sale) => (
            <li key={sale.order} data-late={sale.lateSeconds > 0 || undefined}>
              <span>
                {sale.link ? <a href={sale.link}>{sale.order}</a> : sale.order} of {sale.customer}
                {sale.reference ? ` (${sale.reference})` : ''}
              </span>
              <span>
                {sale.promised ? (
                  <>
                    promised <Moment at={sale.promised} plant={plant} />
                  </>
                ) : (
                  'no date promised'
                )}
              </span>
              <span>{sale.value ? `${sale.value} ${sale.currency ?? ''}`.trim() : ''}</span>
              <strong>{lateText(sale.lateSeconds)}</strong>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
