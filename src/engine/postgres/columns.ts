/** Turns rows into the arrays that `unnest` takes, one a column, in the order of the readers. */
export function columns<Row>(rows: readonly Row[], ...read: readonly ((row: Row) => unknown)[]): unknown[][] {
  return read.map((field) => rows.map((row) => field(row) ?? null))
}

/** JSON for a `json` column; PostgreSQL's JSON cannot hold NUL, and neither can anything we accept. */
export const jsonText = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

export const urgencyNumber = { critical: 0, bulk: 1 } as const
export const urgencyName = ['critical', 'bulk'] as const
