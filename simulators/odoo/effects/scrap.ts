import { type Books, PRODUCTION, SCRAPPED, STOCK } from '../books/books.ts'
import { knownLot, lotNamed } from '../books/lots.ts'
import { bookIn, bookOut, netOf, putBack, quantityOf, takenBack } from '../books/moves.ts'
import { documentsOf, stillOpen } from '../books/orders.ts'
import type { Lot, Move, Order, Product, Result, Scrap } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import { take } from '../books/stock.ts'
import { addGood, isFinished, setOver, stepForWork } from '../books/steps.ts'
import { amountIn, decimal, rounded } from '../books/units.ts'
import { received } from './output.ts'
import { originalOf, type Wish } from './wish.ts'

/** Scrap is a document of its own: of goods in process, of goods received, or of a component on the shelf. */
export function recordScrap(books: Books, order: Order, { body }: Wish): Result {
  stillOpen(order)
  const product = body.item ? books.item(body.item) : order.product
  const step = body.operation === undefined ? undefined : stepForWork(order, body.operation)
  const before = scrapStanding(order, product)
  const quantity = amountIn(body.quantity!, product.unit)
  let moves: readonly Move[]
  if (product === order.product && step) {
    const lot = body.lot && product.tracking !== 'none' ? lotNamed(books, product, body.lot) : undefined
    addGood(books, step, -quantity)
    moves = [scrapInProcess(books, order, quantity, lot)]
    setOver(books, step, isFinished(books, step))
  } else moves = scrapOnShelf(books, order, product, knownLot(product, body.lot, quantity), quantity)
  return {
    documents: [
      ...documentsOf(order, moves),
      ...moves.map(({ scrap }) => ({ kind: 'stock.scrap', id: scrap!.id, label: scrap!.name })),
    ],
    before,
    after: scrapStanding(order, product),
    posted: { moves, step: product === order.product ? step : undefined },
  }
}

function newScrap(books: Books): Scrap {
  const id = books.next('stock.scrap')
  return { id, name: `SP/${String(id).padStart(5, '0')}` }
}

/** Goods that never reach stock: their cost stays in the order and is borne by the good ones. */
export function scrapInProcess(books: Books, order: Order, quantity: number, lot?: Lot): Move {
  const { product } = order
  const scrap = newScrap(books)
  const draft = { product, order, role: 'made', from: PRODUCTION, to: SCRAPPED, demand: quantity, scrap } as const
  return bookIn(books, draft, [{ lot, quantity, from: PRODUCTION, to: SCRAPPED }])
}

/** Goods in stock; what they were worth leaves with them. */
export function scrapOnShelf(
  books: Books,
  order: Order,
  product: Product,
  lot: Lot | undefined,
  quantity: number,
): readonly Move[] {
  const role = product === order.product ? 'made' : 'use'
  return take({ product, source: STOCK, lot, quantity }).map((portion) => {
    const [from, to, scrap] = [portion.shelf.place, SCRAPPED, newScrap(books)]
    return bookOut(books, { product, order, role, from, to, demand: portion.quantity, scrap }, [portion])
  })
}

export function reverseScrap(books: Books, order: Order, wish: Wish): Result {
  stillOpen(order)
  const { moves = [], step } = originalOf(books, order, wish, 'recordScrap').result.posted
  const { product } = moves[0]!
  const before = scrapStanding(order, product)
  let left = wish.body.quantity && amountIn(wish.body.quantity, product.unit)
  const backs: Move[] = []
  for (const move of moves) {
    const part = rounded(left === undefined ? netOf(move) : Math.min(left, netOf(move)))
    if (part <= 0) continue
    backs.push(unscrap(books, move, part))
    if (left !== undefined) left = rounded(left - part)
  }
  if (backs.length === 0 || (left ?? 0) > 0) refuse('OVER_REVERSAL', 'Less than that is left of the scrap')
  const quantity = rounded(backs.reduce((sum, back) => sum + quantityOf(back), 0))
  if (step) {
    addGood(books, step, quantity)
    setOver(books, step, isFinished(books, step))
  }
  return {
    documents: documentsOf(order, backs),
    before,
    after: scrapStanding(order, product),
    posted: { moves: backs, quantity },
  }
}

/** From scrap to where it was taken; all that is left when no quantity is given. */
export const unscrap = (books: Books, move: Move, quantity = takenBack({}, move)): Move =>
  putBack(books, move, quantity, quantity)

export const scrapStanding = (order: Order, product: Product): Record<string, unknown> => ({
  states: [order.state],
  received: decimal(received(order)),
  item: product.code,
  onHand: decimal(product.onHand),
  scrapped: decimal(
    [...order.uses, ...order.made].reduce(
      (sum, move) => (move.scrap && move.product === product ? sum + netOf(move) : sum),
      0,
    ),
  ),
})
