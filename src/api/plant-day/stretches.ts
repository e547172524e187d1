import { epochMilliseconds, type Instant } from '#kernel/time'
import type { Shift } from '#model/calendar'

export type Stretch = Pick<Shift, 'from' | 'until' | 'ends'>

/** The shifts of a day as far as they have come; a day without any is one stretch without working time. */
export function stretchesOf(
  shifts: readonly Shift[],
  { from, until, end }: { readonly from: Instant; readonly until: Instant; readonly end: Instant },
): readonly Stretch[] {
  const begun = shifts
    .filter((shift) => isBefore(shift.from, until))
    .map((shift) => ({ ...shift, until: isBefore(shift.until, until) ? shift.until : until }))
  return shifts.length === 0 || begun.length === 0 ? [{ from, until, ends: end }] : begun
}

/** What was told counts in the shift that had begun last when it was; before the first one, in that. */
export const inStretch = <One extends { readonly at: Instant }>(
  told: readonly One[],
  stretch: Stretch,
  all: readonly Stretch[],
): readonly One[] => told.filter(({ at }) => (all.findLast(({ from }) => !isBefore(at, from)) ?? all[0]) === stretch)

export const isBefore = (one: Instant, other: Instant): boolean => epochMilliseconds(one) < epochMilliseconds(other)
