import type { Desk } from './desk.ts'
import { placesWithAccounts } from './perpetual.ts'
import { Flag, Id, Ids, Maybe, Must, Named, Num, reading, Ref, Text } from './reading.ts'
import { centres, times } from './words-of-all.ts'
import type { OrderState } from './types.ts'
import type { Words } from './words.ts'
import { worthInMoves } from './worth.ts'

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
    lot_producing_ids: Ids,
    location_src_id: Must,
    location_dest_id: Must,
    production_location_id: Must,
    company_id: Must,
    backorder_sequence: Num,
    picking_type_id: Must,
    extra_cost: Num,
    write_date: Text,
    date_start: Maybe,
    date_finished: Maybe,
    production_group_id: Ref,
    reference_ids: Ids,
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
    lots: row.lot_producing_ids,
    from: row.location_src_id,
    to: row.location_dest_id,
    floor: row.production_location_id,
    company: row.company_id,
    sequence: row.backorder_sequence,
    kind: row.picking_type_id,
    extra: row.extra_cost,
    written: row.write_date,
    start: row.date_start,
    end: row.date_finished,
    group: row.production_group_id,
    references: row.reference_ids,
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
    manual_consumption: Flag,
    bom_line_id: Ref,
    byproduct_id: Ref,
    cost_share: Num,
    workorder_id: Ref,
    operation_id: Ref,
    picking_type_id: Ref,
    scrap_id: Ref,
    value: Num,
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
    manual: row.manual_consumption,
    recipeLine: row.bom_line_id,
    byproduct: row.byproduct_id,
    share: row.cost_share,
    step: row.workorder_id,
    operation: row.operation_id,
    kind: row.picking_type_id,
    scrap: row.scrap_id !== undefined,
    value: row.value,
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
    quantity_product_uom: Num,
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
    done: row.state === 'done' ? row.quantity_product_uom : 0,
    reserved: row.state === 'done' ? 0 : row.quantity_product_uom,
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
    qty_reported_from_previous_wo: Num,
    qty_production: Num,
    duration: Num,
    duration_expected: Num,
    costs_hour: Num,
    date_finished: Maybe,
    sequence: Num,
    leave_id: Ref,
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
    goodBefore: row.qty_reported_from_previous_wo,
    ordered: row.qty_production,
    expected: row.duration_expected,
    minutes: row.duration,
    rate: row.costs_hour,
    end: row.date_finished,
    sequence: row.sequence,
    leave: row.leave_id,
    next: undefined,
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
    is_storable: Flag,
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
    stocked: row.is_storable,
    price: row.standard_price,
    method: row.cost_method,
  }),
)

const scraps = reading(
  'stock.scrap',
  { id: Id, name: Text, production_id: Ref, state: Text, move_ids: Ids },
  (row) => ({ id: row.id, name: row.name, order: row.production_id, state: row.state, moves: row.move_ids }),
)

const units = reading('uom.uom', { id: Id, name: Text, rounding: Num, factor: Num, parent_path: Text }, (row) => ({
  id: row.id,
  name: row.name,
  smallest: row.rounding,
  worth: row.factor,
  kind: row.parent_path.split('/')[0]!,
}))

const good = reading('mrp.workorder', { id: Id, state: Text, qty_produced: Num, production_id: Must }, (row) => ({
  id: row.id,
  state: row.state,
  good: row.qty_produced,
  order: row.production_id,
}))
const progress = reading('mrp.production', { id: Id, qty_producing: Num }, (row) => row.qty_producing)

/**
 * Odoo takes no quantity on a work order that is done. And where every work order of the order has made some, it sets the
 * order's progress to the least of them and consumes for it, unless the progress is that already. What the progress
 * really is follows from what is booked, and is set after this.
 */
async function setGood(desk: Desk, step: number, quantity: number): Promise<void> {
  const [now] = await desk.read(good, [['id', '=', step]])
  if (!now || Math.abs(now.good - quantity) < 1e-9) return
  if (now.state === 'done') await desk.set('mrp.workorder', [step], { state: 'progress' })
  const all = await desk.read(good, [['production_id', '=', now.order]])
  const least = Math.min(...all.map((one) => (one.id === step ? quantity : one.good)))
  const [shown] = await desk.read(progress, [['id', '=', now.order]])
  const bends = least > 0 && shown !== undefined && Math.abs(shown - least) > 1e-9
  if (bends) await desk.set('mrp.production', [now.order], { qty_producing: least })
  await desk.set('mrp.workorder', [step], { qty_produced: quantity })
}

export const words19: Words = {
  version: 19,
  uses: {},
  planStays: true,
  lot: 'stock.lot',
  orders,
  moves,
  lines,
  doneIn: 'unit of stock',
  steps,
  times,
  products,
  scraps,
  centres,
  units,
  chainOf: (records) => ['|', ['id', 'in', records], ['production_group_id.production_ids', 'in', records]],
  lineOf: ({ product, unit, quantity, lot, from, to, pack, owner, order }) => ({
    product_id: product,
    product_uom_id: unit,
    quantity,
    lot_id: lot,
    location_id: from,
    location_dest_id: to,
    package_id: pack,
    owner_id: owner,
    production_id: order,
    picked: true,
  }),
  // What goods that leave are worth Odoo reckons only where it does the move itself, so it is told.
  doneMove: (_order, worth) => ({ state: 'done', additional: true, picked: true, value: worth }),
  worth: worthInMoves,
  missingInLedger: placesWithAccounts,
  byHand: { manual_consumption: true },
  belonging: (order) => ({ production_group_id: order.group, reference_ids: order.references }),
  share: (perCent) => ({ cost_share: perCent }),
  reserved: (quantity) => ({ quantity }),
  lots: (lots) => ({ lot_producing_ids: [[6, 0, lots]] }),
  rate: (rate) => ({ costs_hour: rate }),
  stepBeside: (order, steps) => ({ sequence: 1000 + steps.filter((step) => step.order === order.id).length }),
  scrapOf: (scrap) => ({ scrap_id: scrap }),
  changed: reading('mrp.production', { id: Id, write_date: Text, production_group_id: Ref }, (row) => ({
    id: row.id,
    at: row.write_date,
    group: row.production_group_id,
  })),
  inGroups: (groups) => [['production_group_id', 'in', groups]],
  takesAtOnce: [['picking_type_id.reservation_method', '=', 'at_confirm']],
  valued: async (_desk, chain) => chain,
  reservedState: () => undefined,
  besideMade: () => {},
  scrapPlaces: [['usage', '=', 'inventory']],
  moveOfScrap: () => ({}),
  partsOfScrap: async (_draft, _product, part) => [part],
  // An order whose output moves are all cancelled counts as cancelled in Odoo, whatever it consumed.
  keptAsDone: (chain, order, planned) =>
    chain.moves.some((move) => move.makes === order.id && move.state === 'done') ? undefined : planned(chain, order),
  endOfOrder: 'date_finished',
  plannedStart: 'date_start',
  plannedEnd: 'date_finished',
  setGood,
  async revalue(desk, { receipt: { move, came }, value, lines }) {
    await desk.set('stock.move', [move.id as number], { price_unit: value / came })
    // Odoo values what comes when its lines are touched; the quantity stays as it is.
    const [line] = lines
    if (line) await desk.set('stock.move.line', [line.id as number], { quantity: line.done })
  },
  // Odoo looks at the moves, the work orders and the progress itself, and never goes back.
  stateOf: () => undefined,
}
