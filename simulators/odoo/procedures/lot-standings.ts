import { type Books, STOCK } from '../books/books.ts'
import { stillOpen } from '../books/orders.ts'
import type { Move, Shelf } from '../books/records.ts'
import { Refusal } from '../books/refusal.ts'
import { shelvesOf } from '../books/stock.ts'
import { type Amount, compared, decimal, roughlyIn } from '../books/units.ts'
import { plansFor } from '../effects/plan.ts'

const MOST_NAMES = 5

export interface LotWish {
  readonly order: number
  readonly item: { readonly product?: number; readonly code?: string }
  readonly lot: string
  readonly quantity: Amount
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

function standingOf(books: Books, { order: id, item, lot: name, quantity, from }: LotWish): object {
  const product = books.item(item)
  if (product.tracking === 'none') return { kind: 'not-kept' }
  const lot = product.lots.get(name)
  if (!lot) return ofOthers(books, name)
  const plans = plansFor(stillOpen(books.order(id)), product)
  const source = from === undefined ? (plans[0]?.from ?? STOCK) : books.place(from)
  const shelves = shelvesOf(product, source, [lot])
  let free = shelves.reduce((sum, shelf) => sum + shelf.quantity - shelf.reserved, 0)
  for (const { holds } of plans) for (const hold of holds) if (shelves.includes(hold.shelf)) free += hold.quantity
  const short = compared(roughlyIn(quantity, product.unit), free) > 0
  return {
    kind: 'known',
    expires: lot.expires ?? null,
    free: decimal(Math.max(0, free)),
    reserved: short ? reservedForOthers(shelves, plans) : [],
    unit: product.unit.id,
  }
}

function ofOthers(books: Books, name: string): object {
  const items = [...books.products.values()].filter(({ lots }) => lots.has(name)).slice(0, MOST_NAMES)
  if (items.length === 0) return { kind: 'unknown' }
  return {
    kind: 'of-another-item',
    items: items.map(({ id, code, name: called }) => ({ product: id, code, name: called })),
  }
}

/** Who else has reserved how much, by the names of their documents: the most first, and many in one. */
function reservedForOthers(shelves: readonly Shelf[], plans: readonly Move[]): readonly object[] {
  const held = new Map<string, number>()
  for (const shelf of shelves)
    for (const plan of shelf.holders)
      for (const hold of plan.holds)
        if (hold.shelf === shelf && !plans.includes(plan))
          held.set(plan.order.name, (held.get(plan.order.name) ?? 0) + hold.quantity)
  const most = [...held].toSorted(([one, much], [other, more]) => more - much || (one < other ? -1 : 1))
  const rest = most.slice(MOST_NAMES)
  const inOne: typeof rest = [[`${rest.length} others`, rest.reduce((sum, [, part]) => sum + part, 0)]]
  return [...most.slice(0, MOST_NAMES), ...(rest.length > 0 ? inOne : [])].map(([by, part]) => ({
    by,
    quantity: decimal(part),
  }))
}
