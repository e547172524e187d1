import type { AuditEntry } from '#governance/audit'
import { writeAudit } from '#governance/audit'
import type { Json } from '#kernel/canonical-json'
import { type Sql, statementsIn } from '#kernel/sql'
import { hours, type Instant, later } from '#kernel/time'
import type { Ids } from '#kernel/world'
import type { Notice, Severity } from '#model/notice'
import type { Cause, StandingAlert, Told } from './cause.ts'
import type { Entry, PlannedNotice, PlanningParts } from './plan.ts'

const sql = statementsIn(import.meta.url)
const readUnsettled = sql('read-unsettled')
const raiseAlerts = sql('raise-alerts')
const changeAlerts = sql('change-alerts')
const settleAlerts = sql('settle-alerts')
const readTold = sql('read-told')
const writeNotices = sql('write-notices')
const writeTold = sql('write-told')

/** What is written down of alerts, within the transaction of one look. */
export interface LedgerParts {
  readonly sql: Sql
  readonly home: string
  readonly ids: Ids
  readonly now: Instant
}

export async function unsettled({ sql: session, home }: LedgerParts): Promise<readonly StandingAlert[]> {
  const rows = await session.all<AlertRow>(readUnsettled, [home])
  return rows.map((row) => ({
    alertId: row.alert_id,
    plant: row.plant,
    cause: row.cause,
    about: row.about,
    severity: row.severity,
    owner: row.owner_role,
    sentence: row.sentence,
    now: row.what_now,
    link: row.link,
    count: row.count,
    openedAt: row.opened_at,
    returns: row.returns,
    clearedAt: row.cleared_at,
    acknowledgedAt: row.acknowledged_at,
    closedAt: row.closed_at,
    told: row.told,
  }))
}

/** Puts down new alerts; answers them as they stand. */
export async function raise(parts: LedgerParts, causes: readonly Cause[]): Promise<readonly StandingAlert[]> {
  if (causes.length === 0) return []
  const { sql: session, home, ids, now } = parts
  const made = causes.map((cause): StandingAlert => ({
    ...cause,
    alertId: ids(),
    openedAt: now,
    returns: 0,
    clearedAt: null,
    acknowledgedAt: null,
    closedAt: null,
    told: [],
  }))
  const column = <Value>(read: (alert: StandingAlert) => Value) => made.map(read)
  await session.all(raiseAlerts, [
    home,
    now,
    column(({ alertId }) => alertId),
    column(({ plant }) => plant),
    column(({ cause }) => cause),
    column(({ about }) => about),
    column(({ severity }) => severity),
    column(({ owner }) => owner),
    column(({ sentence }) => sentence),
    column((alert) => alert.now),
    column(({ link }) => link),
    column(({ count }) => count),
  ])
  await tell(parts, 'raised', made)
  return made
}

export async function change(parts: LedgerParts, changed: readonly StandingAlert[]): Promise<void> {
  if (changed.length === 0) return
  const column = <Value>(read: (alert: StandingAlert) => Value) => changed.map(read)
  await parts.sql.all(changeAlerts, [
    column(({ alertId }) => alertId),
    column(({ count }) => count),
    column(({ sentence }) => sentence),
    column(({ returns }) => returns),
    column(({ clearedAt }) => clearedAt),
    column(({ closedAt }) => closedAt),
  ])
  await tell(
    parts,
    'closed',
    changed.filter(({ closedAt }) => closedAt !== null),
  )
}

export const settle = ({ sql: session }: LedgerParts, alerts: readonly StandingAlert[]): Promise<unknown> =>
  alerts.length === 0 ? Promise.resolve() : session.all(settleAlerts, [alerts.map(({ alertId }) => alertId)])

export async function toldLately({ sql: session, home, now }: LedgerParts): Promise<PlanningParts['told']> {
  const rows = await session.all<{ plant: string; recipient: string; kind: 'one' | 'many'; made_at: Instant }>(
    readTold,
    [home, later(now, -hours(1))],
  )
  return rows.map(({ made_at: madeAt, ...row }) => ({ ...row, madeAt }))
}

export interface WrittenNotice {
  readonly notice: Notice
  readonly kind: PlannedNotice['kind'] | 'test'
  readonly entries: readonly Entry[]
}

/** Notices that are to be sent, with what each tells; whoever looks next hands them over. */
export async function write(
  { sql: session, home, now }: LedgerParts,
  notices: readonly WrittenNotice[],
): Promise<void> {
  if (notices.length === 0) return
  await session.all(writeNotices, [
    home,
    now,
    notices.map(({ notice }) => notice.notice),
    notices.map(({ notice }) => notice.plant),
    notices.map(({ notice }) => notice.recipient),
    notices.map(({ kind }) => kind),
    notices.map(({ notice }) => JSON.stringify(notice)),
  ])
  const told = notices.flatMap(({ notice, entries }) => entries.map((entry) => ({ notice: notice.notice, ...entry })))
  await session.all(writeTold, [
    told.map(({ notice }) => notice),
    told.map(({ alert }) => alert.alertId),
    told.map(({ what }) => what),
    told.map(({ step }) => step),
  ])
}

const tell = ({ sql: session, home, ids, now }: LedgerParts, what: string, alerts: readonly StandingAlert[]) =>
  writeAudit(
    session,
    home,
    alerts.map(({ alertId, plant, cause, about, count, sentence }): AuditEntry => ({
      auditId: ids(),
      plant,
      at: now,
      actor: 'hub',
      action: `alert.${what}`,
      subject: `alert ${alertId}`,
      after: { cause, about, count, sentence } satisfies Json,
    })),
  )

interface AlertRow {
  alert_id: string
  plant: string
  cause: string
  about: string
  severity: Severity
  owner_role: string
  sentence: string
  what_now: string
  link: string
  count: number
  opened_at: Instant
  returns: number
  cleared_at: Instant | null
  acknowledged_at: Instant | null
  closed_at: Instant | null
  told: readonly Told[]
}
