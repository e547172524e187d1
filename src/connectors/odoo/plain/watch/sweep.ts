import type { KnownRange } from '#model/ports/change-watch'
import { type Cells, text } from './cells.ts'
import type { Stamp } from './place.ts'

/** What a version says: when Odoo says the row was written, and what was in it, since moments are told by the second. */
export const versionOf = (stamp: Stamp, content: string): string => `${stamp}~${content}`
const stampIn = (version: string): Stamp => version.split('~')[0]!

/** Rows of a range of numbers held against what is known of it. */
export interface Compared {
  /** Known, and not found among the rows that are watched. */
  readonly missing: readonly number[]
  /** Written at another moment than the one that is known, or not known at all. */
  readonly differing: readonly { readonly record: number; readonly stamp: Stamp }[]
}

/**
 * Finds what a look by time cannot: what was deleted, and what a transaction wrote that began longer ago than the look
 * reaches back. A row that is written again always says a later moment: Odoo lets nobody write over what was committed
 * after he began.
 */
export function compared(rows: readonly Cells[], { records }: KnownRange, isWhole: boolean): Compared {
  const found = new Map(rows.map((row) => [row.id, text(row['write_date']) ?? '']))
  const known = new Map(records.map(({ record, version }) => [record, stampIn(version)]))
  const end = isWhole ? Number.POSITIVE_INFINITY : (rows.at(-1)?.id ?? 0)
  return {
    missing: [...known.keys()].filter((record) => record <= end && !found.has(record)),
    differing: [...found]
      .filter(([record, stamp]) => known.get(record) !== stamp)
      .map(([record, stamp]) => ({ record, stamp })),
  }
}
