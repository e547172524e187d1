import { booksWith } from './books.ts'

/** A line that nobody has picked is a reservation: Odoo's plan, not what happened. */
const used = (expression: string): string =>
  `case when m.state = 'done' or (r.picked and m.state <> 'cancel') then ${expression} end`

export const books19 = booksWith({
  start: 'date_start',
  end: 'date_finished',
  chain: 'production_group_id',
  lots: 'stock_lot',
  lotModel: 'stock.lot',
  used,
  quantity: 'r.quantity',
  counted: 'r.is_inventory',
  itemName: "n.name ->> 'en_US'",
})
