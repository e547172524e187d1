import { Button } from '@mantine/core'
import type { PlanView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { amountText } from '../../words/units.ts'
import { dueStatus, everyText } from '../../words/upkeep.ts'
import { windowStatus } from '../../words/windows.ts'
import look from './assets.module.css'

/** What is done to assets again and again, what is due first in front. */
export function PlanTable({
  plans,
  mayManage,
  onKeep,
}: {
  plans: readonly PlanView[]
  mayManage: readonly string[]
  onKeep: (plan: PlanView) => void
}) {
  const plantName = usePlantName()
  return (
    <table className={`${ledger.ledger} ${look.meters}`}>
      <caption className="unseen">Maintenance plans</caption>
      <thead>
        <tr>
          <th scope="col">Plan</th>
          <th scope="col">Done every</th>
          <th scope="col">Due</th>
          <th scope="col">
            <span className="unseen">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {plans.map((one) => (
          <tr key={`${one.plant} ${one.plan.plan}`}>
            <th scope="row" className={look.name}>
              {one.plan.title}
              <span>
                {one.plan.plan}: {one.assetName}, {plantName(one.plant)}
              </span>
            </th>
            <td>
              {everyText(one.plan)}: {one.plan.hours} h
              <span className={look.since}>
                last <Moment at={one.due.since} plant={one.plant} />
              </span>
            </td>
            <td>
              {one.due.at ? <Moment at={one.due.at} plant={one.plant} /> : null}
              {one.due.planned || one.due.isOverdue || one.due.at === null ? (
                <div>
                  <StatusWord of={one.due.planned ? windowStatus(one.due.planned) : dueStatus(one.due)} />
                </div>
              ) : null}
              {one.due.left ? <span className={look.since}>{amountText(one.due.left)} left</span> : null}
            </td>
            <td className={ledger.right}>
              {mayManage.includes(one.plant) ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => onKeep(one)}
                  aria-label={`Change: ${one.plan.title}`}
                >
                  Change…
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
