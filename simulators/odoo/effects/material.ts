import { type Books, PRODUCTION, STOCK } from '../books/books.ts'
import { knownLot } from '../books/lots.ts'
import { bookOut, putBack, takenBack } from '../books/moves.ts'
import { documentsOf, stillOpen } from '../books/orders.ts'
import type { Move, Order, Product, Result } from '../books/records.ts'
import { reserveForWaiting, take, takeAny } from '../books/stock.ts'
import { stepNamed } from '../books/steps.ts'
import { amountIn, decimal } from '../books/units.ts'
import { needAndUse, planLess, planMore, plansFor, restOf, standFor, stoodIn } from './plan.ts'
import { type Body, originalOf, type Wish } from './wish.ts'

export function useStanding(order: Order, product: Product): Record<string, unknown> {
  const { needed, used } = needAndUse(order, product)
  return {
    states: [order.state],
    item: product.code,
    required: decimal(needed),
    consumed: decimal(used),
    onHand: decimal(product.onHand),
  }
}

/** Goods leave their shelves for the order: from what it had reserved first. */
export function use(
  books: Books,
  order: Order,
  body: Pick<Body, 'item' | 'quantity' | 'lot' | 'operation' | 'from'>,
  ofAnyLot: boolean,
): Move {
  stillOpen(order)
  const product = books.item(body.item ?? {})
  const plans = plansFor(order, product, body.operation)
  const step = body.operation === undefined ? plans[0]?.step : stepNamed(order, body.operation)
  const quantity = amountIn(body.quantity!, product.unit)
  const source = typeof body.from === 'string' ? books.place(body.from) : (plans[0]?.from ?? STOCK)
  const portions =
    ofAnyLot && product.tracking !== 'none'
      ? takeAny({ product, source, quantity, plans })
      : take({ product, source, lot: knownLot(product, body.lot, quantity), quantity, plans })
  const demand = Math.min(quantity, restOf(plans))
  const draft = { product, order, role: 'use', from: source, to: PRODUCTION, demand, step } as const
  const move = bookOut(books, draft, portions)
  planLess(books, plans, demand)
  return move
}

export function issueMaterial(books: Books, order: Order, { body }: Wish): Result {
  const product = books.item(body.item ?? {})
  const before = useStanding(stillOpen(order), product)
  const move = use(books, order, body, false)
  const stands = body.instead && standFor(books, order, body.instead, 1)
  return {
    documents: documentsOf(order, [move]),
    before,
    after: useStanding(order, product),
    posted: { moves: [move], ...(stands ? { stands } : {}) },
  }
}

/** Unused material goes back to where it came from. */
export function returnMaterial(books: Books, order: Order, wish: Wish): Result {
  const { body } = wish
  stillOpen(order)
  const [move] = originalOf(books, order, wish, 'issueMaterial').result.posted.moves!
  const before = useStanding(order, move!.product)
  const quantity = takenBack(body, move!)
  const back = backOnShelf(books, move!, quantity, body.serials)
  const stands = body.instead && standFor(books, order, body.instead, -1)
  return {
    documents: documentsOf(order, [back]),
    before,
    after: useStanding(order, move!.product),
    posted: { moves: [back], quantity, ...(stands ? { stands } : {}) },
  }
}

/** A return of a part of an issue; the plan gets back what the order needs again. */
export function backOnShelf(books: Books, move: Move, quantity: number, serials?: readonly string[]): Move {
  const { order, product } = move
  const plans = plansFor(order, product)
  const { needed, used } = needAndUse(order, product)
  const { lowered, stoodFor } = stoodIn(order, product)
  const again = Math.max(0, needed + lowered - stoodFor - (used - quantity)) - restOf(plans)
  const givenBack = plans.length > 0 ? Math.max(0, again) : 0
  const back = putBack(books, move, quantity, givenBack, serials)
  if (givenBack > 0) planMore(books, plans[0]!, givenBack)
  reserveForWaiting(books.undo, product)
  return back
}
