import { type Database, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { Account } from '#model/account'
import { tableHash } from '#model/field-table/hash'
import type { OrderFile } from '#model/production-order-case'
import type { FieldTable } from '#model/field-table/table'
import { explain } from './explain.ts'
import type { Booking, Explanation } from './explanation.ts'

const sql = statementsIn(import.meta.url)
const readBookings = sql('read-bookings')
const readSince = sql('read-since')
const findOrder = sql('find-order')

export interface OrderNamed {
  readonly plant: string
  readonly key: string
  readonly data: OrderFile
}

/** An order by the hub's id or by its name in the ledger, in whatever plant or in a certain one. */
export const orderNamed = async (
  database: Database,
  home: string,
  name: string,
  plant?: string,
): Promise<OrderNamed | undefined> => (await database.all<OrderNamed>(findOrder, [home, name, plant ?? null]))[0]

export interface Why {
  readonly explanation: Explanation
  /** The effects of its lines, each with how it came about. */
  readonly bookings: readonly Booking[]
}

/** Brings together what the ledger says of a value and what the hub knows of its own effects. */
export async function why(database: Database, home: string, plant: string, account: Account): Promise<Why> {
  const effects = [
    ...account.entries.flatMap((entry) => entry.effects.map(({ effect }) => effect)),
    ...account.settings.flatMap(({ effect }) => effect ?? []),
  ]
  const [rows, [first]] = await Promise.all([
    database.all<BookingRow>(readBookings, [home, [...new Set(effects)]]),
    database.all<{ answered_at: Instant }>(readSince, [home, plant]),
  ])
  const bookings = rows.map(bookingFrom)
  const known = { bookings: new Map(bookings.map((one) => [one.effect, one])), since: first?.answered_at ?? null }
  return { explanation: explain(account, known), bookings }
}

interface BookingRow {
  effect_key: string
  operation: string
  plant: string
  flow: string
  reverses: string | null
  message_id: string
  type: string
  id: string
  source: string
  received_from: string
  actor: string | null
  occurred_at: Instant
  recorded_at: Instant | null
  received_at: Instant
  verdict: string | null
  sentence: string | null
  rules: string | null
  proposed_by: string | null
  answered_by: string | null
  field_table: string | null
  people: Booking['people'] | null
  translated_by: FieldTable | null
}

const bookingFrom = (row: BookingRow): Booking => ({
  effect: row.effect_key,
  operation: row.operation,
  plant: row.plant,
  messageId: row.message_id,
  type: row.type,
  id: row.id,
  source: row.source,
  receivedFrom: row.received_from,
  actor: row.actor,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  receivedAt: row.received_at,
  flow: row.flow,
  verdict: row.verdict,
  sentence: row.sentence,
  rules:
    row.rules === null
      ? null
      : { version: Number(row.rules), proposedBy: row.proposed_by ?? '', approvedBy: row.answered_by },
  fieldTable: row.field_table
    ? { table: row.field_table, hash: row.translated_by ? tableHash(row.translated_by) : null }
    : null,
  people: row.people ?? [],
  reverses: row.reverses,
})
