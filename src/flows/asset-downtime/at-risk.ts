import { between, type Duration, epochMilliseconds, instant, type Instant, isAfter, later, minutes } from '#kernel/time'
import type { AffectedOperation } from '#model/capacity'
import type { OrderAtRisk } from '#model/asset-downtime-case'

interface Closed {
  readonly from: Instant
  readonly to: Instant
}

/**
 * Orders that have to wait for the work centre, and what was promised of them: when each would be done if nothing is moved
 * and it works again as expected. The latest against its promise comes first.
 */
export function ordersAtRisk(closed: Closed, operations: readonly AffectedOperation[]): readonly OrderAtRisk[] {
  return [...Map.groupBy(operations, ({ order }) => order).values()]
    .map((own) => atRisk(closed, own))
    .toSorted(
      (one, other) =>
        worst(other) - worst(one) || Number(other.isUrgent) - Number(one.isUrgent) || other.minutes - one.minutes,
    )
}

const worst = ({ lateBy, sales }: OrderAtRisk): Duration => Math.max(lateBy, ...sales.map((one) => one.lateBy))

function atRisk(closed: Closed, own: readonly AffectedOperation[]): OrderAtRisk {
  const [{ order, label, link, isUrgent, promised, finish, sales = [] }] = own as [AffectedOperation]
  const delay = Math.max(...own.map((operation) => delayOf(closed, operation)))
  const planned = finish ?? latest(own.map(({ until }) => until))
  const expected = later(planned, delay)
  return {
    ...{ order, label, isUrgent, expected },
    ...(link ? { link } : {}),
    ...(promised ? { promised } : {}),
    isStarted: own.some(({ isStarted }) => isStarted),
    minutes: own.reduce((sum, one) => sum + one.minutes, 0),
    lateBy: lateness(expected, promised),
    sales: sales.map((one) => ({ ...one, lateBy: lateness(expected, one.promised ?? promised) })),
  }
}

/** What was not done when it broke down is done after the repair, without a break. */
function delayOf(
  { from, to }: Closed,
  { from: begins, until, isPlanned, minutes: inTheWay }: AffectedOperation,
): Duration {
  const left = isPlanned ? between(isAfter(from, begins) ? from : begins, until) : minutes(inTheWay)
  return Math.max(0, between(until, later(to, Math.max(0, left))))
}

const lateness = (expected: Instant, promised: Instant | undefined): Duration =>
  promised === undefined ? 0 : Math.max(0, between(promised, expected))

const latest = (moments: readonly Instant[]): Instant => instant(Math.max(...moments.map(epochMilliseconds)))
