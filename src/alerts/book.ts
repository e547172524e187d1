import { writeAudit } from '#governance/audit'
import type { Alerting } from '#governance/rules/alerting'
import { hashOfSecret } from '#governance/secrets'
import { type Database, type Sql, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import type { Notice } from '#model/notice'
import { write } from './ledger.ts'
import { testNotice } from './say.ts'

const sql = statementsIn(import.meta.url)
const listAlerts = sql('list-alerts')
const findAlerts = sql('find-alerts')
const acknowledgeAlerts = sql('acknowledge-alerts')
const releaseAlert = sql('release-alert')
const lookAtLink = sql('look-at-link')
const takeLink = sql('use-link')

export interface AlertListRow {
  readonly alert_id: string
  readonly plant: string
  readonly cause: string
  readonly about: string
  readonly severity: 'warning' | 'critical'
  readonly owner_role: string
  readonly sentence: string
  readonly what_now: string
  readonly link: string
  readonly count: number
  readonly most: number
  readonly opened_at: Instant
  readonly returns: number
  readonly cleared_at: Instant | null
  readonly acknowledged_at: Instant | null
  readonly acknowledged_by: string | null
  readonly note: string | null
  readonly closed_at: Instant | null
  readonly told: readonly {
    readonly recipient: string
    readonly what: 'raised' | 'escalated' | 'cleared'
    readonly at: Instant
    readonly state: string
    readonly via: string
  }[]
}

export interface BookParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly console: () => string
}

export type AlertBook = ReturnType<typeof alertBook>

/** What people may do about alerts: look at them, say that they see to them, try whether somebody can be told. */
export function alertBook({ database, home, ids, now, console }: BookParts) {
  const note = (
    session: Sql,
    rows: readonly { readonly alert_id: string; readonly plant: string; readonly sentence: string }[],
    action: string,
    by: string,
    reason?: string,
  ) =>
    writeAudit(
      session,
      home,
      rows.map(({ alert_id: id, plant, sentence }) => ({
        auditId: ids(),
        plant,
        at: now(),
        actor: by,
        action: `alert.${action}`,
        subject: `alert ${id}`,
        after: { sentence },
        ...(reason ? { reason } : {}),
      })),
    )

  async function acknowledgeWith(session: Sql, alerts: readonly string[], by: string, why?: string) {
    const rows = await session.all<{ alert_id: string; plant: string; sentence: string }>(acknowledgeAlerts, [
      home,
      alerts,
      now(),
      by,
      why ?? null,
    ])
    await note(session, rows, 'acknowledged', by, why)
    return rows.length
  }

  return {
    list: (plants: readonly string[] | null, state: 'open' | 'closed') =>
      database.all<AlertListRow>(listAlerts, [home, plants, state]),

    /** The plant of each that there is. */
    async plantsOf(alerts: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const rows = await database.all<{ alert_id: string; plant: string }>(findAlerts, [home, alerts])
      return new Map(rows.map((row) => [row.alert_id, row.plant]))
    },

    /** Answers how many of them nobody had acknowledged before. */
    acknowledge: (alerts: readonly string[], by: string, why?: string): Promise<number> =>
      database.transaction((session) => acknowledgeWith(session, alerts, by, why)),

    /** Takes an acknowledgement back: it escalates again. False where there is none to take back. */
    release: (alert: string, by: string, why?: string): Promise<boolean> =>
      database.transaction(async (session) => {
        const rows = await session.all<{ alert_id: string; plant: string; sentence: string }>(releaseAlert, [
          home,
          alert,
        ])
        await note(session, rows, 'released', by, why)
        return rows.length > 0
      }),

    /** What a one-time link is about; undefined when it does not hold. Changes nothing. */
    async linked(token: string): Promise<Notice | undefined> {
      const [row] = await database.all<{ body: Notice }>(lookAtLink, [hashOfSecret(token), home, now()])
      return row?.body
    },

    /** Acknowledges what a link is about and uses it up; undefined when it does not hold. */
    acknowledgeBy: (token: string): Promise<number | undefined> =>
      database.transaction(async (session) => {
        const rows = await session.all<{ recipient: string; alert_id: string | null }>(takeLink, [
          hashOfSecret(token),
          now(),
          home,
        ])
        const [first] = rows
        if (!first) return undefined
        const alerts = rows.flatMap((row) => row.alert_id ?? [])
        return acknowledgeWith(session, alerts, `${first.recipient} (by the link of a notice)`)
      }),

    /** Has somebody told that nothing is wrong, by the way alerts go. Answers the notice. */
    async test(recipient: Alerting['recipients'][number], plantName: string, by: string): Promise<string> {
      const id = ids()
      const notice = testNotice(id, recipient, by, { plantName, console: console(), now: now() })
      await database.transaction(async (session) => {
        await write({ sql: session, home, ids, now: now() }, [{ notice, kind: 'test', entries: [] }])
        await writeAudit(session, home, [
          {
            auditId: ids(),
            plant: recipient.plant,
            at: now(),
            actor: by,
            action: 'alert.tested',
            subject: `notice ${id}`,
            after: { recipient: recipient.id, via: recipient.via },
          },
        ])
      })
      return id
    },
  }
}
