import { Link } from '@tanstack/react-router'
import type { AssetCost } from '#api'
import { usePlantName } from '../app/session.tsx'
import { durationText } from '../words/durations.ts'
import { costText, rateText } from '../words/money.ts'
import look from './asset-costs.module.css'
import ledger from './ledger.module.css'
import { MessageLink } from './message-link.tsx'
import { Span, Moment } from './moment.tsx'

/** What each asset has cost, and each standstill and maintenance order that made it so. */
export function AssetCosts({ costs }: { costs: readonly AssetCost[] }) {
  const plantName = usePlantName()
  return (
    <table className={`${ledger.ledger} ${look.table}`}>
      <caption className="unseen">What assets cost</caption>
      <thead>
        <tr>
          <th scope="col">Asset</th>
          <th scope="col">Lost production</th>
          <th scope="col">Spare parts</th>
          <th scope="col">Work</th>
          <th scope="col">Together</th>
          <th scope="col">How that came about</th>
        </tr>
      </thead>
      <tbody>
        {costs.map((one) => (
          <tr key={`${one.plant} ${one.asset}`}>
            <th scope="row" className={look.asset}>
              {one.name ?? one.asset ?? 'No asset named'}
              <span>{[one.asset, plantName(one.plant)].filter(Boolean).join(', ')}</span>
            </th>
            <td className={look.money} data-name="Lost production">
              {costText(one.lost)}
            </td>
            <td className={look.money} data-name="Spare parts">
              {costText(one.parts)}
            </td>
            <td className={look.money} data-name="Work">
              {costText(one.labour)}
            </td>
            <td className={look.money} data-name="Together">
              <strong>{costText(one.total)}</strong>
              {one.corrective.length > 0 ? <span>corrective {costText(one.corrective)}</span> : null}
              {one.preventive.length > 0 ? <span>preventive {costText(one.preventive)}</span> : null}
              {one.untold > 0 ? <span>and {one.untold} without a price or rate</span> : null}
            </td>
            <td className={look.how}>
              <How cost={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const How = ({ cost: { plant, asset, stops, orders, work } }: { cost: AssetCost }) => (
  <ul>
    {stops.map(({ number, from, until, minutes, rate, cost }) => (
      <li key={number}>
        <Link to="/breakdowns/$asset" params={{ asset: asset! }} search={{ plant }}>
          {until === null ? (
            <>
              since <Moment at={from} plant={plant} />
            </>
          ) : (
            <Span from={from} until={until} plant={plant} />
          )}
        </Link>
        : {durationText(minutes * 60)} lost,{' '}
        {rate && cost ? `at ${rateText(rate)}: ${costText([cost])}` : 'and no rule says what an hour is worth there'}
      </li>
    ))}
    {orders
      .filter(({ moves }) => moves.length > 0)
      .map(({ order, label, parts, moves }) => (
        <li key={order}>
          <MessageLink id={moves[0]!}>{label ?? order}</MessageLink>: parts for {costText(parts)}
        </li>
      ))}
    {work.map(({ message, person, craft, minutes, rate, cost }) => (
      <li key={message}>
        <MessageLink id={message}>{person}</MessageLink>
        {craft ? `, ${craft}` : ''}: {durationText(Number(minutes) * 60)} of work,{' '}
        {rate && cost ? `at ${rateText(rate)}: ${costText([cost])}` : 'and no rule says what an hour of it costs'}
      </li>
    ))}
  </ul>
)
