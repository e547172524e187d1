import { callsOf } from '../calls.ts'
import { proceduresOf } from '../procedures.ts'
import type { Profile } from '../profile.ts'
import { booksOf } from '../watched/books-of.ts'
import { odoo14 } from './odoo-14.ts'
import { usesSince } from './since.ts'

export const odoo15: Profile = {
  ...odoo14,
  version: 15,
  procedures: proceduresOf('15'),
  calls: callsOf('15'),
  books: booksOf('15'),
  uses: usesSince(odoo14.uses, {
    'mrp.workorder': { gains: ['costs_hour'] },
    'stock.move': { gains: ['cost_share', 'is_inventory'] },
  }),
}
