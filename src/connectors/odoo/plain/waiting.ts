import { Failure } from '#kernel/failure'
import type { Desk } from './desk.ts'
import type { Words } from './words.ts'
import { Id, reading, Ref } from './reading.ts'

const waiting = reading('stock.move', { id: Id, raw_material_production_id: Ref, picking_id: Ref }, (row) => ({
  order: row.raw_material_production_id,
  picking: row.picking_id,
}))

/**
 * Whoever waits for goods that came gets them reserved, as Odoo itself does it: those that reserve when they are
 * confirmed, the oldest first. What the integration user may not touch, Odoo's own scheduler reserves.
 */
export async function assignWaiting(desk: Desk, words: Words, product: number, order: number): Promise<void> {
  const found = await desk.read(
    waiting,
    [
      ['product_id', '=', product],
      ['state', 'in', ['confirmed', 'partially_available']],
      ['product_uom_qty', '>', 0],
      ['procure_method', '=', 'make_to_stock'],
      '|',
      ...words.takesAtOnce,
      ['raw_material_production_id', '=', order],
    ],
    { order: 'priority desc, date, id', limit: 50 },
  )
  const orders = [...new Set(found.map((one) => one.order).filter((id) => id !== undefined))]
  const pickings = [...new Set(found.map((one) => one.picking).filter((id) => id !== undefined))]
  if (orders.length > 0) await desk.act('mrp.production', 'action_assign', { ids: orders })
  if (pickings.length === 0) return
  try {
    await desk.act('stock.picking', 'action_assign', { ids: pickings })
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.effect === 'unknown') throw failure
  }
}
