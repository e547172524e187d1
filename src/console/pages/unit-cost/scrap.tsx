import type { UnitCost } from '#api'
import { Events } from '../../parts/events.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { costText, rateText } from '../../words/money.ts'
import { amountText } from '../../words/units.ts'
import look from './unit-cost.module.css'

/** What was found bad of an order, and what the rules say that it was worth. */
export const ScrapOfOrder = ({ cost: { scrap, plant } }: { cost: UnitCost }) => (
  <table className={`${ledger.ledger} ${look.table}`}>
    <caption className="unseen">Scrap of the order</caption>
    <thead>
      <tr>
        <th scope="col">What</th>
        <th scope="col">How much</th>
        <th scope="col">When and why</th>
        <th scope="col">Worth by the rules</th>
      </tr>
    </thead>
    <tbody>
      {scrap.map(({ messages, item, operation, quantity, at, reason, rate, cost }) => (
        <tr key={messages[0]}>
          <th scope="row" className={look.kind}>
            {item}
            {operation ? `, operation ${operation}` : ''}
          </th>
          <td className={look.number} data-name="How much">
            {amountText(quantity)}
          </td>
          <td>
            <Moment at={at} plant={plant} />
            {reason ? `: ${reason} ` : ' '}
            <Events messages={messages} />
          </td>
          <td data-name="Worth">
            {rate && cost ? `${costText([cost])}, at ${rateText(rate, 'each')}` : 'no rule has a rate'}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
