import { type Call, hasProduct, loader, named, stockUp } from './odoo-desk.ts'

/** What plant B makes: batches by weight, and what is filled of them by the piece. */
export const batches = [
  { item: 'cleaner', quantities: [400, 600, 250] },
  { item: 'canister', quantities: [60, 80, 40] },
] as const

/** What stands in the tanks of plant B, as its MES knows it. */
export const tanks = {
  'SURFACTANT-70': [{ lot: 'S-2611', quantity: '60000' }],
  'CLEANER-BULK': [{ lot: 'B-2611', quantity: '90000' }],
} as const

/**
 * Plant B: a cleaner is weighed, mixed, left to settle and drawn off by the kilogram, each batch a lot; a second line
 * fills it into canisters. Under names of their own: once.
 */
export async function makeProcessPlant(call: Call): Promise<void> {
  if (await hasProduct(call, 'CLEANER-5L')) return
  const load = loader(call)
  await load('stock.warehouse', ['id', 'name', 'code'], [[named('plant_b'), 'Plant B', 'WHB']])
  await load(
    'product.product',
    ['id', 'name', 'default_code', 'type', 'is_storable', 'tracking', 'uom_id/id', 'categ_id/id', 'standard_price'],
    [
      ['surfactant', 'Surfactant 70 %', 'SURFACTANT-70', 'lot', 'kgm', '1.6'],
      ['water', 'Softened water', 'WATER-SOFT', 'none', 'kgm', '0.01'],
      ['acid', 'Citric acid', 'CITRIC-ACID', 'none', 'kgm', '0.9'],
      ['cleaner', 'Cleaner, bulk', 'CLEANER-BULK', 'lot', 'kgm', '0.6'],
      ['empty', 'Empty canister 5 l', 'CANISTER-5L', 'none', 'unit', '0.7'],
      ['canister', 'Cleaner, canister of 5 l', 'CLEANER-5L', 'lot', 'unit', '4.2'],
    ].map(([id = '', name = '', code = '', tracking = '', unit = '', cost = '']) => [
      ...[named(id), name, code, 'consu', 'True', tracking, `uom.product_uom_${unit}`, named('made'), cost],
    ]),
  )
  await load(
    'mrp.workcenter',
    ['id', 'name', 'code', 'costs_hour'],
    [
      [named('scales'), 'Weighing station', 'WC-SCALES', '30'],
      [named('mixer'), 'Mixer 1', 'WC-MIXER-1', '80'],
      [named('mixer_2'), 'Mixer 2', 'WC-MIXER-2', '80'],
      [named('settling'), 'Settling tank', 'WC-TANK', '15'],
      [named('filler'), 'Filling line', 'WC-FILL', '70'],
      [named('labels'), 'Labelling and packing', 'WC-LABEL', '30'],
    ],
  )
  await load('mrp.workcenter', ['id', 'alternative_workcenter_ids/id'], [[named('mixer'), named('mixer_2')]])
  await load(
    'mrp.bom',
    [
      ...['id', 'product_tmpl_id', 'product_qty', 'product_uom_id/id'],
      ...['bom_line_ids/product_id/id', 'bom_line_ids/product_qty', 'bom_line_ids/product_uom_id/id'],
      ...['operation_ids/name', 'operation_ids/workcenter_id/id', 'operation_ids/time_cycle_manual'],
      'operation_ids/sequence',
    ],
    [
      [...recipe('cleaner', '[CLEANER-BULK] Cleaner, bulk', 'kgm'), ...line('surfactant', '0.2'), ...phase('Weigh', 1)],
      ['', '', '', '', ...line('water', '0.77'), ...phase('Mix', 2)],
      ['', '', '', '', ...line('acid', '0.05'), ...phase('Settle', 3)],
      ['', '', '', '', '', '', '', ...phase('Draw off', 4)],
      [
        ...recipe('canister', '[CLEANER-5L] Cleaner, canister of 5 l', 'unit'),
        ...line('cleaner', '5'),
        ...phase('Fill', 1),
      ],
      ['', '', '', '', ...line('empty', '1', 'unit'), ...phase('Label', 2)],
    ],
  )
  await stockUp(call, 'WHB', { 'WATER-SOFT': 200_000, 'CITRIC-ACID': 20_000, 'CANISTER-5L': 50_000 })
  for (const [code, [{ lot, quantity }]] of Object.entries(tanks))
    await stockUp(call, 'WHB', { [code]: Number(quantity) }, lot)
}

const recipe = (item: string, template: string, unit: string) => [
  ...[named(`bom_${item}`), template, '1', `uom.product_uom_${unit}`],
]

const line = (item: string, each: string, unit = 'kgm') => [named(item), each, `uom.product_uom_${unit}`]

/** Where each phase is worked at, and its minutes for one kilogram or canister. */
const phases = {
  Weigh: ['scales', '0.05'],
  Mix: ['mixer', '0.25'],
  Settle: ['settling', '0.15'],
  'Draw off': ['scales', '0.05'],
  Fill: ['filler', '1'],
  Label: ['labels', '0.5'],
} as const

const phase = (name: keyof typeof phases, nth: number) => [
  ...[name, named(phases[name][0]), phases[name][1], String(nth * 10)],
]
