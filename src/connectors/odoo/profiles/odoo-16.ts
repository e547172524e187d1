import { callsOf } from '../calls.ts'
import { proceduresOf } from '../procedures.ts'
import type { Profile } from '../profile.ts'
import { booksOf } from '../watched/books-of.ts'
import { odoo15 } from './odoo-15.ts'
import { usesSince } from './since.ts'

/** Lots have another name, and so has what a line reserves. */
export const odoo16: Profile = {
  ...odoo15,
  version: 16,
  procedures: proceduresOf('16'),
  calls: callsOf('16'),
  books: booksOf('16'),
  uses: usesSince(odoo15.uses, {
    'mrp.workorder': {
      gains: ['blocked_by_workorder_ids', 'qty_reported_from_previous_wo'],
      loses: ['next_work_order_id'],
    },
    'stock.production.lot': undefined,
    'stock.lot': { rights: ['read', 'create'], gains: ['company_id', 'name', 'product_id'] },
    'stock.move': { gains: ['manual_consumption'] },
    'stock.move.line': {
      gains: ['reserved_qty', 'reserved_uom_qty'],
      loses: ['product_qty', 'product_uom_qty'],
    },
  }),
}
