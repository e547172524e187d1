import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { type Sql, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'

/** Who did what to what, and why; with what it was before and is after. */
export interface AuditEntry {
  readonly auditId: string
  readonly plant: string
  readonly at: Instant
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly reason?: string
  readonly before?: Json
  readonly after?: Json
}

/** Everything an audit row says, as one hash; written beside the row, and recomputed from it by whoever checks. */
export const contentHash = (entry: AuditEntry): string => sha256(canonicalJson(entry as unknown as Json))

const insert = statementsIn(import.meta.url)('write-audit')

/** Writes audit rows; always inside the transaction of what they tell of. */
export async function writeAudit(sql: Sql, home: string, given: readonly AuditEntry[]): Promise<void> {
  if (given.length === 0) return
  const entries = given.map(storable)
  const column = (read: (entry: AuditEntry) => unknown) => entries.map((entry) => read(entry) ?? null)
  const json = (value: Json | undefined) => (value === undefined ? null : JSON.stringify(value))
  await sql.all(insert, [
    home,
    column((entry) => entry.auditId),
    column((entry) => entry.plant),
    column((entry) => entry.at),
    column((entry) => entry.actor),
    column((entry) => entry.action),
    column((entry) => entry.subject),
    column((entry) => entry.reason),
    column((entry) => json(entry.before)),
    column((entry) => json(entry.after)),
    column(contentHash),
  ])
}

/** A database's text knows neither NUL nor halves of characters; what a row says must read the same when it is back. */
const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')

const storable = (entry: AuditEntry): AuditEntry => ({
  ...entry,
  actor: storableText(entry.actor),
  subject: storableText(entry.subject),
  ...(entry.reason === undefined ? {} : { reason: storableText(entry.reason) }),
})
