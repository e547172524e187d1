import type { Alerting, AlertRoute, Recipient } from '#governance/rules/alerting'
import { between, type Instant, minutes } from '#kernel/time'
import type { StandingAlert, Told } from './cause.ts'
import { isOnDuty } from './duty.ts'

/** One thing to tell somebody. */
export interface Entry {
  readonly alert: StandingAlert
  readonly what: Told['what']
  readonly step: number
}

export interface PlannedNotice {
  readonly recipient: Recipient
  /** `many`: put together, because single ones would be too many. */
  readonly kind: 'one' | 'many'
  readonly entries: readonly Entry[]
}

export interface PlanningParts {
  readonly alerting: Alerting
  readonly zoneOf: (plant: string) => string
  /** What was told in the last hour. */
  readonly told: readonly {
    readonly plant: string
    readonly recipient: string
    readonly kind: 'one' | 'many'
    readonly madeAt: Instant
  }[]
  readonly now: Instant
}

/** Between two notices that put many together, while more than agreed was told already. */
const PAUSE = { warning: minutes(15), critical: minutes(2) }

/** Whom to tell what now: by the routes of the plant, in their hours, not more often than they agreed to. */
export function planNotices(alerts: readonly StandingAlert[], parts: PlanningParts): readonly PlannedNotice[] {
  return parts.alerting.recipients.flatMap((recipient) => {
    const routes = parts.alerting.routes.filter(({ plant }) => plant === recipient.plant)
    const here = alerts.filter(({ plant }) => plant === recipient.plant)
    const onDuty = isOnDuty(recipient, parts.now, parts.zoneOf(recipient.plant))
    const entries = here
      .filter(({ severity }) => onDuty || (recipient.outsideHours === 'critical' && severity === 'critical'))
      .flatMap((alert) => entryFor(recipient, alert, routes, parts.now) ?? [])
      .toSorted((one, other) => one.alert.severity.localeCompare(other.alert.severity))
    return entries.length === 0 ? [] : inTime(recipient, entries, parts)
  })
}

/** The latest step that is due and was not told yet; after it was told, that it is over. */
function entryFor(
  { id }: Recipient,
  alert: StandingAlert,
  routes: readonly AlertRoute[],
  now: Instant,
): Entry | undefined {
  const told = alert.told.filter(({ recipient }) => recipient === id)
  if (alert.closedAt)
    return told.length > 0 && told.every(({ what }) => what !== 'cleared')
      ? { alert, what: 'cleared', step: -1 }
      : undefined
  if (alert.clearedAt || alert.acknowledgedAt) return undefined
  const age = between(alert.openedAt, now)
  const due = routes
    .filter((route) => isMeant(route, alert))
    .flatMap(({ steps }) =>
      steps
        .toSorted((one, other) => one.after - other.after)
        .map(({ after, to }, at) => ({ after, to, what: at === 0 ? ('raised' as const) : ('escalated' as const) })),
    )
    .filter(({ after, to }) => after <= age && to.includes(id))
    .toSorted((one, other) => other.after - one.after)
  const [last] = due
  return last && told.every(({ step }) => step < last.after) ? { alert, what: last.what, step: last.after } : undefined
}

const isMeant = ({ causes, owners, severity }: AlertRoute, alert: StandingAlert): boolean =>
  (causes.length === 0 || (causes as readonly string[]).includes(alert.cause)) &&
  (owners.length === 0 || (owners as readonly string[]).includes(alert.owner)) &&
  (severity === 'warning' || alert.severity === 'critical')

function inTime(
  recipient: Recipient,
  entries: readonly Entry[],
  { told, now }: PlanningParts,
): readonly PlannedNotice[] {
  const mine = told.filter((one) => one.plant === recipient.plant && one.recipient === recipient.id)
  const left = recipient.perHour - mine.length
  if (entries.length <= left) return entries.map((entry) => ({ recipient, kind: 'one', entries: [entry] }))
  const isCritical = entries.some(({ alert, what }) => alert.severity === 'critical' && what !== 'cleared')
  const before = mine
    .map(({ madeAt }) => madeAt)
    .sort()
    .at(-1)
  if (left <= 0 && before && between(before, now) < PAUSE[isCritical ? 'critical' : 'warning']) return []
  return [{ recipient, kind: entries.length === 1 ? 'one' : 'many', entries }]
}

/** Alerts about which nobody has to be told anything any more. */
export const settledOf = (
  alerts: readonly StandingAlert[],
  { recipients }: Pick<Alerting, 'recipients'>,
): readonly StandingAlert[] =>
  alerts.filter(
    ({ plant, closedAt, told }) =>
      closedAt !== null &&
      recipients
        .filter((one) => one.plant === plant)
        .map(({ id }) => told.filter(({ recipient }) => recipient === id))
        .every((mine) => mine.length === 0 || mine.some(({ what }) => what === 'cleared')),
  )
