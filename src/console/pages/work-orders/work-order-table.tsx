import { Link } from '@tanstack/react-router'
import type { WorkOrderView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Gap, Moment, Span } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { systemTitle } from '../../words/names.ts'
import { readiness } from '../../words/spare-parts.ts'
import { windowStatus } from '../../words/windows.ts'
import { kindWord, workOrderStatus } from '../../words/work-orders.ts'
import look from './work-orders.module.css'

/** One line for each: what is done to what, how it stands, what it takes from production, what lies ready for it. */
export function WorkOrderTable({ orders, caption }: { orders: readonly WorkOrderView[]; caption: string }) {
  return (
    <table className={`${ledger.ledger} ${look.table}`}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Stands</th>
          <th scope="col">When</th>
          <th scope="col">Production</th>
          <th scope="col">Parts</th>
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

function Line({ order }: { order: WorkOrderView }) {
  const plantName = usePlantName()
  const { plant, system, label, link, title, kind, asset, assetName, mirror, openExceptions } = order
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
          )}{' '}
          of {systemTitle(system)}, {plantName(plant)}
        </span>
        {asset ? <span>{assetName ?? asset}</span> : null}
      </th>
      <td className={look.state}>
        <StatusWord of={workOrderStatus(order)} />
        <span className={look.quietly}>{kindWord[kind]}</span>
        <InOdoo mirror={mirror} />
        {openExceptions > 0 ? (
          <Link to="/exceptions">
            {openExceptions === 1 ? 'One needs somebody' : `${openExceptions} need somebody`}
          </Link>
        ) : null}
      </td>
      <td>
        <When order={order} />
      </td>
      <td className={look.production}>
        <Taken order={order} />
      </td>
      <td className={look.parts}>
        {order.parts ? <StatusWord of={readiness(order.parts)} /> : <span className={look.none}>none</span>}
      </td>
    </tr>
  )
}

/** Its copy there, by the stage it has. */
function InOdoo({ mirror }: Pick<WorkOrderView, 'mirror'>) {
  if (!mirror) return null
  if (mirror.refused) return <span className={look.refused}>Not in Odoo: {mirror.refused}</span>
  return (
    <span className={look.quietly}>
      {mirror.link ? (
        <a href={mirror.link} target="_blank" rel="noreferrer">
          In Odoo
        </a>
      ) : (
        'In Odoo'
      )}
      : {mirror.stage ?? 'on its way'}
    </span>
  )
}

/** What was done when, or else when it is planned. */
function When({ order }: { order: WorkOrderView }) {
  const { plant, created, started, completed, plannedStart, plannedEnd, by } = order
  if (completed)
    return (
      <>
        done <Moment at={completed} plant={plant} />
        <span className={look.quietly}>
          {started ? (
            <>
              after <Gap from={started} to={completed} />
              {by ? ', ' : ''}
            </>
          ) : null}
          {by ? `by ${by}` : ''}
        </span>
      </>
    )
  const planned =
    plannedStart && plannedEnd ? (
      <Span from={plannedStart} until={plannedEnd} plant={plant} />
    ) : plannedStart ? (
      <Moment at={plannedStart} plant={plant} />
    ) : null
  if (started)
    return (
      <>
        since <Moment at={started} plant={plant} />
        {planned ? <span className={look.quietly}>planned {planned}</span> : null}
      </>
    )
  return planned ? (
    <>{planned}</>
  ) : (
    <>
      not planned
      <span className={look.quietly}>
        there since <Moment at={created} plant={plant} />
      </span>
    </>
  )
}

/** The standstill it is about, and the window it has of a work centre. */
function Taken({ order: { plant, asset, window, breakdown } }: { order: WorkOrderView }) {
  if (!window && !breakdown) return <span className={look.none}>nothing of it</span>
  return (
    <>
      {breakdown && asset ? (
        <div>
          <Link to="/breakdowns/$asset" params={{ asset }} search={{ plant, number: `${breakdown.number}` }}>
            {breakdown.until ? 'Stood still' : 'Stands still'}
          </Link>{' '}
          {breakdown.until ? (
            <>
              for <Gap from={breakdown.from} to={breakdown.until} />
            </>
          ) : (
            <>
              since <Moment at={breakdown.from} plant={plant} />
            </>
          )}
        </div>
      ) : null}
      {window ? (
        <div className={look.window}>
          <Link to="/windows">Window</Link> <Span from={window.start} until={window.end} plant={plant} />
          <StatusWord of={windowStatus(window)} />
        </div>
      ) : null}
    </>
  )
}
