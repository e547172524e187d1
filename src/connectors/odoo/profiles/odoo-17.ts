import { callsOf } from '../calls.ts'
import { proceduresOf } from '../procedures.ts'
import type { Profile } from '../profile.ts'
import { booksOf } from '../watched/books-of.ts'
import { odoo16 } from './odoo-16.ts'
import { usesSince } from './since.ts'

/** A line has one quantity, which is done once it is picked; moves know their scrap document. */
export const odoo17: Profile = {
  ...odoo16,
  version: 17,
  procedures: proceduresOf('17'),
  calls: callsOf('17'),
  books: booksOf('17'),
  uses: usesSince(odoo16.uses, {
    'mrp.production': {
      gains: ['all_move_ids', 'all_move_raw_ids', 'date_finished', 'date_start'],
      loses: ['date_planned_finished', 'date_planned_start'],
    },
    'mrp.workorder': {
      gains: ['date_finished', 'date_start'],
      loses: ['date_planned_finished', 'date_planned_start'],
    },
    'stock.move': { gains: ['picked', 'quantity', 'scrap_id'], loses: ['scrap_ids'] },
    'stock.move.line': {
      gains: ['picked', 'quantity', 'quantity_product_uom'],
      loses: ['qty_done', 'reserved_qty', 'reserved_uom_qty'],
    },
    'stock.scrap': { gains: ['move_ids'], loses: ['move_id'] },
  }),
}
