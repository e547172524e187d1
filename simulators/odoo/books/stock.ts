import { type Books, PRODUCTION, SCRAPPED } from './books.ts'
import type { Hold, Line, Lot, Move, Product, Shelf } from './records.ts'
import { refuse } from './refusal.ts'
import { compared, decimal, rounded } from './units.ts'

/** Goods on shelves: what lies where, what of it is kept for planned uses, and taking it from there. */

/** A quantity and the shelf it is taken from; `hold` where it was kept for who takes it. */
export interface Portion {
  readonly shelf: Shelf
  readonly quantity: number
  readonly plan?: Move
  readonly hold?: Hold
}

const isBelow = (place: string, source: string): boolean => place === source || place.startsWith(`${source}/`)
export const isStock = (place: string): boolean => place !== PRODUCTION && place !== SCRAPPED

/** What lies at a place and below it, the longest there first. */
export function shelvesOf(product: Product, source: string, lots: Iterable<Lot | undefined>): Shelf[] {
  const found: Shelf[] = []
  for (const lot of lots)
    for (const shelf of product.shelves.get(lot)?.values() ?? [])
      if (compared(shelf.quantity, 0) > 0 && isBelow(shelf.place, source)) found.push(shelf)
  return found.length > 1 ? found.toSorted((one, other) => one.since - other.since) : found
}

/**
 * Portions that make up what is needed: what is kept for the plans first, then what is free, then what others keep.
 * Writes nothing, so that a shortage costs nothing.
 */
export function take({
  product,
  source,
  lot,
  quantity,
  plans = [],
}: {
  readonly product: Product
  readonly source: string
  readonly lot: Lot | undefined
  readonly quantity: number
  readonly plans?: readonly Move[]
}): readonly Portion[] {
  const portions: Portion[] = []
  const gone = new Map<Shelf, { taken: number; kept: number }>()
  let needed = quantity
  const found = (portion: Portion): void => {
    const sum = gone.get(portion.shelf) ?? { taken: 0, kept: 0 }
    gone.set(portion.shelf, {
      taken: sum.taken + portion.quantity,
      kept: sum.kept + (portion.hold ? portion.quantity : 0),
    })
    portions.push(portion)
    needed -= portion.quantity
  }
  for (const plan of plans)
    for (const hold of plan.holds) {
      const part = Math.min(needed, hold.quantity)
      if (part > 0 && hold.shelf.lot === lot && isBelow(hold.shelf.place, source))
        found({ shelf: hold.shelf, quantity: part, plan, hold })
    }
  if (compared(needed, 0) > 0) {
    const shelves = shelvesOf(product, source, [lot])
    for (const isFreeOnly of [true, false])
      for (const shelf of shelves) {
        const { taken, kept } = gone.get(shelf) ?? { taken: 0, kept: 0 }
        const part = Math.min(needed, shelf.quantity - taken - (isFreeOnly ? shelf.reserved - kept : 0))
        if (compared(part, 0) > 0) found({ shelf, quantity: part })
      }
  }
  if (compared(needed, 0) > 0) refuse('NEGATIVE_STOCK', missing(product, lot, needed, quantity, source))
  return portions
}

const missing = (product: Product, lot: Lot | undefined, needed: number, asked: number, source: string): string =>
  `${product.name}${lot ? ` lot ${lot.name}` : ''}: ${decimal(needed)} of ${decimal(asked)} ${product.unit.name} are missing at ${source}`

/** The same of whatever lot: those kept for the plans first, then what came first. */
export function takeAny(wish: {
  readonly product: Product
  readonly source: string
  readonly quantity: number
  readonly plans: readonly Move[]
}): readonly Portion[] {
  const { product, source, plans } = wish
  const there = new Map<Lot | undefined, number>()
  for (const { lot, quantity } of shelvesOf(product, source, product.shelves.keys()))
    if (lot) there.set(lot, (there.get(lot) ?? 0) + quantity)
  const kept = plans.flatMap(({ holds }) => holds.map(({ shelf }) => shelf.lot)).filter((lot) => there.has(lot))
  const parts: Portion[] = []
  let left = wish.quantity
  for (const lot of new Set([...kept, ...there.keys()])) {
    const quantity = Math.min(left, there.get(lot)!)
    if (compared(quantity, 0) <= 0) continue
    parts.push(...take({ product, source, lot, quantity, plans }))
    left -= quantity
  }
  if (compared(left, 0) > 0)
    refuse('NEGATIVE_STOCK', `${missing(product, undefined, left, wish.quantity, source)}, of whatever lot`)
  return parts
}

/** Takes portions off their shelves: what was kept for who takes it is kept no more, and nothing is kept that is gone. */
export function withdraw({ undo }: Books, portions: readonly Portion[]): void {
  for (const { shelf, quantity, plan, hold } of portions) {
    undo.set(shelf, { quantity: rounded(shelf.quantity - quantity) })
    undo.set(shelf.product, { onHand: rounded(shelf.product.onHand - quantity) })
    if (plan && hold) shrink(undo, plan, hold, quantity)
  }
  for (const { shelf } of portions) freeWhatIsGone(undo, shelf)
}

/** The plans that were reserved last lose what is no longer there, and look for it elsewhere. */
function freeWhatIsGone(undo: Books['undo'], shelf: Shelf): void {
  if (shelf.reserved <= shelf.quantity) return
  const losers = [...shelf.holders].toSorted((one, other) => other.id - one.id)
  const freed: Move[] = []
  for (const plan of losers) {
    const excess = shelf.reserved - shelf.quantity
    if (compared(excess, 0) <= 0) break
    const hold = plan.holds.find((one) => one.shelf === shelf)!
    shrink(undo, plan, hold, Math.min(excess, hold.quantity))
    freed.push(plan)
  }
  for (const plan of freed) reserve(undo, plan)
}

/** Puts goods on a shelf. */
export function putAway(books: Books, product: Product, { lot, quantity, to }: Line): void {
  const { undo } = books
  const shelf = shelfAt(books, product, lot, to)
  if (shelf.quantity === 0) undo.set(shelf, { since: books.next('shelf') })
  undo.set(shelf, { quantity: rounded(shelf.quantity + quantity) })
  undo.set(product, { onHand: rounded(product.onHand + quantity) })
}

function shelfAt({ undo }: Books, product: Product, lot: Lot | undefined, place: string): Shelf {
  let places = product.shelves.get(lot)
  if (!places) undo.put(product.shelves, lot, (places = new Map()))
  let shelf = places.get(place)
  if (!shelf) {
    shelf = { product, lot, place, quantity: 0, reserved: 0, since: 0, holders: new Set() }
    undo.put(places, place, shelf)
  }
  return shelf
}

export const reservedFor = ({ holds }: Move): number => holds.reduce((sum, { quantity }) => sum + quantity, 0)

/** Keeps for a planned use what is free, up to what it asks for. */
export function reserve(undo: Books['undo'], plan: Move): void {
  const { product } = plan
  let wanted = rounded(plan.demand - reservedFor(plan))
  if (wanted > 0 && product.onHand > 0)
    for (const shelf of shelvesOf(product, plan.from, product.shelves.keys())) {
      const part = rounded(Math.min(wanted, shelf.quantity - shelf.reserved))
      if (part <= 0) continue
      const known = plan.holds.find((hold) => hold.shelf === shelf)
      if (known) undo.set(known, { quantity: rounded(known.quantity + part) })
      else undo.set(plan, { holds: [...plan.holds, { shelf, quantity: part }] })
      undo.set(shelf, { reserved: rounded(shelf.reserved + part) })
      undo.add(shelf.holders, plan)
      wanted = rounded(wanted - part)
      if (wanted <= 0) break
    }
  if (wanted > 0) undo.add(product.waiting, plan)
  else undo.remove(product.waiting, plan)
}

/** What came may be what others wait for: whoever asked first, first. */
export function reserveForWaiting(undo: Books['undo'], product: Product): void {
  if (product.waiting.size === 0) return
  for (const plan of [...product.waiting].toSorted((one, other) => one.id - other.id)) reserve(undo, plan)
}

/** A planned use never keeps more than it still asks for. */
export function keepWithin(undo: Books['undo'], plan: Move, most: number): void {
  for (const hold of plan.holds.toReversed()) {
    const excess = rounded(reservedFor(plan) - most)
    if (excess <= 0) break
    shrink(undo, plan, hold, Math.min(excess, hold.quantity))
  }
  if (rounded(plan.demand - reservedFor(plan)) <= 0) undo.remove(plan.product.waiting, plan)
}

function shrink(undo: Books['undo'], plan: Move, hold: Hold, part: number): void {
  const rest = rounded(hold.quantity - part)
  undo.set(hold, { quantity: rest })
  undo.set(hold.shelf, { reserved: rounded(hold.shelf.reserved - part) })
  if (rest > 0) return
  undo.set(plan, { holds: plan.holds.filter((one) => one !== hold) })
  undo.remove(hold.shelf.holders, plan)
}
