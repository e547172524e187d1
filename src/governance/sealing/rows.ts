import type { Json } from '#kernel/canonical-json'
import { type AuditEntry, contentHash } from '../audit.ts'
import { type Hash, leafHash } from './merkle.ts'

/** An audit row exactly as it stands in the database. */
export interface SealedRow {
  readonly audit_id: string
  readonly plant: string
  readonly home: string
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly reason: string | null
  readonly before: string | null
  readonly after: string | null
  readonly content_hash: string
  readonly position: number
}

/** What the log holds of a row. */
export const leafOf = ({ home, content_hash }: Pick<SealedRow, 'home' | 'content_hash'>): Hash =>
  leafHash(`${home}\n${content_hash}`)

/** The content hash of what the row says now. */
export function recomputed(row: SealedRow): string {
  const entry: AuditEntry = {
    auditId: row.audit_id,
    plant: row.plant,
    at: instantFrom(row.at),
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.before === null ? {} : { before: jsonFrom(row.before) }),
    ...(row.after === null ? {} : { after: jsonFrom(row.after) }),
  }
  return contentHash(entry)
}

/** Moments are written with milliseconds; more than that was not written by us, and stays so that the hash differs. */
const instantFrom = (at: string): string => at.replace(/000Z$/, 'Z')

/** JSON that reads the same but is not as it was written (a space, a second key of the same name) was not written by us. */
function jsonFrom(text: string): Json {
  const value = JSON.parse(text) as Json
  return JSON.stringify(value) === text ? value : { 'not as it was written': text }
}
