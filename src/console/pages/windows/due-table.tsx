import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DueWork, DueWorkWish, WindowAnswer } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { usePlantName, useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment, Span } from '../../parts/moment.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { durationText } from '../../words/durations.ts'
import { costText } from '../../words/replans.ts'
import { amountText } from '../../words/units.ts'
import { dueStatus, everyText } from '../../words/upkeep.ts'
import { windowStatus } from '../../words/windows.ts'
import look from './windows.module.css'

/** Preventive work ahead of its time: when it is due, when it costs production least, and one click for its window. */
export function DueTable({ due, mayPlan }: { due: readonly DueWork[]; mayPlan: readonly string[] }) {
  return (
    <table className={`${ledger.ledger} ${look.due}`}>
      <caption className="unseen">Preventive work that is due</caption>
      <thead>
        <tr>
          <th scope="col">Work</th>
          <th scope="col">Due</th>
          <th scope="col">Cheapest time</th>
          <th scope="col">
            <span className="unseen">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {due.map((one) => (
          <Line key={`${one.plant} ${one.plan.plan}`} one={one} mayPlan={mayPlan.includes(one.plant)} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ one, mayPlan }: { one: DueWork; mayPlan: boolean }) {
  const plantName = usePlantName()
  const { plant, plan, assetName, due, slot, sentence } = one
  return (
    <tr>
      <th scope="row" className={look.name}>
        {plan.title}
        <span>
          {plan.plan}: {assetName}, {plantName(plant)}
        </span>
        <span>
          every {everyText(plan)}: {plan.hours} h
        </span>
      </th>
      <td className={look.when}>
        {due.at ? (
          <>
            by <Moment at={due.at} plant={plant} />
          </>
        ) : null}
        {due.isOverdue ? <StatusWord of={dueStatus(due)} /> : null}
        {due.left ? <span className={look.quietly}>{amountText(due.left)} left</span> : null}
      </td>
      <td className={look.orders}>
        {due.planned ? (
          <>
            <Span from={due.planned.start} until={due.planned.end} plant={plant} />
            <StatusWord of={windowStatus(due.planned)} />
          </>
        ) : null}
        {slot ? <SlotText slot={slot} plant={plant} /> : null}
        {sentence ? <span className="quiet">{sentence}</span> : null}
      </td>
      <td className={ledger.right}>{slot && mayPlan ? <Propose one={one} start={slot.from} /> : null}</td>
    </tr>
  )
}

function SlotText({ slot, plant }: { slot: NonNullable<DueWork['slot']>; plant: string }) {
  return (
    <>
      <Span from={slot.from} until={slot.until} plant={plant} />
      <span className={look.quietly}>
        {slot.cost < 0.5 ? 'No promise is lost by it' : `Costs ${costText(slot.cost)} in delays and changes`}
        {slot.orders.length === 0 ? ', no order is in its way' : ''}
      </span>
      {slot.orders.length > 0 ? (
        <ul>
          {slot.orders.map(({ order, label, minutes, lateBy }) => (
            <li key={order}>
              <Link to="/orders/$key" params={{ key: order }} search={{ plant }}>
                {label}
              </Link>{' '}
              {minutes} min{lateBy > 0 ? `, ${durationText(lateBy)} later than promised` : ''}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function Propose({ one: { plant, plan }, start }: { one: DueWork; start: string }) {
  const { csrf } = useSession()
  const propose = useMutation({
    mutationFn: (wish: DueWorkWish) => tell<WindowAnswer>('/due-work', wish, { csrf }),
    onSuccess: ({ window }) => said(`${window} is proposed: production is asked under Approvals.`),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['upkeep'] }),
        client.invalidateQueries({ queryKey: ['orders', 'windows'] }),
      ]),
  })
  return (
    <>
      <Button
        size="compact-sm"
        loading={propose.isPending}
        onClick={() => propose.mutate({ plant, plan: plan.plan, start })}
        aria-label={`Propose: ${plan.title}`}
      >
        Propose
      </Button>
      <Refusal error={propose.error} />
    </>
  )
}
