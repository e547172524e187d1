import { callsOf } from '../calls.ts'
import { proceduresOf } from '../procedures.ts'
import type { Profile } from '../profile.ts'
import { booksOf } from '../watched/books-of.ts'
import { odoo17 } from './odoo-17.ts'
import { usesSince } from './since.ts'

/** Goods in stock are told by a field of their own, and what one may do is asked in other words. */
export const odoo18: Profile = {
  ...odoo17,
  version: 18,
  procedures: proceduresOf('18'),
  calls: callsOf('18'),
  books: booksOf('18'),
  mayQuestion: (operation) => ({ method: 'has_access', body: { ids: [], operation } }),
  uses: usesSince(odoo17.uses, {
    'mrp.workorder': { gains: ['sequence'] },
    'product.product': { gains: ['is_storable'], loses: ['type'] },
    'stock.lot': { loses: ['company_id'] },
  }),
}
