import type { AffectedOperation, Stretch } from '#model/capacity'
import { epochMilliseconds, minutes } from '#kernel/time'

interface Planned {
  readonly from: string | undefined
  readonly until: string | undefined
}

/** Minutes that two spans of time share. */
const shared = (one: Stretch, from: string, until: string): number =>
  Math.max(
    0,
    Math.min(epochMilliseconds(one.to), epochMilliseconds(until)) -
      Math.max(epochMilliseconds(one.from), epochMilliseconds(from)),
  ) / minutes(1)

/**
 * When an operation is to be done and for how long that is in the way. One that has no time of its own is somewhere in
 * that of its order: then no longer than it takes.
 */
export function conflictOf(
  stretch: Stretch,
  operation: Planned & { readonly minutes: number },
  order: Planned,
): Pick<AffectedOperation, 'from' | 'until' | 'minutes' | 'isPlanned'> | undefined {
  const isPlanned = operation.from !== undefined && operation.until !== undefined
  const { from, until } = isPlanned ? operation : order
  if (from === undefined || until === undefined) return undefined
  const common = shared(stretch, from, until)
  const inTheWay = isPlanned ? common : Math.min(common, operation.minutes)
  return inTheWay > 0 ? { from, until, minutes: Math.round(inTheWay), isPlanned } : undefined
}
