import { Link } from '@tanstack/react-router'
import type { BreakdownView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Age, Gap, Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { blockStatus, breakdownStatus, latePromises, lateText } from '../../words/breakdowns.ts'
import { counted } from '../../words/names.ts'
import look from './breakdowns.module.css'

/** One line for each: since when, who says so, what Odoo carries, whose order would be late. */
export function BreakdownTable({ breakdowns, caption }: { breakdowns: readonly BreakdownView[]; caption: string }) {
  return (
    <table className={`${ledger.ledger} ${look.table}`}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Asset</th>
          <th scope="col">When</th>
          <th scope="col">State</th>
          <th scope="col">Orders</th>
        </tr>
      </thead>
      <tbody>
        {breakdowns.map((one) => (
          <Row key={`${one.plant} ${one.asset} ${one.number}`} one={one} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ one }: { one: BreakdownView }) {
  const plantName = usePlantName()
  const { plant, asset, name, number, from, until, reason, said, state, block } = one
  const sources = new Set(said.filter(({ what }) => what === 'failed' || what === 'stands').map(({ by }) => by)).size
  return (
    <tr>
      <th scope="row" className={look.name}>
        <Link
          to="/breakdowns/$asset"
          params={{ asset }}
          search={{ plant, number: `${number}` }}
          className={ledger.row}
          data-row
        >
          {name}
        </Link>
        <span>
          {name === asset ? '' : `${asset}, `}
          {plantName(plant)}
        </span>
        {reason ? <span>{reason}</span> : null}
      </th>
      <td className={look.when}>
        {until === null ? (
          <>
            for <Age since={from} plant={plant} />, since <Moment at={from} plant={plant} />
          </>
        ) : (
          <>
            <Moment at={from} plant={plant} />, for <Gap from={from} to={until} />
          </>
        )}
        <span className={look.quietly}>{counted(sources, 'source says so', 'sources say so')}</span>
      </td>
      <td className={look.state}>
        <StatusWord of={breakdownStatus(one)} />
        {state === 'void' ? null : <StatusWord of={blockStatus(one)} />}
        {block ? <span className={look.quietly}>{block.workCentre.name}</span> : null}
      </td>
      <td className={look.orders}>
        <Orders one={one} />
      </td>
    </tr>
  )
}

function Orders({ one }: { one: BreakdownView }) {
  const { atRisk, state } = one
  if (state === 'void') return <span className="quiet">none</span>
  if (!atRisk) return <span className="quiet">not known</span>
  const [worst, ...more] = latePromises(one)
  if (atRisk.orders.length === 0) return <span className="quiet">none in its way</span>
  return (
    <>
      {counted(atRisk.orders.length, 'order')} in its way
      {worst ? (
        <strong className={look.late}>
          {worst.order} of {worst.customer}: {lateText(worst.lateSeconds)}
          {more.length > 0 ? `, and ${more.length} more` : ''}
        </strong>
      ) : atRisk.sells ? (
        <span className={look.quietly}>every promise can be kept</span>
      ) : null}
    </>
  )
}
