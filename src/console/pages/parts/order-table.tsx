import { Link } from '@tanstack/react-router'
import type { OrderPartsView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import ledger from '../../parts/ledger.module.css'
import { StatusWord } from '../../parts/status.tsx'
import { costText } from '../../words/money.ts'
import { orderStateWord, readiness, readyText } from '../../words/spare-parts.ts'
import { amountText, isNothing } from '../../words/units.ts'
import { MoveList } from './move-list.tsx'
import look from './parts.module.css'

/** One line for each order: what lies ready, what was used, who is to buy, what it cost. */
export function OrderTable({ orders }: { orders: readonly OrderPartsView[] }) {
  return (
    <table className={`${ledger.ledger} ${look.table}`}>
      <caption className="unseen">Spare parts of maintenance orders</caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Stands</th>
          <th scope="col">Parts</th>
          <th scope="col">Asked of the buyer</th>
          <th scope="col" className={look.money}>
            Cost
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <Line key={`${order.plant} ${order.order}`} order={order} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ order }: { order: OrderPartsView }) {
  const plantName = usePlantName()
  const { plant, label, link, title, asset, assetName, state, moves, signals, costs, unpriced, openExceptions } = order
  return (
    <tr>
      <th scope="row" className={look.name}>
        {title}
        <span>
          {link ? (
            <a href={link} target="_blank" rel="noreferrer">
              {label}
            </a>
          ) : (
            label
          )}
          , {plantName(plant)}
        </span>
        {asset ? <span>{assetName ?? asset}</span> : null}
      </th>
      <td className={look.state}>
        <StatusWord of={readiness(order)} />
        <span className={look.quietly}>{orderStateWord[state]}</span>
        {openExceptions > 0 ? (
          <Link to="/exceptions" className={look.open}>
            {openExceptions === 1 ? 'One needs somebody' : `${openExceptions} need somebody`}
          </Link>
        ) : null}
      </td>
      <td className={look.parts}>
        <Parts order={order} />
        {moves.length > 0 ? (
          <Disclosure name={moves.length === 1 ? 'One movement' : `${moves.length} movements`}>
            <MoveList order={order} />
          </Disclosure>
        ) : null}
      </td>
      <td className={look.signals}>
        {signals.length === 0 ? <span className={look.none}>nothing</span> : null}
        <ul>
          {signals.map((signal, nth) => (
            <li key={`${signal.part} ${nth}`}>
              {isNothing(signal.quantity)
                ? `${signal.part} is covered by`
                : `${amountText(signal.quantity)} of ${signal.part}:`}{' '}
              {signal.link ? (
                <a href={signal.link} target="_blank" rel="noreferrer">
                  {signal.label}
                </a>
              ) : (
                signal.label
              )}
            </li>
          ))}
        </ul>
      </td>
      <td className={look.money}>
        {costs.length > 0 ? costText(costs) : <span className={look.none}>none</span>}
        {unpriced > 0 ? <span className={look.quietly}>{unpriced} not priced yet</span> : null}
      </td>
    </tr>
  )
}

const Parts = ({ order: { lines } }: { order: OrderPartsView }) => (
  <ul>
    {lines.map((line) => {
      const { part, name, used, planned, refused } = line
      const said = [
        readyText(line),
        used && !isNothing(used) ? `${amountText(used)} used` : undefined,
        planned ? `${amountText(planned)} planned` : undefined,
      ]
      return (
        <li key={part}>
          {name ?? part}
          <span className={look.quietly}>{said.filter(Boolean).join(', ')}</span>
          {refused ? <span className={look.refused}>{refused}</span> : null}
        </li>
      )
    })}
  </ul>
)
