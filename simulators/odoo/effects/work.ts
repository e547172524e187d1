import type { Books } from '../books/books.ts'
import { documentsOf, stillOpen } from '../books/orders.ts'
import type { Order, Result, Time } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import {
  addGood,
  bookTime,
  isFinished,
  labourStep,
  openStep,
  setOver,
  stepForWork,
  voidTimes,
  workDocuments,
  workStanding,
} from '../books/steps.ts'
import { amountIn, compared, decimal, rounded } from '../books/units.ts'
import { scrapInProcess, unscrap } from './scrap.ts'
import { millisecondsOf, originalOf, type Wish } from './wish.ts'

/** Good pieces, scrap and time that are reported with an operation. */
export function completeOperation(books: Books, order: Order, { body, occurred }: Wish): Result {
  const step = stepForWork(order, body.operation!)
  const good = amountIn(body.good!, order.product.unit)
  const scrap = body.scrap ? amountIn(body.scrap, order.product.unit) : 0
  const worked = body.started === undefined ? 0 : (millisecondsOf(occurred) - millisecondsOf(body.started)) / 60_000
  if (worked < 0) refuse('END_BEFORE_START', 'The work ended before it began')
  const machine = Number(body.machineTime ?? worked)
  const labour = Number(body.labourTime ?? 0)
  const before = workStanding(step)
  const times: Time[] = []
  if (machine) times.push(bookTime(books, step, machine))
  if (labour) times.push(bookTime(books, labourStep(books, order, step.centre), labour))
  addGood(books, step, good)
  const scraps = scrap ? [scrapInProcess(books, order, scrap)] : []
  setOver(books, step, body.final === true || isFinished(books, step))
  return {
    documents: [
      ...workDocuments(step, times),
      ...scraps.map((move) => ({ kind: 'stock.scrap', id: move.scrap!.id, label: move.scrap!.name })),
    ],
    before,
    after: workStanding(step),
    posted: { step, good, isFinal: body.final === true, times, scraps },
  }
}

/** Good quantity goes back in parts or as a whole; time and scrap of the report only with the whole of it. */
export function reverseCompletion(books: Books, order: Order, wish: Wish): Result {
  const { body } = wish
  stillOpen(order)
  const { posted } = originalOf(books, order, wish, 'completeOperation').result
  const step = openStep(posted.step)
  const before = workStanding(step)
  const undone = books.takenBack(body.original!).map(({ result }) => result.posted)
  const left = rounded(posted.good! - undone.reduce((sum, one) => sum + (one.quantity ?? 0), 0))
  const quantity = body.quantity ? amountIn(body.quantity, order.product.unit) : left
  if (undone.some(({ isWhole }) => isWhole) || compared(quantity, left) > 0)
    refuse('OVER_REVERSAL', `${decimal(quantity)} cannot be taken back: ${decimal(left)} is left of the report`)
  const isWhole = compared(quantity, left) === 0
  addGood(books, step, -quantity)
  if (isWhole) voidTimes(books, posted.times!)
  const moves = isWhole ? posted.scraps!.map((move) => unscrap(books, move)) : []
  setOver(books, step, isFinished(books, step, isWhole ? body.original : ''))
  return {
    documents: [...workDocuments(step, isWhole ? posted.times! : []), ...documentsOf(order, moves).slice(1)],
    before,
    after: workStanding(step),
    posted: { step, quantity, isWhole, moves },
  }
}
