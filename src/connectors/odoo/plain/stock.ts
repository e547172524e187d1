import { linesOf, stockUnit } from './chain.ts'
import type { Draft, Looking, Part } from './draft.ts'
import { Id, Maybe, Num, reading, Ref, Text } from './reading.ts'
import { refuse } from './refusal.ts'
import type { Id as RecordId, Line, Move, Product } from './types.ts'
import { compared, decimal } from './units.ts'

/** Taking goods from where they lie. */

interface Shelf {
  readonly place: number
  readonly lot: number | undefined
  readonly pack: number | undefined
  readonly owner: number | undefined
}

export interface Place {
  readonly id: number
  readonly path: string
  readonly name: string
}

const keyOf = (product: number, { place, lot, pack, owner }: Shelf): string =>
  [product, place, lot ?? 0, pack ?? 0, owner ?? 0].join(' ')

const quants = reading(
  'stock.quant',
  {
    id: Id,
    location_id: Ref,
    lot_id: Ref,
    package_id: Ref,
    owner_id: Ref,
    quantity: Num,
    reserved_quantity: Num,
    in_date: Maybe,
  },
  (row) => ({
    shelf: { place: row.location_id ?? 0, lot: row.lot_id, pack: row.package_id, owner: row.owner_id },
    quantity: row.quantity,
    reserved: row.reserved_quantity,
    since: row.in_date ?? '',
  }),
)

const places = reading('stock.location', { id: Id, parent_path: Text, complete_name: Text }, (row): Place => ({
  id: row.id,
  path: row.parent_path,
  name: row.complete_name,
}))

/** A storage location by its barcode or its full name, such as WH/Stock/Shelf 1. */
export async function placeNamed(draft: Looking, name: string): Promise<Place> {
  const found = await draft.desk.read(places, ['|', ['barcode', '=', name], ['complete_name', '=', name]], { limit: 2 })
  if (found.length === 1) return found[0]!
  return refuse('UNKNOWN_LOCATION', `Odoo has ${found.length > 1 ? 'more than one' : 'no'} storage location ${name}`)
}

export async function placeWith(draft: Looking, id: number): Promise<Place> {
  return (await draft.desk.read(places, [['id', '=', id]], { context: { active_test: false } }))[0]!
}

export interface Lot {
  readonly id: RecordId
  readonly name: string
}

export interface Shelves {
  readonly shelf: Shelf
  readonly quantity: number
  readonly reserved: number
  readonly since: string
}

/** What lies where, oldest first. Concurrent work leaves several rows per shelf: summed. */
export async function shelvesOf(draft: Looking, product: number, source: Place): Promise<readonly Shelves[]> {
  const rows = await draft.desk.read(quants, [
    ['product_id', '=', product],
    ['location_id', 'child_of', source.id],
  ])
  const found = new Map<string, Shelves>()
  for (const row of rows) {
    const key = keyOf(product, row.shelf)
    const there = found.get(key)
    found.set(key, {
      shelf: row.shelf,
      quantity: row.quantity + (there?.quantity ?? 0),
      reserved: row.reserved + (there?.reserved ?? 0),
      since: there && there.since < row.since ? there.since : row.since,
    })
  }
  return [...found.values()]
    .filter(({ quantity }) => quantity > 0)
    .toSorted((one, other) =>
      one.since === other.since ? one.shelf.place - other.shelf.place : one.since < other.since ? -1 : 1,
    )
}

/**
 * Parts that make up `needed` of one lot (or of what has none): own reservation first, then what is free, then what
 * others reserved. The reserved lines are to be cut for it, once the goods are moved.
 */
export async function take(
  draft: Draft,
  product: Product,
  source: Place,
  lot: Lot | undefined,
  needed: number,
  planned: readonly Move[],
  to: number,
): Promise<{ parts: Part[]; cuts: { line: Line; part: number }[] }> {
  const stock = stockUnit(draft.chain, product.id)
  const partOf = (quantity: number, { place, pack, owner }: Shelf): Part => ({
    quantity,
    lot: lot?.id,
    lotName: lot?.name ?? '',
    from: place,
    to,
    pack,
    owner,
  })
  if (!product.stocked)
    return {
      parts: [partOf(needed, { place: source.id, lot: undefined, pack: undefined, owner: undefined })],
      cuts: [],
    }
  const there = await shelvesOf(draft, product.id, source)
  const within = new Set(there.map(({ shelf }) => shelf.place))
  const parts: Part[] = []
  const cuts: { line: Line; part: number }[] = []
  let left = needed
  const takes = (shelf: Shelf, quantity: number, unreserved: number): void => {
    const key = keyOf(product.id, shelf)
    const sofar = draft.taken.get(key) ?? { quantity: 0, unreserved: 0 }
    draft.taken.set(key, { quantity: sofar.quantity + quantity, unreserved: sofar.unreserved + unreserved })
    left -= quantity
  }
  for (const move of planned)
    for (const line of linesOf(draft.chain, move.id)) {
      const part = Math.min(left, line.reserved)
      if (part <= 0 || line.lot !== lot?.id || !within.has(line.from)) continue
      const shelf = { place: line.from, lot: line.lot as number | undefined, pack: line.pack, owner: line.owner }
      parts.push(partOf(part, shelf))
      cuts.push({ line, part })
      takes(shelf, part, part)
    }
  for (const freeOnly of [true, false])
    for (const { shelf, quantity, reserved } of there) {
      if (shelf.lot !== lot?.id) continue
      const sofar = draft.taken.get(keyOf(product.id, shelf)) ?? { quantity: 0, unreserved: 0 }
      const part = Math.min(left, quantity - sofar.quantity - (freeOnly ? reserved - sofar.unreserved : 0))
      if (compared(stock, part, 0) <= 0) continue
      parts.push(partOf(part, shelf))
      takes(shelf, part, 0)
    }
  if (compared(stock, left, 0) > 0)
    return refuse(
      'NEGATIVE_STOCK',
      `${product.label}${lot ? ` lot ${lot.name}` : ''}: ${decimal(left)} of ${decimal(needed)} ${stock.name} are missing at ${source.name}`,
    )
  return { parts, cuts }
}
