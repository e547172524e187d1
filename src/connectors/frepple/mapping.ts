import { type Instant, instant } from '#kernel/time'
import { instantOf, wallTimeAt } from '#kernel/wall-clock'
import type { CapacityChange } from '#model/capacity-change'

/** A stretch in which a calendar has another value, as frePPLe takes it. */
export interface Bucket {
  readonly calendar: string
  readonly startdate: string
  readonly enddate: string
  readonly value: string
  readonly priority: number
  readonly source: string
}

/** The lowest number counts first, before the working hours of the calendar. */
const FIRST = -1

/** By this it is found again: one bucket for a block at a work centre, however often it moves. */
export const sourceOf = ({ block, workCentre }: CapacityChange): string => `millwright ${block} ${workCentre}`

/** Dates are written by its own clock, without a zone. */
export function bucketFor(
  {
    calendar,
    source,
    closed,
  }: Pick<Bucket, 'calendar' | 'source'> & { readonly closed: NonNullable<CapacityChange['closed']> },
  timeZone: string,
): Bucket {
  const by = (at: Instant): string => wallStamp(at, timeZone)
  return { calendar, source, startdate: by(closed.from), enddate: by(closed.until), value: '0', priority: FIRST }
}

export const isAsWanted = (stands: Pick<Bucket, 'startdate' | 'enddate' | 'value'>, bucket: Bucket): boolean =>
  stands.startdate === bucket.startdate && stands.enddate === bucket.enddate && Number(stands.value) === 0

/** A moment by its clock, without a zone. */
export function wallStamp(at: Instant, timeZone: string): string {
  const { year, month, day, hour, minute, second } = wallTimeAt(at, timeZone)
  const [mm, dd, ...clock] = [month, day, hour, minute, second].map((part) => `${part}`.padStart(2, '0'))
  return `${year}-${mm}-${dd}T${clock.join(':')}`
}

/** The moment at which its clock shows so; none where it never does. */
export function momentOf(stamp: string, timeZone: string): Instant | undefined {
  const asIfUtc = Date.parse(`${stamp}Z`)
  return Number.isNaN(asIfUtc) ? undefined : instantOf(wallTimeAt(instant(asIfUtc), 'UTC'), timeZone)
}
