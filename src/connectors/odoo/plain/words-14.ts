import type { Desk } from './desk.ts'
import { lotFor } from './items.ts'
import { layers14, revalue14, valuing } from './layers.ts'
import { trueCostOfGoods } from './perpetual.ts'
import { Flag, Id, Ids, Maybe, Must, Named, Num, reading, Ref, Text } from './reading.ts'
import { centres, times } from './words-of-all.ts'
import type { OrderState } from './types.ts'
import type { Words } from './words.ts'

const orders = reading(
  'mrp.production',
  {
    id: Id,
    name: Text,
    state: Text,
    product_id: Must,
    product_uom_id: Must,
    product_qty: Num,
    product_uom_qty: Num,
    qty_producing: Num,
    lot_producing_id: Ref,
    location_src_id: Must,
    location_dest_id: Must,
    production_location_id: Must,
    company_id: Must,
    backorder_sequence: Num,
    picking_type_id: Must,
    extra_cost: Num,
    write_date: Text,
    date_planned_start: Maybe,
    date_planned_finished: Maybe,
    procurement_group_id: Ref,
    consumption: Text,
  },
  (row) => ({
    id: row.id,
    name: row.name,
    state: row.state as OrderState,
    product: row.product_id,
    unit: row.product_uom_id,
    quantity: row.product_qty,
    inStock: row.product_uom_qty,
    shown: row.qty_producing,
    lots: row.lot_producing_id === undefined ? [] : [row.lot_producing_id],
    from: row.location_src_id,
    to: row.location_dest_id,
    floor: row.production_location_id,
    company: row.company_id,
    sequence: row.backorder_sequence,
    kind: row.picking_type_id,
    extra: row.extra_cost,
    written: row.write_date,
    start: row.date_planned_start,
    end: row.date_planned_finished,
    group: row.procurement_group_id,
    references: [],
    strictness: row.consumption,
  }),
)

const moves = reading(
  'stock.move',
  {
    id: Id,
    product_id: Must,
    product_uom: Must,
    product_uom_qty: Num,
    product_qty: Num,
    state: Text,
    location_id: Must,
    location_dest_id: Must,
    raw_material_production_id: Ref,
    production_id: Ref,
    origin_returned_move_id: Ref,
    additional: Flag,
    bom_line_id: Ref,
    byproduct_id: Ref,
    workorder_id: Ref,
    operation_id: Ref,
    picking_type_id: Ref,
    scrapped: Flag,
    reference: Text,
    date: Maybe,
    write_date: Text,
  },
  (row) => ({
    id: row.id,
    product: row.product_id,
    unit: row.product_uom,
    demand: row.product_uom_qty,
    needed: row.product_qty,
    state: row.state,
    from: row.location_id,
    to: row.location_dest_id,
    uses: row.raw_material_production_id,
    makes: row.production_id,
    returns: row.origin_returned_move_id,
    additional: row.additional,
    // A component is issued by hand where its BOM line names an operation; others hang on the last work order.
    manual: row.operation_id !== undefined,
    recipeLine: row.bom_line_id,
    byproduct: row.byproduct_id,
    share: 0,
    step: row.operation_id === undefined ? undefined : row.workorder_id,
    operation: row.operation_id,
    hangs: row.workorder_id,
    kind: row.picking_type_id,
    scrap: row.scrapped,
    value: 0,
    label: row.reference,
    date: row.date,
    written: row.write_date,
  }),
)

const lines = reading(
  'stock.move.line',
  {
    id: Id,
    move_id: Must,
    product_id: Must,
    product_uom_id: Must,
    qty_done: Num,
    product_qty: Num,
    state: Text,
    lot_id: Named,
    location_id: Must,
    location_dest_id: Must,
    package_id: Ref,
    owner_id: Ref,
    consume_line_ids: Ids,
  },
  (row) => ({
    id: row.id,
    move: row.move_id,
    product: row.product_id,
    unit: row.product_uom_id,
    lot: row.lot_id?.id,
    lotName: row.lot_id?.name ?? '',
    done: row.state === 'done' ? row.qty_done : 0,
    reserved: row.state === 'done' ? 0 : row.product_qty,
    from: row.location_id,
    to: row.location_dest_id,
    pack: row.package_id,
    owner: row.owner_id,
    links: row.consume_line_ids,
  }),
)

const steps = reading(
  'mrp.workorder',
  {
    id: Id,
    name: Text,
    production_id: Must,
    operation_id: Ref,
    workcenter_id: Must,
    product_uom_id: Must,
    state: Text,
    qty_produced: Num,
    qty_production: Num,
    duration: Num,
    duration_expected: Num,
    date_planned_finished: Maybe,
    leave_id: Ref,
    next_work_order_id: Ref,
    write_date: Text,
  },
  (row) => ({
    id: row.id,
    name: row.name,
    order: row.production_id,
    operation: row.operation_id,
    centre: row.workcenter_id,
    unit: row.product_uom_id,
    state: row.state,
    good: row.qty_produced,
    goodBefore: 0,
    ordered: row.qty_production,
    expected: row.duration_expected,
    minutes: row.duration,
    // Odoo 14 keeps no rate with the work order: the work centre's of the day is taken.
    rate: 0,
    end: row.date_planned_finished,
    sequence: row.id,
    leave: row.leave_id,
    next: row.next_work_order_id,
    written: row.write_date,
  }),
)

const products = reading(
  'product.product',
  {
    id: Id,
    default_code: Text,
    name: Text,
    display_name: Text,
    tracking: Text,
    uom_id: Must,
    type: Text,
    standard_price: Num,
    cost_method: Text,
  },
  (row) => ({
    id: row.id,
    code: row.default_code,
    name: row.name,
    label: row.display_name,
    tracking: row.tracking as 'none' | 'lot' | 'serial',
    unit: row.uom_id,
    stocked: row.type === 'product',
    price: row.standard_price,
    method: row.cost_method,
  }),
)

const scraps = reading('stock.scrap', { id: Id, name: Text, production_id: Ref, state: Text, move_id: Ref }, (row) => ({
  id: row.id,
  name: row.name,
  order: row.production_id,
  state: row.state,
  moves: row.move_id === undefined ? [] : [row.move_id],
}))

const units = reading('uom.uom', { id: Id, name: Text, rounding: Num, factor: Num, category_id: Must }, (row) => ({
  id: row.id,
  name: row.name,
  smallest: row.rounding,
  worth: 1 / row.factor,
  kind: `${row.category_id}`,
}))

export const words14: Words = {
  version: 14,
  uses: valuing,
  planStays: false,
  lot: 'stock.production.lot',
  orders,
  moves,
  lines,
  doneIn: 'unit of the line',
  steps,
  times,
  products,
  scraps,
  centres,
  units,
  chainOf: (records) => ['|', ['id', 'in', records], ['procurement_group_id.mrp_production_ids', 'in', records]],
  lineOf: ({ product, unit, quantity, lot, from, to, pack, owner, order }) => ({
    product_id: product,
    product_uom_id: unit,
    qty_done: quantity,
    lot_id: lot,
    location_id: from,
    location_dest_id: to,
    package_id: pack,
    owner_id: owner,
    production_id: order,
  }),
  doneMove: (order) => ({ name: order.name, state: 'done', additional: true, group_id: order.group }),
  worth: async () => undefined,
  missingInLedger: trueCostOfGoods,
  byHand: {},
  belonging: (order) => ({ group_id: order.group }),
  share: () => ({}),
  reserved: (quantity) => ({ product_uom_qty: quantity }),
  lots: ([lot]) => ({ lot_producing_id: lot ?? false }),
  rate: () => undefined,
  stepBeside: (order) => ({ consumption: order.strictness }),
  scrapOf: () => ({}),
  setGood: (desk: Desk, step, quantity) => desk.set('mrp.workorder', [step], { qty_produced: quantity }),
  revalue: revalue14,
  changed: reading('mrp.production', { id: Id, write_date: Text, procurement_group_id: Ref }, (row) => ({
    id: row.id,
    at: row.write_date,
    group: row.procurement_group_id,
  })),
  inGroups: (groups) => [['procurement_group_id', 'in', groups]],
  takesAtOnce: [['id', '!=', 0]],
  valued: layers14,
  reservedState: (demand, reserved) =>
    reserved <= 1e-9 ? 'confirmed' : reserved + 1e-9 < demand ? 'partially_available' : 'assigned',
  // Odoo 14 at once hangs every component of no operation on it, and lets it follow the last operation.
  besideMade(draft, order) {
    const { chain } = draft
    const hangs = new Map<number | undefined, number[]>()
    for (const move of chain.moves)
      if ((move.uses === order.id || move.makes === order.id) && typeof move.id === 'number')
        hangs.set(move.hangs, [...(hangs.get(move.hangs) ?? []), move.id])
    for (const [step, ids] of hangs) draft.set('stock.move', ids, { workorder_id: step ?? false })
    for (const step of chain.steps)
      if (step.order === order.id && typeof step.id === 'number')
        draft.set('mrp.workorder', [step.id], { next_work_order_id: step.next ?? false })
  },
  scrapPlaces: [['scrap_location', '=', true]],
  moveOfScrap: (move) => ({ move_id: move }),
  // Odoo 14 moves no tracked goods without a lot, also none in process that have none yet: they get one of their own.
  async partsOfScrap(draft, product, part, name) {
    if (product.tracking === 'none' || part.lot !== undefined) return [part]
    const many = product.tracking === 'serial' ? Math.round(part.quantity) : 1
    const parts = []
    for (let nth = 1; nth <= many; nth++) {
      const lot = await lotFor(draft, product, product.tracking === 'serial' ? `${name}-${nth}` : name)
      parts.push({ ...part, quantity: part.quantity / many, lot: lot.id, lotName: lot.name })
    }
    return parts
  },
  // An order whose component moves are all cancelled counts as cancelled in Odoo 14, whatever it made.
  keptAsDone: (chain, order) => {
    const used = chain.moves.filter((move) => move.uses === order.id && !move.scrap)
    return used.some(({ state }) => state === 'done')
      ? undefined
      : used.find(({ state }) => state !== 'done' && state !== 'cancel')
  },
  endOfOrder: 'date_finished',
  plannedStart: 'date_planned_start',
  plannedEnd: 'date_planned_finished',
  stateOf: () => undefined,
}
