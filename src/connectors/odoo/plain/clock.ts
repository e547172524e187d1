import { openOrders, orderOf } from './chain.ts'
import type { Draft } from './draft.ts'
import { notebookOf } from './notebook.ts'
import { stepForWork, stepsOf } from './operations.ts'
import type { Plan } from './plan.ts'
import { refuse } from './refusal.ts'
import { originalOf } from './reversals.ts'
import {
  bookTime,
  labourCentre,
  labourStep,
  lossNamed,
  minutesBetween,
  PRODUCTIVITY,
  voidTime,
  whereOf,
} from './time.ts'
import type { Id, Order, Step } from './types.ts'
import { decimal } from './units.ts'
import { openStep, setOver } from './work.ts'

/** When work at an operation began and stood still, and time that is told by itself. */

export async function startOperation(draft: Draft): Promise<Plan> {
  const step = stepForWork(draft.chain, draft.body['operation'])
  if (step.state !== 'done') setOver(draft, step, false)
  return clockPlan(step, [])
}

/** The work order is as if it had not begun, unless something else happened there or another start stands. */
export async function voidStart(draft: Draft): Promise<Plan> {
  const { chain, body } = draft
  openOrders(chain)
  const original = originalOf(draft, 'startOperation')
  if (takenBackBefore(draft)) refuse('OVER_REVERSAL', 'This start is taken back already')
  const step = openStep(draft, original.posted['step'] as number)
  const taken = new Set(chain.entries.map((entry) => entry.original))
  const others = chain.entries.some(
    ({ key, operation, posted }) =>
      operation === 'startOperation' && key !== body['original'] && posted['step'] === step.id && !taken.has(key),
  )
  const idle = !step.good && !chain.times.some((time) => time.step === step.id)
  if (step.state === 'progress' && idle && !others) {
    step.state = 'ready'
    draft.set('mrp.workorder', [step.id], { state: 'ready' })
    const order = orderOf(chain, step.order)
    const goingOn = chain.steps.some(
      (one) => one.order === order.id && (one.state === 'progress' || one.state === 'done'),
    )
    // Odoo itself never goes back to it.
    if (!happened(draft, order) && !goingOn) draft.set('mrp.production', [order.id], { state: 'confirmed' })
  }
  return clockPlan(step, [])
}

/** Whether anything at all was reported on the order. */
export function happened({ chain }: Draft, order: Order): boolean {
  const steps = chain.steps.filter((step) => step.order === order.id)
  return (
    chain.moves.some((move) => (move.uses === order.id || move.makes === order.id) && move.state === 'done') ||
    steps.some((step) => step.good > 0 || chain.times.some((time) => time.step === step.id))
  )
}

/** Downtime is the work centre's, not the work order's: it costs the order nothing, and counts in Odoo's own figures. */
export async function recordDowntime(draft: Draft): Promise<Plan> {
  const { chain, body, effect } = draft
  const step = stepsOf(chain, body['operation'])[0]!
  const order = orderOf(chain, step.order)
  const time = draft.make(PRODUCTIVITY, 'time', {
    workcenter_id: step.centre,
    company_id: order.company,
    loss_id: await lossNamed(draft, body['reason']),
    date_start: body['started'],
    date_end: body['ended'],
    description: `${order.name} ${step.name}: ${body['reason'] ?? 'stood still'} (${effect.message})`,
  })
  return clockPlan(step, [time])
}

export async function reportTime(draft: Draft): Promise<Plan> {
  const { chain, body, effect } = draft
  const step = stepForWork(chain, body['operation'])
  const end: string = body['ended'] ?? effect.occurred
  const minutes = Number(body['minutes'] ?? minutesBetween(body['started'], end))
  if (body['ended'] && body['person'] && body['overlap'] === 'refuse') await refuseOverlap(draft)
  const centre = body['of'] === 'machine' ? undefined : await labourCentre(draft, step.centre)
  const where = centre ? labourStep(draft, orderOf(chain, step.order), centre) : whereOf(draft, step)
  const person = body['person'] ? `${body['person']}: ` : ''
  const words = `${person}${body['activity'] ?? step.name}, reported ${body['started'] ?? '?'} to ${end} (${effect.message})`
  const time = await bookTime(draft, where, minutes, end, words)
  const plan = clockPlan(step, [time])
  const rate = centre ? centre.rate : (chain.centres.get(step.centre)?.rate ?? 0)
  return {
    ...plan,
    says: { rate: decimal(rate) },
    posted: {
      ...plan.posted,
      person: body['person'] ?? '',
      from: body['started'] ?? '',
      to: body['ended'] ?? '',
      label: orderOf(chain, step.order).name,
    },
  }
}

export async function reverseTime(draft: Draft): Promise<Plan> {
  openOrders(draft.chain)
  const original = originalOf(draft, 'reportTime')
  if (takenBackBefore(draft)) refuse('OVER_REVERSAL', 'This time is taken back already')
  const step = openStep(draft, original.posted['step'] as number)
  const times = original.posted['times'] as number[]
  voidTime(draft, times)
  return clockPlan(step, times)
}

const clockPlan = (step: Step, times: readonly Id[]): Plan => ({
  tells: { of: 'work', id: step.id },
  posted: { step: step.id, times },
  documents: { order: step.order, step: step.id, times },
})

export const takenBackBefore = ({ chain, body }: Draft): boolean =>
  chain.entries.some(({ original }) => original === body['original'])

/** The same person at two places at once, on whatever order: times that only touch do not overlap. */
async function refuseOverlap(draft: Draft): Promise<void> {
  const { body, desk } = draft
  const found = await notebookOf(desk).ofPerson(body['person'])
  const orders = [...new Set(found.map(({ order }) => order))]
  const taken = new Set((await notebookOf(desk).of(orders)).map(({ original }) => original))
  const clash = found.find(
    ({ key, posted, result }) =>
      result && !taken.has(key) && posted['from'] && posted['from'] < body['ended'] && posted['to'] > body['started'],
  )
  if (clash)
    refuse(
      'OVERLAP',
      `${body['person']} is booked on ${clash.posted['label']} from ${clash.posted['from']} to ${clash.posted['to']} already`,
    )
}
