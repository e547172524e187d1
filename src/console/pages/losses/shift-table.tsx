import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Losses } from '#api'
import { Events } from '../../parts/events.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment, Span } from '../../parts/moment.tsx'
import { durationText } from '../../words/durations.ts'
import { costText, rateText } from '../../words/money.ts'
import { amountText } from '../../words/units.ts'
import look from './losses.module.css'

type Shift = Losses['shifts'][number]

/** Each standstill and each scrap of a shift: how much, at which rate, and what that is worth. */
export const ShiftTable = ({ plant, shift }: { plant: string; shift: Shift }) => (
  <table className={`${ledger.ledger} ${look.table}`}>
    <caption className="unseen">Losses of the shift</caption>
    <thead>
      <tr>
        <th scope="col">What</th>
        <th scope="col">When and why</th>
        <th scope="col">How much</th>
        <th scope="col">Rate</th>
        <th scope="col">Value</th>
      </tr>
    </thead>
    <tbody>
      {shift.stops.map((one) => (
        <Row
          key={`${one.asset} ${one.number}`}
          kind="Stood still"
          amount={durationText(one.minutes * 60)}
          rate={one.rate && rateText(one.rate)}
          cost={one.cost}
          when={
            <>
              {one.until === null ? (
                <>
                  since <Moment at={one.from} plant={plant} />
                </>
              ) : (
                <Span from={one.from} until={one.until} plant={plant} />
              )}
              {one.reason ? `: ${one.reason}` : null}
            </>
          }
        >
          <Link to="/breakdowns/$asset" params={{ asset: one.asset }} search={{ plant }}>
            {one.name ?? one.asset}
          </Link>
        </Row>
      ))}
      {shift.scrap.map((one) => (
        <Row
          key={`${one.messages[0]} ${one.item}`}
          kind="Scrap"
          amount={amountText(one.quantity)}
          rate={one.rate && rateText(one.rate, 'each')}
          cost={one.cost}
          when={
            <>
              <Moment at={one.at} plant={plant} />
              {one.reason ? `: ${one.reason} ` : ' '}
              <Events messages={one.messages} />
            </>
          }
        >
          {one.item},{' '}
          <Link to="/orders/$key" params={{ key: one.order }} search={{ plant }}>
            {one.label}
          </Link>
        </Row>
      ))}
    </tbody>
  </table>
)

const Row = ({
  kind,
  amount,
  rate,
  cost,
  when,
  children,
}: {
  kind: string
  amount: string
  rate: string | null
  cost: Shift['stops'][number]['cost']
  when: ReactNode
  children: ReactNode
}) => (
  <tr>
    <th scope="row" className={look.what}>
      {children}
      <span>{kind}</span>
    </th>
    <td data-name="When">{when}</td>
    <td className={look.number} data-name="How much">
      {amount}
    </td>
    <td data-name="Rate">{rate ?? <span className="quiet">no rule has one</span>}</td>
    <td className={look.number} data-name="Value">
      {cost ? costText([cost]) : <span className="quiet">not told</span>}
    </td>
  </tr>
)
