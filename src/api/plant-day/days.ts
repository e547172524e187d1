import { days, type Instant } from '#kernel/time'
import { instantOf, wallTimeAt } from '#kernel/wall-clock'

/** Which day it is by a clock. */
export function dayOf(at: Instant, zone: string): string {
  const { year, month, day } = wallTimeAt(at, zone)
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

/** From its first moment by that clock to that of the next. */
export function dayAt(
  day: string,
  zone: string,
): { readonly day: string; readonly from: Instant; readonly end: Instant } {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + days(1)).toISOString().slice(0, 10)
  return { day, from: firstMoment(day, zone), end: firstMoment(next, zone) }
}

/** Where spring leaves out midnight, the day begins an hour later. */
function firstMoment(text: string, zone: string): Instant {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const at = (hour: number) => instantOf({ year, month, day, hour, minute: 0, second: 0, millisecond: 0 }, zone)
  return at(0) ?? at(1)!
}
