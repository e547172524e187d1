import type { ItemId } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, compare, prorate, type Quantity, subtract } from '#model/quantity'
import { tallyOf } from '../tolerance.ts'

interface Instead {
  readonly item: ItemId
  readonly quantity: Quantity
}

/** An issue among those of all systems. */
export const issueName = ({ source, id }: { readonly source: string; readonly id: string }): string => `${source} ${id}`

/** Counts what an issued substitute stands for. */
export function standingFor(file: OrderFile, issue: string, item: ItemId, quantity: Quantity, of: Quantity): OrderFile {
  const before = tallyOf(file.substituted ?? {}, item, quantity.uom)
  return {
    ...file,
    substituted: { ...file.substituted, [item]: add(before, quantity) },
    standIns: { ...file.standIns, [issue]: { item, quantity, of } },
  }
}

/** The issue was not booked after all. */
export function standingForNothing(file: OrderFile, issue: string, instead: Instead): OrderFile {
  const { [issue]: _gone, ...standIns } = file.standIns ?? {}
  return { ...standingForLess(file, instead), standIns }
}

export const standingForLess = (file: OrderFile, { item, quantity }: Instead): OrderFile => ({
  ...file,
  substituted: { ...file.substituted, [item]: subtract(tallyOf(file.substituted ?? {}, item, quantity.uom), quantity) },
})

export const standingForMore = (file: OrderFile, { item, quantity }: Instead): OrderFile => ({
  ...file,
  substituted: { ...file.substituted, [item]: add(tallyOf(file.substituted ?? {}, item, quantity.uom), quantity) },
})

/** For how much of its component a part of an issue stands that comes back; all parts together are the whole. */
export function partOf(file: OrderFile, issue: string, before: Quantity, amount: Quantity): Instead | undefined {
  const known = file.standIns?.[issue]
  if (!known) return undefined
  const { item, quantity, of } = known
  const upTo = (part: Quantity): Quantity => (compare(part, of) === 0 ? quantity : prorate(quantity, part, of))
  return { item, quantity: subtract(upTo(add(before, amount)), upTo(before)) }
}
