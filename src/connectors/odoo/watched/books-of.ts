import type { Words } from '../procedures.ts'
import type { Book, Columns } from './book.ts'
import { booksWith } from './books.ts'

const counting =
  "select l.id from stock_location l where l.usage = 'inventory' and not coalesce(l.scrap_location, false)"

/** A line without a done quantity is a reservation: Odoo's plan, not what happened. */
const columns14: Columns = {
  start: 'date_planned_start',
  end: 'date_planned_finished',
  chain: 'procurement_group_id',
  lots: 'stock_production_lot',
  lotModel: 'stock.production.lot',
  used: (expression) => `case when r.qty_done <> 0 and m.state <> 'cancel' then ${expression} end`,
  quantity: 'r.qty_done',
  counted: `(r.location_id in (${counting}) or r.location_dest_id in (${counting}))`,
  itemName: 'n.name',
}

const columns15: Columns = { ...columns14, counted: 'r.is_inventory' }

const columns16: Columns = {
  ...columns15,
  lots: 'stock_lot',
  lotModel: 'stock.lot',
  // Odoo keeps what is translated as JSON.
  itemName: "n.name ->> 'en_US'",
}

const columns17: Columns = {
  ...columns16,
  start: 'date_start',
  end: 'date_finished',
  // A line that nobody has picked is a reservation.
  used: (expression) => `case when m.state = 'done' or (r.picked and m.state <> 'cancel') then ${expression} end`,
  quantity: 'r.quantity',
}

const columns19: Columns = { ...columns17, chain: 'production_group_id' }

const columns: Readonly<Record<Words, Columns>> = {
  '14': columns14,
  '15': columns15,
  '16': columns16,
  '17': columns17,
  '18': columns17,
  '19': columns19,
}

/** What is watched in a version: each says only what it calls otherwise than the one before. */
export const booksOf = (words: Words): readonly Book[] => booksWith(columns[words])
