import type { Books } from './books.ts'
import { isOpen, stillOpen } from './orders.ts'
import type { Centre, Document, Order, Step, Time } from './records.ts'
import { refuse } from './refusal.ts'
import { compared, decimal, rounded } from './units.ts'

export const isLabour = ({ centre }: Step): boolean => centre.code === 'LABOUR' || centre.code.endsWith('-LABOUR')
const isRework = ({ number, name }: Step): boolean => number === undefined && name.startsWith('Rework ')
/** Work that is no step of the routing. */
export const isBeside = (step: Step): boolean => isLabour(step) || isRework(step)

export const operationOf = ({ number, name }: Step): string => (number === undefined ? name : `${number}`)

export const minutesOf = ({ times }: Step): number => times.reduce((sum, { minutes }) => sum + minutes, 0)

export function stepNamed(order: Order, operation: string): Step {
  return (
    order.steps.find((step) => !isBeside(step) && (operationOf(step) === operation || step.name === operation)) ??
    refuse('UNKNOWN_OPERATION', `${order.name} has no operation ${operation}`)
  )
}

/** Where work is reported. */
export function stepForWork(order: Order, operation: string): Step {
  stillOpen(order)
  const step = stepNamed(order, operation)
  if (step.state === 'cancel') refuse('ORDER_CLOSED', `Operation ${operation} of ${order.name} is closed in Odoo`)
  return step
}

/** The step of an earlier effect, as long as its order is open. */
export function openStep(step: Step | undefined): Step {
  if (step && isOpen(step.order)) return step
  return refuse('ORDER_CLOSED', `${step?.order.name ?? 'The order'} is closed in Odoo`)
}

export function addGood({ undo }: Books, step: Step, quantity: number): void {
  const good = rounded(step.good + quantity)
  if (good < 0) refuse('PREDECESSOR_QTY', `Operation ${step.name} has only ${decimal(step.good)} good`)
  undo.set(step, { good })
}

/** Finished when everything is good or a report that still stands said so; `butFor` is the key of one that no longer does. */
export function isFinished(books: Books, step: Step, butFor = ''): boolean {
  if (compared(step.good, step.order.ordered) >= 0) return true
  return step.order.effects.some(
    ({ key, operation, result: { posted } }) =>
      operation === 'completeOperation' &&
      key !== butFor &&
      posted.step === step &&
      posted.isFinal === true &&
      !books.takenBack(key).some((back) => back.result.posted.isWhole),
  )
}

export function setOver({ undo }: Books, step: Step, isDone: boolean): void {
  const state = isDone ? 'done' : 'progress'
  if (step.state !== state) undo.set(step, { state })
}

/** A work order beside the routing. */
export function stepBeside(books: Books, order: Order, centre: Centre, name: string, state: Step['state']): Step {
  const step: Step = {
    ...{ id: books.next('mrp.workorder'), name, centre, order, state },
    ...{ number: undefined, good: 0, each: 0, expected: 0, times: [] },
  }
  books.undo.push(order.steps, step)
  return step
}

/** The order's labour work order, made when first needed: done from the start, so that it keeps nothing open. */
export function labourStep(books: Books, order: Order, of: Centre): Step {
  const centre = books.labour(of)
  const known = order.steps.find((step) => step.centre === centre && step.number === undefined)
  return known ?? stepBeside(books, order, centre, centre.name, 'done')
}

/** Odoo keeps time to the second. */
export function bookTime(books: Books, step: Step | undefined, minutes: number): Time {
  const seconds = Math.round(minutes * 60)
  const time = { id: books.next('mrp.workcenter.productivity'), minutes: rounded(seconds / 60), seconds }
  if (step) books.undo.push(step.times, time)
  return time
}

/** The entry stays where it is, with no duration. */
export function voidTimes({ undo }: Books, times: readonly Time[]): void {
  for (const time of times) undo.set(time, { minutes: 0, seconds: 0 })
}

export function workDocuments(step: Step, times: readonly Time[]): Document[] {
  return [
    { kind: 'mrp.production', id: step.order.id, label: step.order.name },
    { kind: 'mrp.workorder', id: step.id, label: step.name },
    ...times.map(({ id, minutes }) => ({ kind: 'mrp.workcenter.productivity', id, label: `${decimal(minutes)} min` })),
  ]
}

export const workStanding = (step: Step): Record<string, unknown> => ({
  states: [step.order.state],
  operation: operationOf(step),
  completed: decimal(step.good),
  minutes: decimal(minutesOf(step)),
  over: step.state === 'done' || step.state === 'cancel',
})
