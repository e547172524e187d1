import type { Content } from '#governance/contents'
import { type Database, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'

const sql = statementsIn(import.meta.url)
const listErasures = sql('list-erasures')
const listMarks = sql('list-marks')
const checkErasures = sql('check-erasures')

export interface ErasureRow {
  readonly plant: string
  readonly content: Content
  readonly kept_for: string
  readonly rules: string
  readonly items: number
  /** Transactions it was done in; each has its own proof. */
  readonly acts: number
  readonly oldest: Instant
  readonly newest: Instant
  readonly erased_at: Instant
}

export interface Proof {
  readonly erasure_id: string
  readonly plant: string
  readonly content: Content
  readonly items: number
  readonly found: number
  readonly is_same: boolean
}

/** What was erased, by day, newest first. */
export const erasures = (database: Database, home: string, plants: readonly string[] | null) =>
  database.all<ErasureRow>(listErasures, [home, plants])

/** When each kind of content was last looked through to the end. */
export const sweeps = (database: Database, home: string, plants: readonly string[] | null) =>
  database.all<{ plant: string; content: Content; swept_at: Instant | null }>(listMarks, [home, plants])

/** Acts of erasing that the rows they left behind no longer bear out; none, unless somebody had a hand in them. */
export async function alteredErasures(database: Database, home: string) {
  const proofs = await database.all<Proof>(checkErasures, [home])
  return {
    checked: proofs.length,
    altered: proofs.filter(({ items, found, is_same: isSame }) => items !== found || !isSame),
  }
}
