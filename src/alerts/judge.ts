import { between, type Duration, hours, type Instant, minutes } from '#kernel/time'
import type { Cause, StandingAlert } from './cause.ts'

/** What becomes of alerts by what is wrong now. */
export interface Judged {
  readonly raised: readonly Cause[]
  /** Those that changed, as they are from now on. */
  readonly changed: readonly StandingAlert[]
  /** All that are not over, changed or not, and those that are since now. */
  readonly standing: readonly StandingAlert[]
}

/**
 * One alert a cause: a new cause raises one, a known one is counted. A cause that is gone leaves its alert open for a
 * while, longer each time it comes back, so that what flickers is told once.
 */
export function judgeAlerts(causes: readonly Cause[], alerts: readonly StandingAlert[], now: Instant): Judged {
  const open = alerts.filter(({ closedAt }) => closedAt === null)
  const byName = new Map(open.map((alert) => [nameOf(alert), alert]))
  const present = new Map(causes.map((cause) => [nameOf(cause), cause]))
  const standing = alerts.map((alert) =>
    alert.closedAt === null ? moved(alert, present.get(nameOf(alert)), now) : alert,
  )
  return {
    raised: [...present.values()].filter((cause) => !byName.has(nameOf(cause))),
    changed: standing.filter((alert, at) => alert !== alerts[at]),
    standing,
  }
}

const nameOf = ({ plant, cause, about }: Pick<Cause, 'plant' | 'about'> & { readonly cause: string }): string =>
  `${plant} ${cause} ${about}`

function moved(alert: StandingAlert, cause: Cause | undefined, now: Instant): StandingAlert {
  if (cause) {
    const { count, sentence } = cause
    if (alert.clearedAt) return { ...alert, count, sentence, clearedAt: null, returns: alert.returns + 1 }
    return alert.count === count && alert.sentence === sentence ? alert : { ...alert, count, sentence }
  }
  if (!alert.clearedAt) return { ...alert, clearedAt: now }
  return between(alert.clearedAt, now) >= calmOf(alert.returns) ? { ...alert, closedAt: now } : alert
}

/** How long a cause has to be gone before it is over. */
const calmOf = (returns: number): Duration => Math.min(hours(1), minutes(2) * 2 ** Math.min(returns, 10))
