import type { PartCount, PartRecord } from '#model/ports/maintenance-books'
import { quantity } from '#model/quantity'

/** What was told last of a spare part: what lies where, and what one of it is worth. */
export interface SaidOfStock {
  readonly part: string
  readonly price?: string
  readonly counts: readonly PartCount[]
}

/** What is to be told of a part as it is counted now: each place of which something else is said than before. */
export function countsOf(before: SaidOfStock | undefined, record: PartRecord): readonly object[] {
  const { part, name, price, counts } = record
  const isSame = before?.part === part && before.price === price
  const at = (all: readonly PartCount[], place: string | undefined) => all.find(({ storeroom }) => storeroom === place)
  const left = (before?.part === part ? before.counts : []).filter(({ storeroom }) => !at(counts, storeroom))
  const now = [...counts, ...left.map((one) => ({ ...one, quantity: quantity(0, one.quantity.uom) }))]
  return now
    .filter((one) => !isSame || at(before?.counts ?? [], one.storeroom)?.quantity.value !== one.quantity.value)
    .map((one) => ({ part, ...(name ? { partName: name } : {}), ...(price ? { price } : {}), ...one }))
}
