import { booksWith } from './books.ts'

const counting =
  "select l.id from stock_location l where l.usage = 'inventory' and not coalesce(l.scrap_location, false)"

export const books14 = booksWith({
  start: 'date_planned_start',
  end: 'date_planned_finished',
  chain: 'procurement_group_id',
  lots: 'stock_production_lot',
  lotModel: 'stock.production.lot',
  // A line without a done quantity is a reservation: Odoo's plan, not what happened.
  used: (expression) => `case when r.qty_done <> 0 and m.state <> 'cancel' then ${expression} end`,
  quantity: 'r.qty_done',
  counted: `(r.location_id in (${counting}) or r.location_dest_id in (${counting}))`,
  itemName: 'n.name',
})
