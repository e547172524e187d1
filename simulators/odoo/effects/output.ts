import { type Books, PRODUCTION, STOCK } from '../books/books.ts'
import { lotsOfReceipt } from '../books/lots.ts'
import { bookIn, netOf, takeBack, takenBack } from '../books/moves.ts'
import { documentsOf, followState, isPlanned, stillOpen } from '../books/orders.ts'
import type { Lot, Move, Order, Result } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import { reserveForWaiting } from '../books/stock.ts'
import { amountIn, decimal, rounded } from '../books/units.ts'
import { originalOf, type Wish } from './wish.ts'

/** The move that stands for what is still to come; it keeps the order open, at worst with nothing left. */
export const planOf = ({ made, product }: Order): Move | undefined =>
  made.find((move) => move.isPlan && move.product === product && isPlanned(move))

/** Receipts of what the order makes. */
export const receiptsOf = ({ made, product }: Order): readonly Move[] =>
  made.filter((move) => move.product === product && move.state === 'done' && !move.scrap)

export const received = (order: Order): number => rounded(receiptsOf(order).reduce((sum, move) => sum + netOf(move), 0))

export const standing = (order: Order): Record<string, unknown> => ({
  states: [order.state],
  received: decimal(received(order)),
  onHand: decimal(order.product.onHand),
})

export function receiveOutput(books: Books, order: Order, { body }: Wish): Result {
  const { product } = stillOpen(order)
  if (!planOf(order)) refuse('ORDER_CLOSED', `${order.name} expects no more output in Odoo`)
  const quantity = amountIn(body.quantity!, product.unit)
  const to = body.to === undefined ? STOCK : books.place(body.to)
  const lines = lotsOfReceipt(books, product, body, quantity).map((part) => ({ ...part, from: PRODUCTION, to }))
  const before = standing(order)
  const move = bookIn(
    books,
    { product, order, role: 'made', from: PRODUCTION, to, demand: quantity },
    lines,
    product.cost,
  )
  outputFollows(books, order)
  reserveForWaiting(books.undo, product)
  return { documents: documentsOf(order, [move]), before, after: standing(order), posted: { moves: [move] } }
}

/** Goods go back from stock into production. */
export function reverseOutput(books: Books, order: Order, wish: Wish): Result {
  stillOpen(order)
  const [move] = originalOf(books, order, wish, 'receiveOutput').result.posted.moves!
  const before = standing(order)
  const quantity = takenBack(wish.body, move!)
  const back = takeBack(books, move!, quantity, wish.body.serials)
  outputFollows(books, order)
  return { documents: documentsOf(order, [back]), before, after: standing(order), posted: { moves: [back], quantity } }
}

/** What people see of the order's progress, as a function of what is booked: never of the order of the events. */
function outputFollows(books: Books, order: Order): void {
  const made = received(order)
  const plan = planOf(order)
  if (plan) books.undo.set(plan, { demand: Math.max(0, rounded(order.ordered - made)) })
  const lots = netLots(order)
  // Odoo names at most one lot per order, but every serial number.
  books.undo.set(order, { shown: made, lots: order.product.tracking === 'serial' ? lots : lots.slice(0, 1) })
  followState(books, order)
}

/** The lots of which some output stands, by name. */
function netLots(order: Order): readonly Lot[] {
  const net = new Map<Lot, number>()
  const count = (move: Move, sign: number): void => {
    for (const { lot, quantity } of move.lines) if (lot) net.set(lot, (net.get(lot) ?? 0) + sign * quantity)
  }
  for (const move of receiptsOf(order)) {
    count(move, 1)
    for (const back of move.returned) count(back, -1)
  }
  const stand = [...net].flatMap(([lot, quantity]) => (quantity > 1e-6 ? [lot] : []))
  return stand.toSorted((one, other) => (one.name < other.name ? -1 : 1))
}
