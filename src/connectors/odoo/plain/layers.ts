import type { Use } from '../profile.ts'
import { sum } from './booked.ts'
import type { Chain } from './chain.ts'
import { inMoney } from './cost.ts'
import type { Desk } from './desk.ts'
import { Id, Num, reading, Ref, Text } from './reading.ts'
import type { Revaluing } from './words.ts'

/** What goods are worth in Odoo 14: valuation layers of the moves, negative where goods leave. */
const LAYER = 'stock.valuation.layer'

const layers = reading(
  LAYER,
  { id: Id, stock_move_id: Ref, value: Num, quantity: Num, remaining_qty: Num, description: Text },
  (row) => ({
    id: row.id,
    move: row.stock_move_id,
    value: row.value,
    quantity: row.quantity,
    remains: row.remaining_qty,
    words: row.description,
  }),
)

/** Rights that users of Odoo 14 who book do not have by themselves. */
export const valuing: { readonly [model: string]: Use } = {
  [LAYER]: {
    rights: ['read', 'create', 'write'],
    fields: [...layers.fields, 'company_id', 'product_id', 'remaining_value', 'stock_valuation_layer_id'].toSorted(),
  },
  'product.product': {
    rights: ['read', 'write'],
    fields: ['cost_method', 'default_code', 'quantity_svl', 'standard_price', 'tracking', 'type', 'value_svl'],
  },
}

export async function layers14(desk: Desk, chain: Chain): Promise<Chain> {
  const rows = await desk.read(layers, [['stock_move_id', 'in', chain.moves.map(({ id }) => id)]])
  const values = new Map<number, number>()
  for (const { move, value } of rows) if (move !== undefined) values.set(move, (values.get(move) ?? 0) + value)
  return { ...chain, moves: chain.moves.map((move) => ({ ...move, value: values.get(move.id as number) ?? 0 })) }
}

const worth = reading('product.product', { id: Id, value_svl: Num, quantity_svl: Num }, (row) => ({
  value: row.value_svl,
  quantity: row.quantity_svl,
}))

/**
 * A layer of its own for the difference, as Odoo's landed costs make one: for what is still in stock of the receipt. What
 * left it meanwhile keeps the cost it left with, and its part stays variance. The layer comes last: where it is, all
 * before it is done.
 */
export async function revalue14(desk: Desk, { receipt, value, product, company, currency, name }: Revaluing) {
  const { move, came, gone } = receipt
  const words = `${move.label} - true cost`
  const all = await desk.read(layers, [['stock_move_id', '=', move.id]], { order: 'id' })
  const first = all.find(({ quantity }) => quantity !== 0)
  const stays = came - gone
  if (!first || stays <= 1e-9 || all.some((layer) => layer.words === words)) return
  const booked = sum(all.map((layer) => layer.value))
  const difference = inMoney(currency, (value - booked) * Math.min(1, first.remains / stays))
  if (difference === 0) return
  const remaining = inMoney(currency, (booked * first.remains) / came + difference)
  await desk.set(LAYER, [first.id], { remaining_value: remaining })
  await desk.set('stock.move', [move.id as number], { price_unit: value / came })
  if (product.method === 'average') await costFromNowOn(desk, product.id, company, difference)
  await desk.make(LAYER, name, {
    company_id: company,
    product_id: product.id,
    stock_move_id: move.id as number,
    stock_valuation_layer_id: first.id,
    description: words,
    value: difference,
    unit_cost: 0,
    quantity: 0,
    remaining_qty: 0,
  })
}

/** Only that: what is in stock gets its worth by the layer. */
async function costFromNowOn(desk: Desk, product: number, company: number, difference: number): Promise<void> {
  const context = { allowed_company_ids: [company] }
  const [now] = await desk.read(worth, [['id', '=', product]], { context: { ...context, active_test: false } })
  if (!now || now.quantity <= 1e-9) return
  const cost = (now.value + difference) / now.quantity
  await desk.set('product.product', [product], { standard_price: cost }, { ...context, disable_auto_svl: true })
}
