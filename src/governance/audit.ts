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

/** What the Merkle log seals: everything an audit row says. */
export const contentHash = (entry: AuditEntry): string => sha256(canonicalJson(entry as unknown as Json))

const insert = statementsIn(import.meta.url)('write-audit')

/** Writes audit rows; always inside the transaction of what they tell of. */
export async function writeAudit(sql: Sql, home: string, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
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
