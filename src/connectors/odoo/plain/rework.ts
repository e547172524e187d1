import { openOrders, orderOf } from './chain.ts'
import { takenBackBefore } from './clock.ts'
import type { Draft } from './draft.ts'
import type { Kept } from './notebook.ts'
import { isOver, stepForWork } from './operations.ts'
import type { Plan } from './plan.ts'
import { refuse } from './refusal.ts'
import { originalOf } from './reversals.ts'
import { scrapInProcess, unscrapAll } from './scrap.ts'
import { bookTime, labourCentre, labourStep, stepBeside, voidTime, whereOf } from './time.ts'
import type { Id, Step } from './types.ts'
import { amount, compared, decimal } from './units.ts'
import { addGood, openStep, reportWords, setOver, workFollows } from './work.ts'

/**
 * Rework is a work order of its own on the order, beside the routing: its time is cost of the order, and it makes no
 * quantity. The good pieces count at the operation that had not made them well.
 */

export async function openRework(draft: Draft): Promise<Plan> {
  const { chain, body, effect } = draft
  const step = stepForWork(chain, body['operation'])
  const quantity = amount(body['quantity'], chain.units.of(step.unit), chain.units)
  const named = body['document'] ?? body['nonconformance'] ?? effect.message.split(' ').at(-1)
  const name = `Rework ${named}: ${decimal(quantity)} of ${step.name}`
  const rework = stepBeside(draft, orderOf(chain, step.order), step.centre, name, 'ready', `${effect.key}_rework`)
  return reworkPlan(step, rework, [], { quantity })
}

export async function completeRework(draft: Draft): Promise<Plan> {
  const { chain, body, effect } = draft
  openOrders(chain)
  const original = originalOf(draft, 'openRework')
  const rework = openStep(draft, original.posted['step'] as number)
  const step = openStep(draft, original.posted['of'] as number)
  const order = orderOf(chain, step.order)
  const unit = chain.units.of(step.unit)
  const good = amount(body['good'], unit, chain.units)
  const scrap = body['scrap'] ? amount(body['scrap'], unit, chain.units) : 0
  const left = reworkLeft(draft, original) - good - scrap
  if (compared(unit, left, 0) < 0)
    refuse('OVER_COMPLETION', `Only ${decimal(left + good + scrap)} are left of this rework`)
  const words = reportWords(draft, good, scrap, undefined)
  const [machine, labour] = [Number(body['machineTime'] ?? 0), Number(body['labourTime'] ?? 0)]
  const centre = labour ? await labourCentre(draft, step.centre) : undefined
  const times: Id[] = []
  if (machine) times.push(await bookTime(draft, whereOf(draft, rework), machine, effect.occurred, words))
  if (centre) times.push(await bookTime(draft, labourStep(draft, order, centre), labour, effect.occurred, words))
  addGood(draft, step, good)
  const scrapped = scrap
    ? await scrapInProcess(draft, step, scrap, undefined, `not saved by ${rework.name}`)
    : undefined
  setOver(draft, step, isOver(chain, step))
  setOver(draft, rework, compared(unit, left, 0) === 0)
  workFollows(draft, step)
  const scraps = scrapped ? [scrapped.scrap] : []
  return reworkPlan(step, rework.id, times, { good, scrap, scraps, scrapMoves: scrapped ? [scrapped.move] : [] })
}

/** What is left of an opening, or the whole of a completion. */
export async function cancelRework(draft: Draft): Promise<Plan> {
  const { chain, body } = draft
  openOrders(chain)
  const named = chain.entries.find(({ key }) => key === body['original'])
  if (named?.operation === 'completeRework') return uncompleteRework(draft, named)
  const original = originalOf(draft, 'openRework')
  const rework = openStep(draft, original.posted['step'] as number)
  const step = openStep(draft, original.posted['of'] as number)
  const unit = chain.units.of(step.unit)
  const left = reworkLeft(draft, original)
  if (compared(unit, left, 0) <= 0) refuse('OVER_REVERSAL', 'Nothing is left of this rework')
  const worked = chain.times.some((time) => time.step === rework.id)
  if (worked || compared(unit, left, original.posted['quantity'] as number) < 0) setOver(draft, rework, true)
  else cancelStep(draft, rework)
  return reworkPlan(step, rework.id, [], { quantity: left })
}

async function uncompleteRework(draft: Draft, original: Kept): Promise<Plan> {
  const { chain } = draft
  if (takenBackBefore(draft)) refuse('OVER_REVERSAL', 'This completion is taken back already')
  const rework = openStep(draft, original.posted['step'] as number)
  const step = openStep(draft, original.posted['of'] as number)
  addGood(draft, step, -(original.posted['good'] as number))
  const times = original.posted['times'] as number[]
  voidTime(draft, times)
  await unscrapAll(draft, original.posted['scrapMoves'] as number[], orderOf(chain, step.order))
  setOver(draft, step, isOver(chain, step))
  setOver(draft, rework, false)
  workFollows(draft, step)
  return reworkPlan(step, rework.id, times, { whole: true })
}

/** What is neither completed nor given up of an opening. */
function reworkLeft({ chain, body }: Draft, opening: Kept): number {
  const taken = new Set(chain.entries.map(({ original }) => original))
  const of = chain.entries.filter(({ original }) => original === body['original'])
  const done = of
    .filter(({ operation, key }) => operation === 'completeRework' && !taken.has(key))
    .reduce((total, { posted }) => total + (posted['good'] as number) + (posted['scrap'] as number), 0)
  const givenUp = of
    .filter(({ operation }) => operation === 'cancelRework')
    .reduce((total, { posted }) => total + Number(posted['quantity'] ?? 0), 0)
  return (opening.posted['quantity'] as number) - done - givenUp
}

/** As Odoo's own cancelling of a work order, which asks for rights on analytic entries: without time there are none. */
export function cancelStep(draft: Draft, step: Step): void {
  if (step.leave !== undefined) draft.steps.push({ do: 'drop', model: 'resource.calendar.leaves', ids: [step.leave] })
  endTimers(draft, step)
  step.state = 'cancel'
  draft.set('mrp.workorder', [step.id], { state: 'cancel' })
}

/** Somebody may have a timer running in Odoo. */
export function endTimers(draft: Draft, step: Step): void {
  if (draft.chain.times.some((time) => time.step === step.id && time.end === undefined))
    draft.steps.push({ do: 'ask', model: 'mrp.workorder', method: 'end_all', id: step.id })
}

const reworkPlan = (step: Step, rework: Id, times: readonly Id[], posted: Plan['posted']): Plan => ({
  tells: { of: 'work', id: step.id },
  posted: { step: rework, of: step.id, times, ...posted },
  documents: { order: step.order, step: step.id, beside: rework, times },
})
