import { isOpen, openOrders, orderOf } from './chain.ts'
import type { Draft } from './draft.ts'
import { isOver, stepForWork } from './operations.ts'
import type { Plan } from './plan.ts'
import { refuse } from './refusal.ts'
import { originalOf } from './reversals.ts'
import { scrapInProcess, unscrapAll } from './scrap.ts'
import { bookTime, labourCentre, labourStep, minutesBetween, voidTime, whereOf } from './time.ts'
import type { Id, Step } from './types.ts'
import { amount, compared, decimal, rounded } from './units.ts'

export async function completeOperation(draft: Draft): Promise<Plan> {
  const { body, chain, effect } = draft
  const step = stepForWork(chain, body['operation'])
  const unit = chain.units.of(step.unit)
  const good = amount(body['good'], unit, chain.units)
  const scrap = body['scrap'] ? amount(body['scrap'], unit, chain.units) : 0
  const started = body['started'] as string | undefined
  if (started && started > effect.occurred) refuse('END_BEFORE_START', 'The work ended before it began')
  const machine = Number(body['machineTime'] ?? (started ? minutesBetween(started, effect.occurred) : 0))
  const labour = Number(body['labourTime'] ?? 0)
  const words = reportWords(draft, good, scrap, started)
  const centre = labour ? await labourCentre(draft, step.centre) : undefined
  const times: Id[] = []
  if (machine) times.push(await bookTime(draft, whereOf(draft, step), machine, effect.occurred, words))
  if (centre)
    times.push(
      await bookTime(draft, labourStep(draft, orderOf(chain, step.order), centre), labour, effect.occurred, words),
    )
  addGood(draft, step, good)
  const scrapped = scrap
    ? await scrapInProcess(draft, step, scrap, undefined, `reported with operation ${step.name}`)
    : undefined
  setOver(draft, step, Boolean(body['final']) || isOver(chain, step))
  workFollows(draft, step)
  return {
    tells: { of: 'work', id: step.id },
    posted: {
      step: step.id,
      good,
      final: Boolean(body['final']),
      times,
      scraps: scrapped ? [scrapped.scrap] : [],
      scrapMoves: scrapped ? [scrapped.move] : [],
    },
    documents: { order: step.order, step: step.id, times, scraps: scrapped ? [scrapped.scrap] : [] },
  }
}

/** Odoo's own way of writing this quantity would consume the components by itself. */
export function addGood(draft: Draft, step: Step, quantity: number): void {
  const total = rounded(draft.chain.units.of(step.unit), step.good + quantity)
  if (total < 0) refuse('PREDECESSOR_QTY', `Operation ${step.name} has only ${decimal(step.good)} good`)
  step.good = total
  draft.steps.push({ do: 'good', step: step.id as number, quantity: total })
}

export function setOver(draft: Draft, step: Step, over: boolean): void {
  const state = over ? 'done' : 'progress'
  // A quantity is never set on a work order that is done, so it may have been opened for it.
  if (step.state === state && state !== 'done') return
  const rate = over ? (draft.chain.centres.get(step.centre)?.rate ?? 0) : 0
  step.state = state
  draft.set('mrp.workorder', [step.id], { state, ...draft.words.rate(rate) })
  if (over) nextMayBegin(draft, step)
}

/** In Odoo 14 the end of one operation lets the next begin. */
function nextMayBegin(draft: Draft, step: Step): void {
  const next = draft.chain.steps.find(({ id }) => id === step.next)
  if (next?.state === 'pending') draft.set('mrp.workorder', [next.id], { state: 'ready' })
}

/** The progress of the order is what was received, whatever Odoo makes of a quantity of a work order. */
export function workFollows(draft: Draft, step: Step): void {
  const order = orderOf(draft.chain, step.order)
  draft.steps.push({ do: 'follow', order: order.id })
  draft.keepExpected(order)
}

/** Good quantity goes back in parts or as a whole; time and scrap of the report only with the whole of it. */
export async function reverseCompletion(draft: Draft): Promise<Plan> {
  const { body, chain } = draft
  openOrders(chain)
  const original = originalOf(draft, 'completeOperation')
  const step = openStep(draft, original.posted['step'] as number)
  const { quantity, whole } = reportLeft(draft, original.posted['good'] as number, step)
  addGood(draft, step, -quantity)
  let moves: readonly Id[] = []
  if (whole) {
    voidTime(draft, original.posted['times'] as number[])
    moves = await unscrapAll(draft, original.posted['scrapMoves'] as number[], orderOf(chain, step.order))
  }
  setOver(draft, step, isOver(chain, step, whole ? (body['original'] as string) : ''))
  workFollows(draft, step)
  return {
    tells: { of: 'work', id: step.id },
    posted: { step: step.id, quantity, whole, moves },
    documents: {
      order: step.order,
      step: step.id,
      times: whole ? (original.posted['times'] as number[]) : [],
      moves,
    },
  }
}

export function openStep(draft: Draft, id: number): Step {
  const { chain } = draft
  const step = chain.steps.find((one) => one.id === id)
  return step && isOpen(orderOf(chain, step.order))
    ? step
    : refuse('ORDER_CLOSED', `${chain.orders[0]!.name} is closed in Odoo`)
}

/** How much of a report is taken back, and whether nothing of it is left then. */
function reportLeft(draft: Draft, good: number, step: Step): { quantity: number; whole: boolean } {
  const { body, chain } = draft
  const unit = chain.units.of(step.unit)
  const undone = chain.entries.filter(({ original }) => original === body['original'])
  const left = rounded(unit, good - undone.reduce((total, { posted }) => total + Number(posted['quantity'] ?? 0), 0))
  const quantity = body['quantity'] ? amount(body['quantity'], unit, chain.units) : left
  if (undone.some(({ posted }) => posted['whole']) || compared(unit, quantity, left) > 0)
    refuse('OVER_REVERSAL', `${decimal(quantity)} cannot be taken back: ${decimal(left)} is left of the report`)
  return { quantity, whole: compared(unit, quantity, left) === 0 }
}

export function reportWords(draft: Draft, good: number, scrap: number, started: string | undefined): string {
  const { body, effect } = draft
  const said = `${decimal(good)} good, ${decimal(scrap)} scrap, reported ${started ?? '?'} to ${effect.occurred}`
  return `${body['operator'] ? `${body['operator']}: ` : ''}${said} (${effect.message})`
}
