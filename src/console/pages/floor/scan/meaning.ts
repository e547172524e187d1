import type { FloorOrder } from '#api'
import { amountIn, elementsOf } from './gs1.ts'

interface Amount {
  readonly value: string
  readonly uom: string
}

/** What a scan is, at a work centre with these orders. */
export type Meaning =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'badge'; readonly badge: string }
  | { readonly kind: 'order'; readonly order: FloorOrder; readonly operation: string | undefined }
  | {
      readonly kind: 'material'
      readonly item: string
      readonly lot: string | undefined
      readonly amount: Amount | undefined
    }
  | { readonly kind: 'lot'; readonly lot: string; readonly amount: Amount | undefined }
  /** Nothing that stands here goes by this name. */
  | { readonly kind: 'unknown'; readonly text: string }

/** What the page waits for, where it waits for something: then a bare number is that. */
export type Wanted = 'badge' | 'lot' | undefined

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()

/** Decides what was scanned: from what its own form says, else from what stands here, else from what is waited for. */
export function meaningOf(
  scan: string,
  {
    orders,
    order,
    wanted,
  }: { readonly orders: readonly FloorOrder[]; readonly order?: FloorOrder | undefined; readonly wanted?: Wanted },
): Meaning {
  const text = scan.trim()
  const [, key] = /#?(mwk_[a-z0-9]{12}_[A-Za-z0-9_-]{32})$/.exec(text) ?? []
  if (key) return { kind: 'key', key }
  const elements = elementsOf(text)
  const person = elements?.['8018'] ?? /^(?:badge|emp|op)[:\- ]\s*(.+)$/i.exec(text)?.[1]
  if (person) return { kind: 'badge', badge: person }
  if (wanted === 'badge') return { kind: 'badge', badge: text }
  if (elements) return materialIn(elements, order)
  return orderNamed(text, orders) ?? materialNamed(text, order) ?? bare(text, wanted)
}

const bare = (text: string, wanted: Wanted): Meaning =>
  wanted === 'lot' ? { kind: 'lot', lot: text, amount: undefined } : { kind: 'unknown', text }

/** `WH/MO/00042`, `odoo.42`, or either with its operation behind a point, a colon or a bar. */
function orderNamed(text: string, orders: readonly FloorOrder[]): Meaning | undefined {
  for (const order of orders)
    for (const name of [order.label, order.order]) {
      if (same(text, name)) return { kind: 'order', order, operation: undefined }
      const [, operation] = text.toLowerCase().startsWith(name.toLowerCase())
        ? (/^[:|.](.+)$/.exec(text.slice(name.length)) ?? [])
        : []
      if (operation !== undefined) return { kind: 'order', order, operation }
    }
  return undefined
}

function materialNamed(text: string, order: FloorOrder | undefined): Meaning | undefined {
  const found = order?.components.find(({ item }) => same(item, text))
  return found && { kind: 'material', item: found.item, lot: undefined, amount: undefined }
}

/** A symbol of GS1 names goods by their GTIN or by the number of who made them, and a lot or serial beside it. */
function materialIn(elements: Readonly<Record<string, string>>, order: FloorOrder | undefined): Meaning {
  const amount = amountIn(elements)
  const lot = elements['10'] ?? elements['21']
  const gtin = elements['01'] ?? elements['02']
  const names = [elements['240'], elements['241'], gtin, gtin?.replace(/^0+/, '')].filter((name) => name !== undefined)
  const found = order?.components.find(({ item }) => names.some((name) => same(name, item)))
  if (found) return { kind: 'material', item: found.item, lot, amount }
  if (lot !== undefined) return { kind: 'lot', lot, amount }
  return { kind: 'unknown', text: names[0] ?? Object.values(elements).join(' ') }
}
