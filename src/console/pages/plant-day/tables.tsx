import { Link } from '@tanstack/react-router'
import type { PlantDay } from '#api'
import ledger from '../../parts/ledger.module.css'
import { Events } from '../../parts/events.tsx'
import { Moment, Span } from '../../parts/moment.tsx'
import { durationText } from '../../words/durations.ts'
import { costText } from '../../words/money.ts'
import { lateText } from '../../words/plant-day.ts'
import look from './plant-day.module.css'

/** Each asset with when and why it stood still. */
export const Stops = ({ day: { plant, assets } }: { day: PlantDay }) => (
  <table className={`${ledger.ledger} ${look.table}`}>
    <caption className="unseen">What stood still on this day</caption>
    <thead>
      <tr>
        <th scope="col">Asset</th>
        <th scope="col">Stood still</th>
        <th scope="col">Agreed to</th>
        <th scope="col">When and why</th>
      </tr>
    </thead>
    <tbody>
      {assets.map(({ asset, name, unplanned, planned, stops, windows }) => (
        <tr key={asset}>
          <th scope="row" className={look.asset}>
            {stops.length > 0 ? (
              <Link to="/breakdowns/$asset" params={{ asset }} search={{ plant }}>
                {name ?? asset}
              </Link>
            ) : (
              (name ?? asset)
            )}
            <span>{asset}</span>
          </th>
          <td className={look.number} data-name="Stood still">
            {durationText(unplanned * 60)}
          </td>
          <td className={look.number} data-name="Agreed to">
            {planned > 0 ? durationText(planned * 60) : <span className="quiet">–</span>}
          </td>
          <td className={look.why}>
            <ul>
              {stops.map(({ number, from, until, isVoid, isFailure, reason }) => (
                <li key={number}>
                  {until === null ? (
                    <>
                      since <Moment at={from} plant={plant} />
                    </>
                  ) : (
                    <Span from={from} until={until} plant={plant} />
                  )}
                  : {isVoid ? 'a false alarm, not counted' : (reason ?? (isFailure ? 'it failed' : 'it stood still'))}
                </li>
              ))}
              {windows.map(({ window, title, from, until }) => (
                <li key={window}>
                  <Span from={from} until={until} plant={plant} />: <Link to="/windows">{title}</Link>
                </li>
              ))}
            </ul>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** Whose promise is in question, by how much, and because of what. */
export const AtRisk = ({ day: { plant, atRisk } }: { day: PlantDay }) => (
  <table className={`${ledger.ledger} ${look.table}`}>
    <caption className="unseen">Orders at risk</caption>
    <thead>
      <tr>
        <th scope="col">Order</th>
        <th scope="col">Because of</th>
        <th scope="col">Promised</th>
        <th scope="col">Late</th>
        <th scope="col">For</th>
      </tr>
    </thead>
    <tbody>
      {atRisk.map(({ order, label, asset, promised, sales, ...risk }) => (
        <tr key={`${order} ${asset}`}>
          <th scope="row" className={look.asset}>
            <Link to="/orders/$key" params={{ key: order }} search={{ plant }}>
              {label}
            </Link>
          </th>
          <td data-name="Because of">
            <Link to="/breakdowns/$asset" params={{ asset }} search={{ plant }}>
              {asset}
            </Link>
          </td>
          <td data-name="Promised">
            {promised ? <Moment at={promised} plant={plant} /> : <span className="quiet">no date</span>}
          </td>
          <td className={look.number} data-name="Late">
            {lateText({ ...risk, promised })}
          </td>
          <td className={look.why}>
            <ul>
              {sales.map(({ order: number, customer, value, currency }) => (
                <li key={number}>
                  {customer}, {number}
                  {value ? `: ${value} ${currency ?? ''}` : ''}
                </li>
              ))}
            </ul>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** What maintenance used, by the order it was for. */
export const PartsOfDay = ({ day: { parts } }: { day: PlantDay }) => (
  <table className={`${ledger.ledger} ${look.table}`}>
    <caption className="unseen">Spare parts used on this day</caption>
    <thead>
      <tr>
        <th scope="col">Maintenance order</th>
        <th scope="col">Asset</th>
        <th scope="col">Cost</th>
      </tr>
    </thead>
    <tbody>
      {parts.orders.map(({ order, label, asset, costs, unpriced, messages }) => (
        <tr key={order}>
          <th scope="row" className={look.asset}>
            {label} <Events messages={messages} />
          </th>
          <td data-name="Asset">{asset ?? <span className="quiet">none</span>}</td>
          <td className={look.number} data-name="Cost">
            {costText(costs)}
            {unpriced > 0 ? <span className="quiet"> and {unpriced} without a price yet</span> : null}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
