import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { WindowView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment, Span } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { inErp, outsideStatus, windowStatus } from '../../words/windows.ts'
import look from './windows.module.css'

/** One line for each window: when, who agreed, what Odoo carries, what is in its way. */
export function WindowTable({
  windows,
  mayPlan,
  onChange,
  onStep,
}: {
  windows: readonly WindowView[]
  mayPlan: readonly string[]
  onChange: (window: WindowView) => void
  onStep: (window: WindowView) => void
}) {
  return (
    <table className={`${ledger.ledger} ${look.table}`}>
      <caption className="unseen">Maintenance windows</caption>
      <thead>
        <tr>
          <th scope="col">Window</th>
          <th scope="col">When</th>
          <th scope="col">State</th>
          <th scope="col">Orders in the way</th>
        </tr>
      </thead>
      <tbody>
        {windows.map((window) => (
          <Line
            key={`${window.plant} ${window.window}`}
            window={window}
            deeds={
              mayPlan.includes(window.plant) && isPlannedHere(window)
                ? { change: () => onChange(window), step: () => onStep(window) }
                : undefined
            }
          />
        ))}
      </tbody>
    </table>
  )
}

/** What a CMMS plans is changed there. */
const isPlannedHere = ({ order, state }: WindowView): boolean =>
  order === null && state !== 'done' && state !== 'cancelled'

interface Deeds {
  readonly change: () => void
  readonly step: () => void
}

function Line({ window, deeds }: { window: WindowView; deeds: Deeds | undefined }) {
  const plantName = usePlantName()
  const { plant, plan, booked, maintenance, production, approval, conflicts } = window
  const erp = inErp(window)
  const outside = outsideStatus(window)
  return (
    <tr>
      <th scope="row" className={look.name}>
        {window.title}
        <span>
          {window.window}, {plantName(plant)}
        </span>
        <span>{plan.workCentres.map(({ name }) => name).join(', ')}</span>
      </th>
      <td className={look.when}>
        <Span from={plan.start} until={plan.end} plant={plant} />
        {booked && booked.start !== plan.start ? (
          <span className={look.quietly}>
            agreed before: <Span from={booked.start} until={booked.end} plant={plant} />
          </span>
        ) : null}
      </td>
      <td className={look.state}>
        <StatusWord of={windowStatus(window)} />
        {erp ? <StatusWord of={erp} /> : null}
        {outside ? <StatusWord of={outside} /> : null}
        {window.outside
          .filter(({ state }) => state === 'refused')
          .map(({ workCentre, said }) => (
            <span key={workCentre} className={look.quietly}>
              {said}
            </span>
          ))}
        <span className={look.quietly}>
          {[maintenance && `${maintenance} for maintenance`, production && `${production} for production`]
            .filter(Boolean)
            .join(', ')}
        </span>
        {approval ? (
          <Link to="/approvals" className={look.answer}>
            Answer for production
          </Link>
        ) : null}
        {deeds ? (
          <span className={look.deeds}>
            <Button size="compact-sm" variant="default" onClick={deeds.change} aria-label={`Change: ${window.title}`}>
              Change…
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={deeds.step}
              aria-label={`Begun, over, off: ${window.title}`}
            >
              Begun, over, off…
            </Button>
          </span>
        ) : null}
      </td>
      <td className={look.orders}>
        <InTheWay window={window} />
        {conflicts.length > 0 ? <span className={look.quietly}>At the same time: {conflicts.join(', ')}</span> : null}
      </td>
    </tr>
  )
}

function InTheWay({ window: { affected, plant } }: { window: WindowView }) {
  if (affected.length === 0) return <span className="quiet">none</span>
  return (
    <ul>
      {affected.map(({ order, label, minutes, promised, isUrgent }) => (
        <li key={order}>
          <Link to="/orders/$key" params={{ key: order }} search={{ plant }}>
            {label}
          </Link>{' '}
          {minutes} min{isUrgent ? ', urgent' : ''}
          {promised ? (
            <span className={look.quietly}>
              due <Moment at={promised} plant={plant} />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
