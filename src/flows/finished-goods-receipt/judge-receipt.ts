import type { Policy } from '#engine'
import type { OrderFile } from '#model/production-order-case'
import type { OutputReceived } from '#model/production'
import { add, compare, convertible, type Quantity, scale, subtract } from '#model/quantity'

export type ReceiptVerdict =
  | { readonly kind: 'within-tolerance'; readonly total: Quantity }
  | { readonly kind: 'over-completion'; readonly total: Quantity; readonly excess: Quantity }
  | { readonly kind: 'beyond-the-cap'; readonly total: Quantity; readonly excess: Quantity }
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
    const counted: Quantity = { value: String(serials.length), uom: 'H87' }
    if (!convertible(receipt.quantity.uom, 'H87') || compare(counted, receipt.quantity) !== 0)
      return { kind: 'serial-count-differs', serials: serials.length }
  }

  const total = add(received, receipt.quantity)
  const excess = subtract(total, order.ordered)
  if (compare(total, scale(order.ordered, plusOne(tolerance.refuseAbove))) > 0)
    return { kind: 'beyond-the-cap', total, excess }
  if (compare(total, scale(order.ordered, plusOne(tolerance.flagAbove))) > 0)
    return { kind: 'over-completion', total, excess }
  return { kind: 'within-tolerance', total }
}

/** "0.02" → "1.02", without leaving decimal text. */
const plusOne = (share: string): string => add({ value: '1', uom: 'H87' }, { value: share, uom: 'H87' }).value
