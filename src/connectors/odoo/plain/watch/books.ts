import type { WatchedFieldName } from '#model/erp-change'
import { decimal } from '../units.ts'
import { type Cells, flag, num, ref, refName, text } from './cells.ts'

/** What is known beside a row: the record it hangs on, its order, and what people call its item. */
export interface Beside {
  readonly parent: Cells | undefined
  readonly orderName: string | undefined
  readonly item: string | undefined
}

/** What is watched of one model, asked through Odoo's own methods; the fields are those of the book of the same name. */
export interface PlainBook {
  /** Which records at all. */
  readonly domain: readonly unknown[]
  /** Where changes are likely, by an index Odoo has. */
  readonly near?: readonly unknown[]
  readonly reads: readonly string[]
  /** The record that says more about a row, by the row's field. */
  readonly parent?: { readonly field: string; readonly model: string; readonly reads: readonly string[] }
  readonly order?: (row: Cells, parent: Cells | undefined) => number | undefined
  readonly item?: (row: Cells) => number | undefined
  /** None: nobody's business. */
  readonly object: (row: Cells, parent: Cells | undefined) => string | null
  readonly label: (row: Cells, beside: Beside) => string
  readonly values: (row: Cells, beside: Beside) => { readonly [field in WatchedFieldName]?: string | null }
}

/** What versions call otherwise. */
interface PlainWords {
  readonly start: string
  readonly end: string
  /** What an order and its backorders have in common. */
  readonly chain: string
  /** Moves that are a count that was corrected. */
  readonly counted: readonly unknown[]
  /** Fields of a line, and its quantity where it is no mere reservation. */
  readonly line: readonly string[]
  readonly used: (line: Cells) => number | undefined
}

const counting = (side: string): readonly unknown[] => [
  '&',
  [`${side}.usage`, '=', 'inventory'],
  [`${side}.scrap_location`, '!=', true],
]

const words14: PlainWords = {
  start: 'date_planned_start',
  end: 'date_planned_finished',
  chain: 'procurement_group_id',
  counted: ['|', ...counting('location_id'), ...counting('location_dest_id')],
  line: ['qty_done'],
  used: ({ qty_done: done, state }) => (num(done) !== 0 && state !== 'cancel' ? num(done) : undefined),
}

const words19: PlainWords = {
  start: 'date_start',
  end: 'date_finished',
  chain: 'production_group_id',
  counted: [['is_inventory', '=', true]],
  line: ['quantity', 'picked'],
  used: ({ quantity, picked, state }) =>
    state === 'done' || (picked === true && state !== 'cancel') ? num(quantity) : undefined,
}

export const watchWords = (version: number): PlainWords => (version >= 19 ? words19 : words14)

const OPEN = ['draft', 'waiting', 'confirmed', 'partially_available', 'assigned']

/** The books by name; `lately` is when a day ago was. */
export function plainBooks(version: number, lately: string): { readonly [book: string]: PlainBook } {
  const { start, end, counted, line, used } = watchWords(version)
  const near = (move: string): readonly unknown[] => ['|', [`${move}state`, 'in', OPEN], [`${move}date`, '>=', lately]]
  const ofOrder = (move: string): readonly unknown[] => [
    '|',
    [`${move}raw_material_production_id`, '!=', false],
    [`${move}production_id`, '!=', false],
  ]
  const orderOfMove = (move: Cells | undefined): number | undefined =>
    ref(move?.['raw_material_production_id']) ?? ref(move?.['production_id'])
  const product = (row: Cells): number | undefined => ref(row['product_id'])
  return {
    orders: {
      domain: [],
      reads: ['name', 'state', 'product_qty', start, end, 'qty_producing'],
      order: ({ id }) => id,
      object: () => 'production-order',
      label: ({ name }) => String(name),
      values: (row) => ({
        state: text(row['state']),
        ordered: decimal(num(row['product_qty'])),
        plannedStart: text(row[start]),
        plannedEnd: text(row[end]),
        produced: decimal(num(row['qty_producing'])),
      }),
    },
    components: {
      domain: ['|', ...ofOrder(''), ...counted],
      near: near(''),
      reads: ['raw_material_production_id', 'production_id', 'product_id', 'product_uom_qty', 'state', 'location_id'],
      parent: { field: 'location_id', model: 'stock.location', reads: ['usage'] },
      order: orderOfMove,
      item: product,
      object: (row) =>
        ref(row['raw_material_production_id'])
          ? 'order-component'
          : ref(row['production_id'])
            ? 'order-output'
            : 'stock-adjustment',
      label: (_, { orderName, item }) => `${orderName ? `${orderName}, ` : ''}${item}`,
      values(row, { parent }) {
        const quantity = num(row['product_uom_qty'])
        if (orderOfMove(row)) return { needed: row['state'] === 'cancel' ? null : decimal(quantity) }
        const sign = parent?.['usage'] === 'inventory' ? 1 : -1
        return { quantity: row['state'] === 'done' ? decimal(sign * quantity) : null }
      },
    },
    uses: {
      domain: ofOrder('move_id.'),
      near: near('move_id.'),
      reads: ['move_id', 'product_id', 'lot_id', 'lot_name', 'state', ...line],
      parent: { field: 'move_id', model: 'stock.move', reads: ['raw_material_production_id', 'production_id'] },
      order: (_, move) => orderOfMove(move),
      item: product,
      object: (_, move) => (ref(move?.['raw_material_production_id']) ? 'material-use' : 'goods-receipt'),
      label: (_, { orderName, item }) => `${orderName}, ${item}`,
      values(row) {
        const quantity = used(row)
        if (quantity === undefined) return {}
        return { quantity: decimal(quantity), lot: refName(row['lot_id']) ?? text(row['lot_name']) }
      },
    },
    operations: {
      domain: [],
      reads: ['name', 'production_id', 'workcenter_id', 'duration_expected', start, end, 'qty_produced'],
      order: (row) => ref(row['production_id']),
      object: () => 'operation',
      label: ({ name }, { orderName }) => `${orderName}, ${String(name)}`,
      values: (row) => ({
        workCenter: refName(row['workcenter_id']),
        plannedMinutes: decimal(num(row['duration_expected'])),
        plannedStart: text(row[start]),
        plannedEnd: text(row[end]),
        good: decimal(num(row['qty_produced'])),
      }),
    },
    times: {
      domain: [['workorder_id', '!=', false]],
      reads: ['workorder_id', 'date_start', 'date_end'],
      parent: { field: 'workorder_id', model: 'mrp.workorder', reads: ['name', 'production_id'] },
      order: (_, step) => ref(step?.['production_id']),
      object: () => 'time-entry',
      label: (_, { orderName, parent }) => `${orderName}, ${String(parent?.['name'])}`,
      values: (row) => ({ started: text(row['date_start']), ended: text(row['date_end']) }),
    },
    lots: {
      domain: [],
      reads: ['name', 'ref', 'product_id'],
      item: product,
      object: () => 'lot',
      label: ({ name }, { item }) => `${String(name)} of ${item}`,
      values: (row) => ({ name: text(row['name']), reference: text(row['ref']) }),
    },
    items: {
      domain: [],
      reads: ['name', 'default_code', 'tracking', 'active'],
      object: () => 'item',
      label: ({ name, default_code: code }) => text(code) ?? String(name),
      values: (row) => ({ tracking: text(row['tracking']), active: flag(row['active']) }),
    },
  }
}
