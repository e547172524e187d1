import type { Cells } from './cells.ts'
import { ref, text } from './cells.ts'
import { type PlainBook, watchWords } from './books.ts'

/** Reads records of a model, archived ones too. */
export type Rows = (
  model: string,
  domain: readonly unknown[],
  fields: readonly string[],
  more?: object,
) => Promise<readonly Cells[]>

export interface PlacedOrder {
  readonly name: string
  /** The first order of its chain: the hub's name for all of it. */
  readonly first: number
  readonly warehouse: string | null
}

/** What stands beside some rows in Odoo. */
export interface Surroundings {
  readonly parents: ReadonlyMap<number, Cells>
  readonly orders: ReadonlyMap<number, PlacedOrder>
  readonly items: ReadonlyMap<number, string>
}

export async function surroundingsOf(
  rows: readonly Cells[],
  book: PlainBook,
  version: number,
  read: Rows,
): Promise<Surroundings> {
  const { parent } = book
  const parents = parent
    ? byId(await many(read, parent.model, present(rows.map((row) => ref(row[parent.field]))), parent.reads))
    : new Map<number, Cells>()
  const parentOf = (row: Cells): Cells | undefined => parents.get(ref(row[parent?.field ?? '']) ?? 0)
  const orders = await placed(present(rows.map((row) => book.order?.(row, parentOf(row)))), version, read)
  const products = present(rows.map((row) => book.item?.(row)))
  const items = await many(read, 'product.product', products, ['default_code', 'name'])
  return {
    parents,
    orders,
    items: new Map(items.map((item) => [item.id, text(item['default_code']) ?? text(item['name']) ?? ''])),
  }
}

async function placed(ids: readonly number[], version: number, read: Rows): Promise<ReadonlyMap<number, PlacedOrder>> {
  const { chain } = watchWords(version)
  const orders = await many(read, 'mrp.production', ids, ['name', 'picking_type_id', chain])
  const groups = present(orders.map((order) => ref(order[chain])))
  const members =
    groups.length > 0
      ? await read('mrp.production', [[chain, 'in', groups]], [chain], { order: 'backorder_sequence, id' })
      : []
  const kinds = byId(
    await many(read, 'stock.picking.type', present(orders.map((order) => ref(order['picking_type_id']))), [
      'warehouse_id',
    ]),
  )
  const houses = byId(
    await many(read, 'stock.warehouse', present([...kinds.values()].map((kind) => ref(kind['warehouse_id']))), [
      'code',
    ]),
  )
  return new Map(
    orders.map((order) => {
      const group = ref(order[chain])
      const first = group === undefined ? undefined : members.find((member) => ref(member[chain]) === group)
      const kind = kinds.get(ref(order['picking_type_id']) ?? 0)
      const house = houses.get(ref(kind?.['warehouse_id']) ?? 0)
      return [
        order.id,
        { name: String(order['name']), first: first?.id ?? order.id, warehouse: text(house?.['code']) },
      ] as const
    }),
  )
}

const many = async (read: Rows, model: string, ids: readonly number[], fields: readonly string[]) =>
  ids.length > 0 ? read(model, [['id', 'in', ids]], fields) : []

const byId = (rows: readonly Cells[]): ReadonlyMap<number, Cells> => new Map(rows.map((row) => [row.id, row]))

const present = (ids: readonly (number | undefined)[]): readonly number[] => [
  ...new Set(ids.filter((id) => id !== undefined)),
]
