import type { Books } from '../books/books.ts'
import { happened, stillOpen } from '../books/orders.ts'
import type { Order, Result, Step, Time } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import {
  bookTime,
  labourStep,
  openStep,
  setOver,
  stepForWork,
  stepNamed,
  voidTimes,
  workDocuments,
  workStanding,
} from '../books/steps.ts'
import { decimal } from '../books/units.ts'
import { millisecondsOf, originalOf, type Body, type Wish } from './wish.ts'

/** When work at an operation began and stood still, and time that is told by itself. */
export function startOperation(books: Books, order: Order, { body }: Wish): Result {
  const step = stepForWork(order, body.operation!)
  const before = workStanding(step)
  if (step.state !== 'done') setOver(books, step, false)
  return told(step, [], before)
}

/** The work order is as if it had not begun, unless something else happened there or another start stands. */
export function voidStart(books: Books, order: Order, wish: Wish): Result {
  const { original } = wish.body
  stillOpen(order)
  const { posted } = originalOf(books, order, wish, 'startOperation').result
  if (books.takenBack(original!).length > 0) refuse('OVER_REVERSAL', 'This start is taken back already')
  const step = openStep(posted.step)
  const before = workStanding(step)
  const isBegunElse = order.effects.some(
    ({ key, operation, result }) =>
      operation === 'startOperation' &&
      key !== original &&
      result.posted.step === step &&
      books.takenBack(key).length === 0,
  )
  if (step.state === 'progress' && !step.good && step.times.length === 0 && !isBegunElse) {
    books.undo.set(step, { state: 'ready' })
    const isGoingOn = order.steps.some(({ state }) => state === 'progress' || state === 'done')
    // Odoo itself never goes back to it.
    if (!happened(order) && !isGoingOn) books.undo.set(order, { state: 'confirmed' })
  }
  return told(step, [], before)
}

/** Downtime is the work centre's, not the work order's: it costs the order nothing. */
export function recordDowntime(books: Books, order: Order, { body }: Wish): Result {
  const step = stepNamed(order, body.operation!)
  const before = workStanding(step)
  const minutes = (millisecondsOf(body.ended!) - millisecondsOf(body.started!)) / 60_000
  return told(step, [bookTime(books, undefined, minutes)], before)
}

export function reportTime(books: Books, order: Order, { body, occurred }: Wish): Result {
  const step = stepForWork(order, body.operation!)
  const end = millisecondsOf(body.ended ?? occurred)
  const minutes = Number(body.minutes ?? (end - millisecondsOf(body.started ?? '')) / 60_000)
  if (body.ended && body.person && body.overlap === 'refuse') refuseOverlap(books, body)
  const before = workStanding(step)
  const where = body.of === 'machine' ? step : labourStep(books, order, step.centre)
  const result = told(step, [bookTime(books, where, minutes)], before)
  const time = { person: body.person ?? '', from: body.started ?? '', to: body.ended ?? '' }
  return {
    ...result,
    after: { ...result.after, rate: decimal(where.centre.rate) },
    posted: { ...result.posted, time },
  }
}

/** The same person at two places at once, on whatever order: times that only touch do not overlap. */
function refuseOverlap(books: Books, { person, started, ended }: Body): void {
  for (const { key, order, result } of books.times.get(person!) ?? []) {
    const { from, to } = result.posted.time!
    if (from < ended! && to > started! && books.takenBack(key).length === 0)
      refuse('OVERLAP', `${person} is booked on ${order.name} from ${from} to ${to} already`)
  }
}

export function reverseTime(books: Books, order: Order, wish: Wish): Result {
  stillOpen(order)
  const { posted } = originalOf(books, order, wish, 'reportTime').result
  if (books.takenBack(wish.body.original!).length > 0) refuse('OVER_REVERSAL', 'This time is taken back already')
  const step = openStep(posted.step)
  const before = workStanding(step)
  voidTimes(books, posted.times!)
  return told(step, posted.times!, before)
}

const told = (step: Step, times: readonly Time[], before: object): Result => ({
  documents: workDocuments(step, times),
  before,
  after: workStanding(step),
  posted: { step, times },
})
