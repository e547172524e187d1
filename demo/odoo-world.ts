import { z } from 'zod'
import type { OdooClient } from '../src/connectors/odoo/client.ts'
import { spares } from './assets.ts'
import { type Call, callBy, hasProduct, Ids, loader, named, stockUp } from './odoo-desk.ts'
import { batches, makeProcessPlant, tanks } from './odoo-process.ts'

/** What the plants make, as their planner orders it: item, its recipe, and the usual quantities. */
export const made = {
  A: [
    { item: 'bracket', quantities: [100, 250, 60] },
    { item: 'frame', quantities: [20, 12, 8] },
    { item: 'controller', quantities: [5, 10, 4] },
  ],
  B: batches,
  C: [{ item: 'kit', quantities: [30, 50, 20] }],
} as const

/** The plants of the demo by the code of their warehouse in Odoo. */
export const warehouses = { WH: 'A', WHB: 'B', WHC: 'C' } as const

/** Lots on the shelves of the plants, as each MES knows them. */
export const shelves = { A: { 'PAINT-7016': [{ lot: 'P-2611', quantity: '50000' }] }, B: tanks, C: {} } as const

/** What falls off the brackets when they are cut, as the MES of plant A knows it. */
export const beside = { 'BRACKET-A': { item: 'OFFCUT-2MM', uom: 'KGM', each: '0.12' } } as const

/** What plant A may use instead of its steel, as its MES knows it; the rules of the plant say the same. */
export const substitutes = { 'STEEL-2MM': { item: 'STEEL-2MM-R', ratio: '1' } } as const

/**
 * A small manufacturer in a real Odoo: plant A cuts brackets, welds frames by lot and assembles controllers by serial
 * number; plant B mixes batches and fills them; plant C packs kits. Plays the part of the people who set Odoo up, with
 * the administrator's key.
 */
export async function makeOdooWorld(admin: OdooClient): Promise<void> {
  const call = callBy(admin)
  await makeBooks(call)
  await letFallOff(call)
  await letStandIn(call)
  await makeProcessPlant(call)
  await issueAtOperations(call)
  await layInSpares(call)
  await letWeldElsewhere(call)
  await workRoundTheClock(call)
}

async function makeBooks(call: Call): Promise<void> {
  const domain = [
    ['module', '=', 'millwright_demo'],
    ['name', '=', 'ready'],
  ]
  if ((await call('ir.model.data', 'search', { domain }, Ids)).length > 0) return

  const load = loader(call)
  await load('product.category', ['id', 'name', 'property_cost_method'], [[named('made'), 'Made here', 'average']])
  await load(
    'product.product',
    ['id', 'name', 'default_code', 'type', 'is_storable', 'tracking', 'categ_id/id', 'standard_price'],
    [
      ['steel', 'Steel sheet 2 mm', 'STEEL-2MM', 'none', '2'],
      ['paint', 'Paint RAL 7016', 'PAINT-7016', 'lot', '6'],
      ['board', 'Circuit board', 'BOARD-C3', 'none', '24'],
      ['screws', 'Bag of screws', 'SCREWS-M6', 'none', '0.8'],
      ['bracket', 'Bracket A', 'BRACKET-A', 'none', '5'],
      ['frame', 'Welded frame', 'FRAME-W', 'lot', '18'],
      ['controller', 'Controller C3', 'CTRL-C3', 'serial', '60'],
      ['kit', 'Starter kit', 'KIT-START', 'none', '12'],
    ].map(([id = '', name = '', code = '', tracking = '', cost = '']) => [
      named(id),
      name,
      code,
      'consu',
      'True',
      tracking,
      named('made'),
      cost,
    ]),
  )
  await load(
    'mrp.workcenter',
    ['id', 'name', 'code', 'costs_hour'],
    [
      [named('saw'), 'Saw', 'WC-SAW', '40'],
      [named('weld'), 'Welding cell', 'WC-WELD', '60'],
      [named('bench'), 'Assembly bench', 'WC-BENCH', '35'],
      [named('pack'), 'Packing table', 'WC-PACK', '25'],
      [named('labour'), 'Labour', 'LABOUR', '32'],
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
      [named('bom_kit'), '[KIT-START] Starter kit', '1', named('board'), '1', 'Pack', named('pack'), '2', '10'],
      ['', '', '', named('screws'), '2', '', '', '', ''],
    ],
  )
  await load('stock.warehouse', ['id', 'name', 'code'], [[named('plant_c'), 'Plant C', 'WHC']])
  await stockUp(call, 'WH', { 'STEEL-2MM': 500_000, 'BOARD-C3': 50_000 })
  await stockUp(call, 'WHC', { 'BOARD-C3': 50_000, 'SCREWS-M6': 100_000 })
  for (const { lot, quantity } of shelves.A['PAINT-7016'])
    await stockUp(call, 'WH', { 'PAINT-7016': Number(quantity) }, lot)
  await load('res.partner.category', ['id', 'name'], [[named('ready'), 'Millwright demo is set up']])
}

/** Offcuts of steel come beside the brackets and bear two per cent of their cost. Under names of their own: once. */
async function letFallOff(call: Call): Promise<void> {
  const load = loader(call)
  const { item, each } = beside['BRACKET-A']
  await load(
    'product.product',
    ['id', 'name', 'default_code', 'type', 'is_storable', 'uom_id/id', 'categ_id/id', 'standard_price'],
    [[named('offcut'), 'Offcuts of steel', item, 'consu', 'True', 'uom.product_uom_kgm', named('made'), '0.4']],
  )
  await load(
    'mrp.bom.byproduct',
    ['id', 'bom_id/id', 'product_id/id', 'product_qty', 'product_uom_id/id', 'cost_share'],
    [[named('offcut_of_bracket'), named('bom_bracket'), named('offcut'), each, 'uom.product_uom_kgm', '2']],
  )
}

/** Recycled steel may stand for steel. Under a name of its own: once. */
async function letStandIn(call: Call): Promise<void> {
  const { item } = substitutes['STEEL-2MM']
  if (await hasProduct(call, item)) return
  await loader(call)(
    'product.product',
    ['id', 'name', 'default_code', 'type', 'is_storable', 'categ_id/id', 'standard_price'],
    [[named('recycled'), 'Recycled steel sheet 2 mm', item, 'consu', 'True', named('made'), '1.7']],
  )
  await stockUp(call, 'WH', { [item]: 100_000 })
}

/** What is welded in one cell may be welded in the other, which is slower. */
async function letWeldElsewhere(call: Call): Promise<void> {
  const load = loader(call)
  const second = [named('weld_2'), 'Welding cell 2', 'WC-WELD-2', '60', '80']
  await load('mrp.workcenter', ['id', 'name', 'code', 'costs_hour', 'time_efficiency'], [second])
  await load('mrp.workcenter', ['id', 'alternative_workcenter_ids/id'], [[named('weld'), named('weld_2')]])
}

/** Odoo plans the plants at any hour, so that the demo shows the same whenever somebody looks. */
async function workRoundTheClock(call: Call): Promise<void> {
  const name = 'Round the clock'
  const [known] = await call('resource.calendar', 'search', { domain: [['name', '=', name]] }, Ids)
  if (known) return
  const days = Array.from({ length: 7 }, (_, day) => ({ name, dayofweek: String(day), hour_from: 0, hour_to: 24 }))
  const values = { name, tz: 'UTC', attendance_ids: days.map((day) => [0, 0, day]) }
  const [calendar] = await call('resource.calendar', 'create', { vals_list: [values] }, Ids)
  const ids = await call('mrp.workcenter', 'search', { domain: [] }, Ids)
  await call('mrp.workcenter', 'write', { ids, vals: { resource_calendar_id: calendar } }, z.unknown())
}

/** Spare parts lie in the stores of all plants. Under names of their own: once. */
async function layInSpares(call: Call): Promise<void> {
  for (const [code, { name, cost }] of Object.entries(spares)) {
    if (await hasProduct(call, code)) continue
    await loader(call)(
      'product.product',
      ['id', 'name', 'default_code', 'type', 'is_storable', 'standard_price'],
      [[named(`spare_${code.toLowerCase()}`), name, code, 'consu', 'True', cost]],
    )
    for (const warehouse of Object.keys(warehouses)) await stockUp(call, warehouse, { [code]: 100 })
  }
}

/** Material of an operation is issued by hand there, as the MES does it; screws go with the kits, and nobody issues them. */
async function issueAtOperations(call: Call): Promise<void> {
  const Recipes = z.array(z.looseObject({ bom_line_ids: z.array(z.int()), operation_ids: z.array(z.int()) }))
  const recipes = await call(
    'mrp.bom',
    'search_read',
    { domain: [], fields: ['bom_line_ids', 'operation_ids'] },
    Recipes,
  )
  const Lines = z.array(z.looseObject({ id: z.int() }))
  const screws = await call(
    'mrp.bom.line',
    'search_read',
    { domain: [['product_id.default_code', '=', 'SCREWS-M6']], fields: ['id'] },
    Lines,
  )
  const byHand = (line: number): boolean => !screws.some(({ id }) => id === line)
  for (const { bom_line_ids: lines, operation_ids: operations } of recipes) {
    const ids = lines.filter(byHand)
    await call('mrp.bom.line', 'write', { ids, vals: { operation_id: operations[0] } }, z.unknown())
  }
}
