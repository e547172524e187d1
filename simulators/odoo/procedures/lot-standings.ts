import { type Books, STOCK } from '../books/books.ts'
import { stillOpen } from '../books/orders.ts'
import type { Lot, Order, Product, Shelf } from '../books/records.ts'
import { Refusal } from '../books/refusal.ts'
import { shelvesOf } from '../books/stock.ts'
import { decimal } from '../books/units.ts'
import { plansFor } from '../effects/plan.ts'

export interface LotWish {
  readonly order: number
  readonly item: { readonly product?: number; readonly code?: string }
  readonly lot: string
  readonly from?: string
}

/** What lots are to orders that are to use them, as the procedure `read-lots` tells it: each by itself. */
export const lotStandings = (books: Books, wishes: readonly LotWish[]): readonly object[] =>
  wishes.map((wish) => {
    const { lot } = wish
    try {
      return { lot, standing: standingOf(books, wish) }
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem
      return { lot, refusal: { code: problem.code, sentence: problem.message } }
    }
  })

function standingOf(books: Books, { order: id, item, lot: name, from }: LotWish): object {
  const product = books.item(item)
  if (product.tracking === 'none') return { kind: 'not-kept' }
  const lot = product.lots.get(name)
  if (!lot) return ofOthers(books, name)
  const order = stillOpen(books.order(id))
  const source = from === undefined ? (plansFor(order, product)[0]?.from ?? STOCK) : books.place(from)
  return { kind: 'known', expires: lot.expires ?? null, ...reservationsOf(order, product, lot, source) }
}

function ofOthers(books: Books, name: string): object {
  const items = [...books.products.values()].filter(({ lots }) => lots.has(name)).slice(0, 5)
  if (items.length === 0) return { kind: 'unknown' }
  return {
    kind: 'of-another-item',
    items: items.map(({ id, code, name: called }) => ({ product: id, code, name: called })),
  }
}

/** How much of a lot the order can take that nobody else has reserved, and who has reserved the rest. */
function reservationsOf(order: Order, product: Product, lot: Lot, source: string): object {
  const shelves = shelvesOf(product, source, [lot])
  const others = new Map<string, number>()
  let free = shelves.reduce((sum, { quantity, reserved }) => sum + quantity - reserved, 0)
  for (const shelf of shelves)
    for (const [holder, quantity] of heldOn(shelf))
      if (holder === order) free += quantity
      else others.set(holder.name, (others.get(holder.name) ?? 0) + quantity)
  return {
    free: decimal(Math.max(0, free)),
    reserved: [...others]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([by, quantity]) => ({ by, quantity: decimal(quantity) })),
    unit: product.unit.id,
  }
}

const heldOn = (shelf: Shelf): readonly (readonly [Order, number])[] =>
  [...shelf.holders].flatMap((plan) =>
    plan.holds.filter((hold) => hold.shelf === shelf).map(({ quantity }) => [plan.order, quantity] as const),
  )
