import type { Books } from './books.ts'
import type { Lot, Product } from './records.ts'
import { refuse } from './refusal.ts'
import { isStock } from './stock.ts'
import { decimal } from './units.ts'

/** The lot goods are taken from; none for goods that are not tracked. */
export function knownLot(product: Product, name: string | undefined, quantity: number | undefined): Lot | undefined {
  if (product.tracking === 'none') return undefined
  if (!name) return refuse('LOT_REQUIRED', `${product.name} is tracked by ${product.tracking}`)
  const lot = product.lots.get(name) ?? refuse('UNKNOWN_LOT', `Odoo has no lot ${name} of ${product.name}`)
  if (product.tracking === 'serial' && quantity !== 1)
    refuse('SERIAL_QTY', `One serial number stands for one piece, not for ${decimal(quantity ?? 0)}`)
  return lot
}

export function lotNamed(books: Books, product: Product, name: string): Lot {
  const known = product.lots.get(name)
  if (known) return known
  const lot = { id: books.next('stock.lot'), name, product }
  books.undo.put(product.lots, name, lot)
  return lot
}

/** Lot and quantity of each line of a receipt. */
export function lotsOfReceipt(
  books: Books,
  product: Product,
  body: { readonly lot?: string; readonly serials?: readonly string[] },
  quantity: number,
): readonly { readonly lot: Lot | undefined; readonly quantity: number }[] {
  if (product.tracking === 'none') return [{ lot: undefined, quantity }]
  if (product.tracking === 'lot') {
    if (!body.lot) refuse('LOT_REQUIRED', `${product.name} is tracked by lot`)
    return [{ lot: lotNamed(books, product, body.lot!), quantity }]
  }
  const serials = body.serials?.length ? body.serials : body.lot ? [body.lot] : []
  if (serials.length === 0) refuse('LOT_REQUIRED', `${product.name} is tracked by serial number`)
  if (serials.length !== quantity)
    refuse('SERIAL_QTY', `${serials.length} serial numbers for ${decimal(quantity)} pieces`)
  if (new Set(serials).size !== serials.length) refuse('SERIAL_DUPLICATE', 'A serial number is named twice')
  for (const name of serials)
    if (isThere(product, name)) refuse('SERIAL_DUPLICATE', `Serial number ${name} of ${product.name} exists already`)
  return serials.map((name) => ({ lot: lotNamed(books, product, name), quantity: 1 }))
}

function isThere(product: Product, name: string): boolean {
  const lot = product.lots.get(name)
  for (const shelf of (lot && product.shelves.get(lot)?.values()) ?? [])
    if (shelf.quantity > 0 && isStock(shelf.place)) return true
  return false
}
