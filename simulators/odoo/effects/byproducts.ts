import { type Books, PRODUCTION, STOCK } from '../books/books.ts'
import { lotsOfReceipt } from '../books/lots.ts'
import { bookIn, netOf, takeBack, takenBack } from '../books/moves.ts'
import { documentsOf, isPlanned, stillOpen } from '../books/orders.ts'
import type { Move, Order, Product, Result } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import { reserveForWaiting } from '../books/stock.ts'
import { amountIn, decimal, rounded } from '../books/units.ts'
import { originalOf, type Wish } from './wish.ts'

/** What comes beside what the order makes. The share of the cost stands with the planned move, once for all of it. */
export const byproductsOf = ({ made, product }: Order): readonly Product[] => [
  ...new Set(made.filter((move) => move.product !== product && !move.scrap).map((move) => move.product)),
]

const movesOf = ({ made }: Order, product: Product): readonly Move[] =>
  made.filter((move) => move.product === product && !move.scrap)

export const netByproduct = (order: Order, product: Product): number =>
  rounded(movesOf(order, product).reduce((sum, move) => sum + netOf(move), 0))

export const shareOf = (order: Order, product: Product): number =>
  movesOf(order, product).reduce((sum, { share }) => sum + share, 0)

/** What the recipe expects for the whole order; nothing where no recipe does. */
export function expectedOf({ byproducts, ordered }: Order, product: Product): number | undefined {
  const line = byproducts.find((one) => one.product === product)
  return line && rounded(line.each * ordered)
}

const standing = (order: Order, product: Product): Record<string, unknown> => ({
  states: [order.state],
  item: product.code,
  received: decimal(netByproduct(order, product)),
  onHand: decimal(product.onHand),
})

export function receiveByproduct(books: Books, order: Order, { body }: Wish): Result {
  const product = books.item(body.item ?? {})
  if (product === order.product)
    refuse('UNKNOWN_ITEM', `${product.name} is what the order makes, not a by-product of it`)
  stillOpen(order)
  const quantity = amountIn(body.quantity!, product.unit)
  const to = body.to === undefined ? STOCK : books.place(body.to)
  const before = standing(order, product)
  const lines = lotsOfReceipt(books, product, body, quantity).map((part) => ({ ...part, from: PRODUCTION, to }))
  const isShared = movesOf(order, product).some((move) => move.share > 0 || (move.isPlan && isPlanned(move)))
  const share = isShared ? 0 : Number(body.costShare ?? 0)
  const draft = { product, order, role: 'made', from: PRODUCTION, to, demand: quantity, share } as const
  const move = bookIn(books, draft, lines, product.cost)
  planFollows(books, order, product)
  reserveForWaiting(books.undo, product)
  return { documents: documentsOf(order, [move]), before, after: standing(order, product), posted: { moves: [move] } }
}

export function reverseByproduct(books: Books, order: Order, wish: Wish): Result {
  stillOpen(order)
  const [move] = originalOf(books, order, wish, 'receiveByproduct').result.posted.moves!
  const { product } = move!
  const before = standing(order, product)
  const quantity = takenBack(wish.body, move!)
  const back = takeBack(books, move!, quantity, wish.body.serials)
  planFollows(books, order, product)
  return {
    documents: documentsOf(order, [back]),
    before,
    after: standing(order, product),
    posted: { moves: [back], quantity },
  }
}

/** The planned rest, as a function of what is booked. */
function planFollows({ undo }: Books, order: Order, product: Product): void {
  const plan = movesOf(order, product).find((move) => move.isPlan && isPlanned(move))
  const expected = expectedOf(order, product)
  if (plan && expected !== undefined)
    undo.set(plan, { demand: Math.max(0, rounded(expected - netByproduct(order, product))) })
}

/** Odoo has no yield of a batch: the order carries it as a note. */
export function noteYield({ undo }: Books, order: Order, { body, message }: Wish): Result {
  undo.push(stillOpen(order).notes, `Batch ${body.batch} (${message})`)
  return noted(order)
}

export function withdrawYield(books: Books, order: Order, wish: Wish): Result {
  stillOpen(order)
  originalOf(books, order, wish, 'noteYield')
  books.undo.push(order.notes, `The yield of a batch was taken back (${wish.message})`)
  return noted(order)
}

/** An effect that leaves a word with the order and changes nothing. */
export function noted(order: Order): Result {
  const standing = { states: [order.state] }
  return { documents: documentsOf(order, []), before: standing, after: { ...standing }, posted: {} }
}
