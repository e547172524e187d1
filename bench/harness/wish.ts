import type { BenchPostgres } from './postgres.ts'
import type { AbsentRow, Row } from './row.ts'

/** What a subject is given. */
export interface Wish {
  /** The hub's kind of PostgreSQL. */
  readonly postgres: BenchPostgres
  /** How often each side is measured. */
  readonly times: number
  /** Orders in Odoo that each side reports about. */
  readonly orders: number
  /** Messages in the long history. */
  readonly messages: number
  /** Events that wait for an Odoo that is away. */
  readonly waiting: number
  /** Events that are worked off. */
  readonly events: number
  /** Bulk that waits in the hub while urgent events are measured. */
  readonly backlog: number
  /** How long a stream of urgent events is measured. */
  readonly seconds: number
  readonly tell: (row: Row) => void
  /** Told of a row whose other side is not there. */
  readonly absent: (row: AbsentRow) => void
  readonly say: (sentence: string) => void
}
