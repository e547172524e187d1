import { type Books, PRODUCTION, STOCK } from '../books/books.ts'
import { knownLot, lotNamed } from '../books/lots.ts'
import { bookIn, bookOut, quantityOf } from '../books/moves.ts'
import { documentsOf, stillOpen } from '../books/orders.ts'
import type { Lot, Move, Order, Product, Result } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import { take } from '../books/stock.ts'
import { amountIn, compared, decimal } from '../books/units.ts'
import { scrapOnShelf, scrapStanding } from './scrap.ts'
import type { Body, Wish } from './wish.ts'

/** Goods that change their lots go out under the old ones and come back under the new, worth the same. */
export function changeLots(books: Books, order: Order, { body }: Wish): Result {
  stillOpen(order)
  const product = body.item ? books.item(body.item) : order.product
  if (product.tracking !== 'lot') refuse('LOT_REQUIRED', `${product.name} is not kept by lot`)
  const before = scrapStanding(order, product)
  let loss = body.loss ? amountIn(body.loss, product.unit) : 0
  const outs: Move[] = []
  const scraps: Move[] = []
  const parents: Lot[] = []
  const common = { product, order, role: 'change' } as const
  for (const part of body.from as Exclude<Body['from'], string | undefined>) {
    const lot = knownLot(product, part.lot, undefined)!
    parents.push(lot)
    let quantity = amountIn(part.quantity, product.unit)
    if (loss > 0 && compared(quantity, loss) >= 0) {
      scraps.push(...scrapOnShelf(books, order, product, lot, loss))
      quantity -= loss
      loss = 0
    }
    if (compared(quantity, 0) <= 0) continue
    const portions = take({ product, source: STOCK, lot, quantity })
    outs.push(bookOut(books, { ...common, from: STOCK, to: PRODUCTION, demand: quantity }, portions))
  }
  const total = outs.reduce((sum, move) => sum + quantityOf(move), 0)
  const worth = outs.reduce((sum, move) => sum + move.value, 0)
  const ins: Move[] = []
  for (const part of body.into ?? []) {
    const quantity = amountIn(part.quantity, product.unit)
    const line = { lot: lotLike(books, product, parents, part.lot), quantity, from: PRODUCTION, to: STOCK }
    const draft = { ...common, from: PRODUCTION, to: STOCK, demand: quantity }
    ins.push(bookIn(books, draft, [line], total > 0 ? worth / total : 0))
  }
  const came = ins.reduce((sum, move) => sum + quantityOf(move), 0)
  if (compared(came, total) !== 0) refuse('SUM_DIFFERS', `${decimal(came)} came out of ${decimal(total)}`)
  return {
    documents: documentsOf(order, [...outs, ...ins, ...scraps]),
    before,
    after: scrapStanding(order, product),
    posted: { moves: [...outs, ...ins] },
  }
}

/** A new lot is as old as the oldest it comes from. */
function lotLike(books: Books, product: Product, parents: readonly Lot[], name: string): Lot {
  const known = product.lots.get(name)
  if (known) return known
  const lot = lotNamed(books, product, name)
  const [oldest] = parents.flatMap(({ expires }) => expires ?? []).toSorted()
  if (oldest !== undefined) books.undo.set(lot, { expires: oldest })
  return lot
}
