import { since } from './since.ts'

type Reference = (externalId: string) => Promise<number>

/** What a test asks an Odoo of a version for, in the words that version has. */
export interface OdooWords {
  readonly storable: object
  readonly lot: string
  readonly periodic: string
  /** An account's kind, and how a place of production is given it. */
  readonly workInProgress: {
    readonly account: (reference: Reference) => Promise<object>
    readonly place: (account: number) => object
  }
  /** A quantity found on a shelf by counting. */
  readonly counted: (quantity: number) => object
  /** Whether a count is one only once somebody applies it. */
  readonly countsAreApplied?: true | undefined
  /** Python that makes the `records` of `context['values']`, with the components and operations of their recipes. */
  readonly orders: string
}

const words19: OdooWords = {
  storable: { type: 'consu', is_storable: true },
  lot: 'stock.lot',
  periodic: 'periodic',
  workInProgress: {
    account: async () => ({ account_type: 'asset_current' }),
    place: (account) => ({ valuation_account_id: account }),
  },
  counted: (quantity) => ({ inventory_quantity_auto_apply: quantity }),
  orders: `records = env['mrp.production'].create(env.context['values'])`,
}

const words14: OdooWords = {
  storable: { type: 'product' },
  lot: 'stock.production.lot',
  periodic: 'manual_periodic',
  workInProgress: {
    account: async (reference) => ({ user_type_id: await reference('account.data_account_type_current_assets') }),
    place: (account) => ({ valuation_in_account_id: account, valuation_out_account_id: account }),
  },
  counted: (quantity) => ({ inventory_quantity: quantity }),
  // Only the form of Odoo 14 fills an order in.
  orders: `records = env['mrp.production']
for values in env.context['values']:
    product = env['product.product'].browse(values['product_id'])
    order = env['mrp.production'].create({'product_uom_id': product.uom_id.id, **values})
    env['stock.move'].create(order._get_moves_raw_values() + order._get_moves_finished_values())
    order._create_workorder()
    records |= order`,
}

const words15: OdooWords = {
  ...words14,
  storable: { detailed_type: 'product' },
  countsAreApplied: true,
}

const words16: OdooWords = {
  ...words15,
  counted: words19.counted,
  countsAreApplied: undefined,
  lot: words19.lot,
  workInProgress: { ...words14.workInProgress, account: words19.workInProgress.account },
  orders: words19.orders,
}

const words18: OdooWords = { ...words16, storable: words19.storable }

export const wordsOf = (version: number): OdooWords =>
  since(version, { 14: words14, 15: words15, 16: words16, 18: words18, 19: words19 })
