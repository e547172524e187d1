import type { Draft, Part } from './draft.ts'
import { Id, Num, reading } from './reading.ts'
import type { Product } from './types.ts'

const stack = reading('stock.move', { id: Id, remaining_qty: Num, remaining_value: Num }, (row) => ({
  quantity: row.remaining_qty,
  value: row.remaining_value,
}))

/**
 * What goods are worth that leave stock. Odoo 14 makes its layer when a line of a done move is made; Odoo 19 reckons
 * only in the method that plain mode cannot call, so it is told: first in first out from what is left of each receipt,
 * else at the cost of the day.
 */
export async function worthOf(
  draft: Draft,
  product: Product,
  quantity: number,
  _parts: readonly Part[],
): Promise<{ worth?: number }> {
  if (draft.words.version === 14) return {}
  if (product.method !== 'fifo') return { worth: quantity * product.price }
  const receipts = await draft.desk.read(
    stack,
    [
      ['product_id', '=', product.id],
      ['is_in', '=', true],
      ['remaining_qty', '>', 0],
    ],
    { order: 'date, id' },
  )
  let left = quantity
  let worth = 0
  for (const receipt of receipts) {
    const part = Math.min(left, receipt.quantity)
    if (part <= 0) continue
    worth += (receipt.value * part) / receipt.quantity
    left -= part
  }
  return { worth: worth + left * product.price }
}
