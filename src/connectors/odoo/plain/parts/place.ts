import type { PartValues } from '../../spare-parts/words.ts'
import type { Chain } from '../chain.ts'
import type { Desk } from '../desk.ts'
import { Draft } from '../draft.ts'
import { Id, Must, reading, Text } from '../reading.ts'
import { refuse } from '../refusal.ts'
import { type Place, placeNamed, placeWith } from '../stock.ts'
import type { Order, Product } from '../types.ts'
import type { Measure, Units } from '../units.ts'
import type { Words } from '../words.ts'

export const warehouses = reading(
  'stock.warehouse',
  {
    id: Id,
    code: Text,
    lot_stock_id: Must,
    view_location_id: Must,
    int_type_id: Must,
    in_type_id: Must,
    company_id: Must,
  },
  (row) => row,
)
export type Warehouse = Awaited<ReturnType<typeof warehouseOf>>

const floors = reading('product.product', { id: Id, property_stock_production: Must }, (row) => row)

/** A part, where it lies and where work uses it up; and a draft of what is done with it. */
export interface Ground {
  readonly desk: Desk
  readonly words: Words
  readonly units: Units
  readonly effect: PartValues
  readonly product: Product
  readonly unit: Measure
  readonly source: Place
  readonly warehouse: Warehouse
  readonly floor: number
  /** The maintenance order as what is booked belongs to it. */
  readonly order: Order
  readonly draft: Draft
}

export async function partNamed(desk: Desk, words: Words, part: string): Promise<Product> {
  const found = await desk.read(words.products, [['default_code', '=', part]], { limit: 2 })
  return found.length === 1
    ? found[0]!
    : refuse('UNKNOWN_PART', `Odoo has ${found.length > 1 ? 'more than one' : 'no'} product ${part}`)
}

export async function groundOf(
  desk: Desk,
  words: Words,
  units: Units,
  product: Product,
  effect: PartValues,
): Promise<Ground> {
  const { body } = effect
  const looking = { desk, words, chain: undefined as never }
  const named = body.storeroom ? await placeNamed(looking, body.storeroom) : undefined
  const warehouse = await warehouseOf(desk, named, body.warehouse)
  const source = named ?? (await placeWith(looking, warehouse.lot_stock_id))
  const [floor] = await desk.read(floors, [['id', '=', product.id]])
  const order = belonging(body.label, product, source.id, floor!.property_stock_production, warehouse.company_id)
  const chain: Chain = {
    ...{ orders: [order], moves: [], lines: [], steps: [], times: [], scraps: [], entries: [], units },
    ...{ products: new Map([[product.id, product]]), centres: new Map(), routing: new Map() },
  }
  const draft = new Draft(desk, words, chain, { ...effect, body: { ...body, order: order.id } })
  const ground = { desk, words, units, effect, product, source, warehouse, order, draft }
  return { ...ground, unit: units.of(product.unit), floor: order.floor }
}

async function warehouseOf(desk: Desk, place: Place | undefined, code: string | null) {
  const domain = place ? [['view_location_id', 'parent_of', place.id]] : code ? [['code', '=', code]] : []
  const [found] = await desk.read(warehouses, domain, { limit: 1, order: 'id' })
  return found ?? refuse('UNKNOWN_LOCATION', `Odoo has no warehouse of ${place?.name ?? code}`)
}

/** What is booked says which order it is for by its number for people alone: Odoo has no such order. */
const belonging = (name: string, product: Product, from: number, floor: number, company: number): Order => ({
  ...{ id: 0, name, state: 'confirmed', product: product.id, unit: product.unit, quantity: 0, inStock: 0, shown: 0 },
  ...{ lots: [], from, to: from, floor, company, sequence: 0, kind: 0, extra: 0, written: '' },
  ...{ start: undefined, end: undefined, group: undefined, references: [] },
})
