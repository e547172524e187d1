import { between, type Duration, type Instant, minutes } from '#kernel/time'
import { wallTimeAt } from '#kernel/wall-clock'
import type { Downtime, DowntimeFile, OrderAtRisk } from '#model/asset-downtime-case'
import type { Saying } from '#model/standstills'

const two = (part: number): string => `${part}`.padStart(2, '0')

/** A moment by the clock of the plant, to the minute. */
export function wall(at: Instant, zone: string): string {
  const { year, month, day, hour, minute } = wallTimeAt(at, zone)
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
}

const spanText = (span: Duration): string => {
  const whole = Math.round(span / minutes(1))
  return whole < 120 ? `${whole} min` : `${Math.floor(whole / 60)} h ${two(whole % 60)} min`
}

/** What became of a standstill by what was said of it last. */
export function spoken(saying: Saying, mine: Downtime, { order: { label } }: DowntimeFile, zone: string): string {
  const { by, what, reason } = saying
  const why = reason ? `: ${reason}` : ''
  if (what === 'voided') return `It was a false alarm that ${label} had failed, says ${saying.actor ?? by}${why}.`
  if (what === 'withdrawn')
    return mine.voided
      ? `Nobody says any more that ${label} had failed: ${by} takes it back${why}.`
      : `${by} takes back that ${label} had failed${why}; others have said so too.`
  if (what === 'classified') return `How ${label} had failed is corrected by ${saying.actor ?? by}${why}.`
  if (what === 'works' || what === 'repaired')
    return mine.until === saying.at
      ? `${label} works again, after ${spanText(between(mine.from, mine.until))}.`
      : `${label} works again, says ${by}; it was known since ${wall(mine.until!, zone)}.`
  const others = mine.said.filter((one) => one.what === 'failed' || one.what === 'stands').length - 1
  const since = wall(mine.from, zone)
  if (mine.until !== undefined)
    return `${by} says too that ${label} stood still from ${since} to ${wall(mine.until, zone)}${why}.`
  return others === 0
    ? `${label} stands still since ${since}, says ${by}${why}.`
    : `${label} stands still since ${since}; ${by} says so too${why}.`
}

/** What it means for orders and customers, the worst by name. */
export function riskText(orders: readonly OrderAtRisk[], zone: string): string {
  const [first] = orders
  if (!first) return 'No open order is in its way.'
  const many = orders.length === 1 ? first.label : `${orders.length} orders, first ${first.label}`
  const promise = first.sales.toSorted((one, other) => other.lateBy - one.lateBy)[0]
  if (!promise?.promised) return `In its way: ${many}.`
  const late = promise.lateBy > 0 ? `would be ${daysText(promise.lateBy)} late` : 'can still be kept'
  return `In its way: ${many} for ${promise.order} of ${promise.customer}, promised for ${wall(promise.promised, zone)}: that ${late}.`
}

export const daysText = (span: Duration): string => {
  const hours = span / minutes(60)
  return hours < 24 ? `${Math.max(1, Math.round(hours))} h` : `${(hours / 24).toFixed(1)} days`
}
