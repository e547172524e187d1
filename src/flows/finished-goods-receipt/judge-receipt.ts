import type { Policy } from '#engine'
import type { OutputReceived } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { compare, convertible, quantity } from '#model/quantity'
import { type ToleranceVerdict, weigh } from '../tolerance.ts'

export type ReceiptVerdict =
  | ToleranceVerdict
  | { readonly kind: 'unit-does-not-convert' }
  | { readonly kind: 'lot-required' }
  | { readonly kind: 'serial-count-differs'; readonly serials: number }
  | { readonly kind: 'serial-twice'; readonly serial: string }

/** Decides what a receipt means for its order. Pure: no clock, no I/O; the tolerance is a policy of the plant. */
export function judgeReceipt(
  receipt: Pick<OutputReceived, 'quantity' | 'lot' | 'serials'>,
  { order, received }: Pick<OrderFile, 'order' | 'received'>,
  tolerance: Policy['overCompletion'],
): ReceiptVerdict {
  if (!convertible(receipt.quantity.uom, order.ordered.uom)) return { kind: 'unit-does-not-convert' }
  if (order.tracking === 'lot' && !receipt.lot) return { kind: 'lot-required' }
  if (order.tracking === 'serial') {
    const serials = receipt.serials ?? []
    if (serials.length === 0) return { kind: 'lot-required' }
    const twice = serials.find((serial, index) => serials.indexOf(serial) !== index)
    if (twice) return { kind: 'serial-twice', serial: twice }
    if (!convertible(receipt.quantity.uom, 'H87') || compare(quantity(serials.length), receipt.quantity) !== 0)
      return { kind: 'serial-count-differs', serials: serials.length }
  }
  return weigh(order.ordered, received, receipt.quantity, tolerance)
}
