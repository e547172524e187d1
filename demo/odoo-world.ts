import { z } from 'zod'
import type { OdooClient } from '../src/connectors/odoo/client.ts'

const Loaded = z.looseObject({
  ids: z.union([z.array(z.int()), z.literal(false)]),
  messages: z.array(z.looseObject({ message: z.string() })),
})
const Ids = z.array(z.int())
const Rows = z.array(z.looseObject({ id: z.int(), state: z.string(), name: z.string() }))

/** Names in the demo's Odoo: everything is made under an external id, so that making it twice changes nothing. */
const named = (name: string): string => `millwright_demo.${name}`

type Call = <Answer>(model: string, method: string, body: object, shape: z.ZodType<Answer>) => Promise<Answer>

export interface DemoOrder {
  readonly record: number
  readonly label: string
}

/**
 * A small factory in a real Odoo: brackets of steel, welded frames by lot, controllers by serial number, with stock and
 * released orders. Plays the part of the people who work in Odoo, with the administrator's key.
 */
export async function makeOdooWorld(admin: OdooClient): Promise<readonly DemoOrder[]> {
  const call = <Answer>(model: string, method: string, body: object, shape: z.ZodType<Answer>) =>
    admin.call(model, method, body, shape, {})

  async function load(
    model: string,
    fields: readonly string[],
    rows: readonly (readonly string[])[],
  ): Promise<number[]> {
    const { ids, messages } = await call(model, 'load', { fields, data: rows }, Loaded)
    if (ids === false) throw new Error(`Odoo took no ${model}: ${messages.map(({ message }) => message).join(' ')}`)
    return ids
  }

  await load('product.category', ['id', 'name', 'property_cost_method'], [[named('made'), 'Made here', 'average']])
  await load(
    'product.product',
    ['id', 'name', 'default_code', 'type', 'is_storable', 'tracking', 'categ_id/id', 'standard_price'],
    [
      [named('steel'), 'Steel sheet 2 mm', 'STEEL-2MM', 'consu', 'True', 'none', named('made'), '2'],
      [named('paint'), 'Paint RAL 7016', 'PAINT-7016', 'consu', 'True', 'none', named('made'), '6'],
      [named('board'), 'Circuit board', 'BOARD-C3', 'consu', 'True', 'none', named('made'), '24'],
      [named('bracket'), 'Bracket A', 'BRACKET-A', 'consu', 'True', 'none', named('made'), '5'],
      [named('frame'), 'Welded frame', 'FRAME-W', 'consu', 'True', 'lot', named('made'), '18'],
      [named('controller'), 'Controller C3', 'CTRL-C3', 'consu', 'True', 'serial', named('made'), '60'],
    ],
  )
  await load(
    'mrp.workcenter',
    ['id', 'name', 'code', 'costs_hour'],
    [
      [named('saw'), 'Saw', 'WC-SAW', '40'],
      [named('weld'), 'Welding cell', 'WC-WELD', '60'],
      [named('bench'), 'Assembly bench', 'WC-BENCH', '35'],
    ],
  )
  await load(
    'mrp.bom',
    [
      'id',
      'product_tmpl_id',
      'product_qty',
      'bom_line_ids/product_id/id',
      'bom_line_ids/product_qty',
      'operation_ids/name',
      'operation_ids/workcenter_id/id',
      'operation_ids/time_cycle_manual',
      'operation_ids/sequence',
    ],
    [
      [named('bom_bracket'), '[BRACKET-A] Bracket A', '1', named('steel'), '1.5', 'Cut', named('saw'), '1', '10'],
      [named('bom_frame'), '[FRAME-W] Welded frame', '1', named('steel'), '4', 'Cut', named('saw'), '3', '10'],
      ['', '', '', named('paint'), '0.5', 'Weld', named('weld'), '8', '20'],
      [
        named('bom_controller'),
        '[CTRL-C3] Controller C3',
        '1',
        named('board'),
        '1',
        'Assemble',
        named('bench'),
        '12',
        '10',
      ],
    ],
  )
  return releasedOrders(call, load)
}

async function releasedOrders(
  call: Call,
  load: (model: string, fields: readonly string[], rows: readonly (readonly string[])[]) => Promise<number[]>,
): Promise<readonly DemoOrder[]> {
  const wished = [
    ['bracket', '100'],
    ['frame', '20'],
    ['controller', '5'],
    ['bracket', '250'],
  ] as const
  const ids = await load(
    'mrp.production',
    ['id', 'product_id/id', 'product_qty', 'bom_id/id'],
    wished.map(([item, quantity], at) => [named(`order_${at + 1}`), named(item), quantity, named(`bom_${item}`)]),
  )
  const orders = await call('mrp.production', 'read', { ids, fields: ['state', 'name'] }, Rows)
  const drafts = orders.filter(({ state }) => state === 'draft').map(({ id }) => id)
  if (drafts.length > 0) await call('mrp.production', 'action_confirm', { ids: drafts }, z.unknown())
  await stockUp(call)
  return ordersOf(call, ids)
}

async function ordersOf(call: Call, ids: readonly number[]): Promise<readonly DemoOrder[]> {
  const orders = await call('mrp.production', 'read', { ids, fields: ['state', 'name'] }, Rows)
  return orders.map(({ id, name }) => ({ record: id, label: name }))
}

/** Puts material on the shelf once: what is there already is left alone. */
async function stockUp(call: Call): Promise<void> {
  const [place] = await call('stock.location', 'search', { domain: [['complete_name', '=', 'WH/Stock']] }, Ids)
  for (const [code, quantity] of [
    ['STEEL-2MM', 5000],
    ['PAINT-7016', 800],
    ['BOARD-C3', 400],
  ] as const) {
    const [product] = await call('product.product', 'search', { domain: [['default_code', '=', code]] }, Ids)
    const there = await call(
      'stock.quant',
      'search',
      {
        domain: [
          ['product_id', '=', product],
          ['location_id', '=', place],
        ],
      },
      Ids,
    )
    if (there.length > 0) continue
    const values = { product_id: product, location_id: place, inventory_quantity_auto_apply: quantity }
    await call('stock.quant', 'create', { vals_list: [values], context: { inventory_mode: true } }, z.unknown())
  }
}
