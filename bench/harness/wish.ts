import type { BenchPostgres } from './postgres.ts'
import type { Row } from './row.ts'

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
  readonly tell: (row: Row) => void
  readonly say: (sentence: string) => void
}
