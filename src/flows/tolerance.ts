import { add, compare, type Quantity, scale, subtract, zero } from '#model/quantity'

/** How a total stands to what is planned, by two shares of it: flagged above the first, stopped above the second. */
export type ToleranceVerdict =
  | { readonly kind: 'within'; readonly total: Quantity }
  | { readonly kind: 'above'; readonly total: Quantity; readonly excess: Quantity }
  | { readonly kind: 'beyond'; readonly total: Quantity; readonly excess: Quantity }

export interface Tolerance {
  readonly flagAbove: string
  readonly refuseAbove: string
}

/** Pure and exact: the same sum gives the same verdict, however it is cut into parts. */
export function weigh(planned: Quantity, before: Quantity, more: Quantity, tolerance: Tolerance): ToleranceVerdict {
  const total = add(before, more)
  const excess = subtract(total, planned)
  if (compare(total, limit(planned, tolerance.refuseAbove)) > 0) return { kind: 'beyond', total, excess }
  if (compare(total, limit(planned, tolerance.flagAbove)) > 0) return { kind: 'above', total, excess }
  return { kind: 'within', total }
}

const limit = (planned: Quantity, share: string): Quantity => add(planned, scale(planned, share))

/** The tally of one name in a list of tallies; nothing yet is nothing. */
export const tallyOf = (tallies: { readonly [name: string]: Quantity }, name: string, uom: Quantity['uom']): Quantity =>
  tallies[name] ?? zero(uom)
