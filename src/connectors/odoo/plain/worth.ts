import type { Draft } from './draft.ts'
import { Id, Num, reading } from './reading.ts'
import type { Product } from './types.ts'

const stack = reading('stock.move', { id: Id, remaining_qty: Num, remaining_value: Num }, (row) => ({
  quantity: row.remaining_qty,
  value: row.remaining_value,
}))

/** First in first out from what is left of each receipt, else at the cost of the day. */
export async function worthInMoves(draft: Draft, product: Product, quantity: number): Promise<number> {
  if (product.method !== 'fifo') return quantity * product.price
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
  return worth + left * product.price
}
