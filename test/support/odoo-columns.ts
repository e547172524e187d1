import { since } from './since.ts'

interface Columns {
  readonly value: string
  /** Of a line that is done, in the unit of stock. */
  readonly done: string
  readonly reserved: string
  /** The hourly rate of a work order's time. */
  readonly rate: string
  readonly lots: string
  readonly lotsOfOrder: string
  readonly scrapOf: (move: string) => string
  readonly plannedStart: string
  readonly plannedEnd: string
  /** What values moves beside themselves. */
  readonly layers: string
  /** The cost price of the item named $1. */
  readonly cost: string
  /** Who sells a product. */
  readonly seller: string
}

const columns14: Columns = {
  value: '(select coalesce(sum(v.value), 0) from stock_valuation_layer v where v.stock_move_id = m.id)',
  done: 'qty_done',
  reserved: 'l.product_qty',
  rate: 'c.costs_hour',
  lots: 'stock_production_lot',
  lotsOfOrder: 'p.lot_producing_id',
  scrapOf: (move: string) => `(select s.id from stock_scrap s where s.move_id = ${move}.id)`,
  plannedStart: 'p.date_planned_start',
  plannedEnd: 'p.date_planned_finished',
  layers: 'select from stock_valuation_layer where stock_move_id in (select id from moves)',
  cost: `select value_float::numeric as cost from ir_property where name = 'standard_price'
    and res_id = (select 'product.product,' || id from product_product where default_code = $1)`,
  seller: 'name',
}

const columns16: Columns = { ...columns14, reserved: 'l.reserved_qty', lots: 'stock_lot', seller: 'partner_id' }

const columns17: Columns = {
  ...columns16,
  done: 'quantity_product_uom',
  reserved: 'l.quantity_product_uom',
  scrapOf: (move: string) => `${move}.scrap_id`,
  plannedStart: 'p.date_start',
  plannedEnd: 'p.date_finished',
}

const columns18: Columns = {
  ...columns17,
  cost: "select (standard_price ->> '1')::numeric as cost from product_product where default_code = $1",
}

const columns19: Columns = {
  ...columns18,
  value: 'coalesce(m.value, 0)',
  rate: 'w.costs_hour',
  lotsOfOrder: 'select stock_lot_id from mrp_production_stock_lot_rel r where r.mrp_production_id = p.id',
  layers: 'select null where false',
}

/** Where the same thing stands in Odoo's tables, by version; `m` is a move, `l` its line. */
export const columnsOf = (version: number): Columns =>
  since(version, { 14: columns14, 16: columns16, 17: columns17, 18: columns18, 19: columns19 })
