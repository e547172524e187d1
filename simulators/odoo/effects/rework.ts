import type { Books } from '../books/books.ts'
import { documentsOf, stillOpen } from '../books/orders.ts'
import type { Document, Effect, Order, Posted, Result, Step, Time } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import {
  addGood,
  bookTime,
  isFinished,
  labourStep,
  openStep,
  setOver,
  stepBeside,
  stepForWork,
  voidTimes,
  workDocuments,
  workStanding,
} from '../books/steps.ts'
import { amountIn, compared, decimal, rounded } from '../books/units.ts'
import { scrapInProcess, unscrap } from './scrap.ts'
import { originalOf, type Wish } from './wish.ts'

/** Rework is a work order of its own beside the routing; its good pieces count at the operation it is of. */
export function openRework(books: Books, order: Order, { body, message }: Wish): Result {
  const of = stepForWork(order, body.operation!)
  const quantity = amountIn(body.quantity!, order.product.unit)
  const before = workStanding(of)
  const named = body.document ?? body.nonconformance ?? message.split(' ').at(-1)
  const name = `Rework ${named}: ${decimal(quantity)} of ${of.name}`
  const rework = stepBeside(books, order, of.centre, name, 'ready')
  return told({ rework, of, before, times: [] }, { quantity })
}

export function completeRework(books: Books, order: Order, wish: Wish): Result {
  const { body } = wish
  stillOpen(order)
  const opening = originalOf(books, order, wish, 'openRework')
  const rework = openStep(opening.result.posted.step)
  const of = opening.result.posted.of!
  const good = amountIn(body.good!, order.product.unit)
  const scrap = body.scrap ? amountIn(body.scrap, order.product.unit) : 0
  const left = rounded(leftOf(books, opening) - good - scrap)
  if (left < 0) refuse('OVER_COMPLETION', `Only ${decimal(left + good + scrap)} are left of this rework`)
  const before = workStanding(of)
  const times: Time[] = []
  if (Number(body.machineTime ?? 0)) times.push(bookTime(books, rework, Number(body.machineTime)))
  if (Number(body.labourTime ?? 0))
    times.push(bookTime(books, labourStep(books, order, of.centre), Number(body.labourTime)))
  addGood(books, of, good)
  const scraps = scrap ? [scrapInProcess(books, order, scrap)] : []
  setOver(books, of, isFinished(books, of))
  setOver(books, rework, left === 0)
  return told({ rework, of, before, times }, { good, scrap, scraps })
}

/** What is left of an opening, or the whole of a completion. */
export function cancelRework(books: Books, order: Order, wish: Wish): Result {
  stillOpen(order)
  if (books.effects.get(wish.body.original!)?.operation === 'completeRework') return uncomplete(books, order, wish)
  const opening = originalOf(books, order, wish, 'openRework')
  const rework = openStep(opening.result.posted.step)
  const of = opening.result.posted.of!
  const left = leftOf(books, opening)
  if (compared(left, 0) <= 0) refuse('OVER_REVERSAL', 'Nothing is left of this rework')
  const before = workStanding(of)
  if (rework.times.length > 0 || compared(left, opening.result.posted.quantity!) < 0) setOver(books, rework, true)
  else books.undo.set(rework, { state: 'cancel' })
  return told({ rework, of, before, times: [] }, { quantity: left })
}

function uncomplete(books: Books, order: Order, wish: Wish): Result {
  const completion = originalOf(books, order, wish, 'completeRework')
  if (books.takenBack(completion.key).length > 0) refuse('OVER_REVERSAL', 'This completion is taken back already')
  const { posted } = completion.result
  const rework = openStep(posted.step)
  const of = posted.of!
  const before = workStanding(of)
  addGood(books, of, -posted.good!)
  voidTimes(books, posted.times!)
  const moves = posted.scraps!.map((move) => unscrap(books, move))
  setOver(books, of, isFinished(books, of))
  setOver(books, rework, false)
  return told({ rework, of, before, times: posted.times! }, { isWhole: true }, documentsOf(order, moves).slice(1))
}

/** What is neither completed nor given up of an opening. */
function leftOf(books: Books, { key, result }: Effect): number {
  let left = result.posted.quantity!
  for (const one of books.takenBack(key)) {
    const { good = 0, scrap = 0, quantity = 0 } = one.result.posted
    if (one.operation === 'cancelRework') left -= quantity
    else if (books.takenBack(one.key).length === 0) left -= good + scrap
  }
  return rounded(left)
}

function told(
  {
    rework,
    of,
    before,
    times,
  }: {
    readonly rework: Step
    readonly of: Step
    readonly before: object
    readonly times: readonly Time[]
  },
  posted: Posted,
  more: readonly Document[] = [],
): Result {
  const [order, ...documents] = workDocuments(of, times)
  return {
    documents: [order!, { kind: 'mrp.workorder', id: rework.id, label: rework.name }, ...documents, ...more],
    before,
    after: workStanding(of),
    posted: { step: rework, of, times, ...posted },
  }
}
