import type pg from 'pg'
import { drainOfHub } from './harness/drain-of-hub.ts'
import type { Wish } from './harness/wish.ts'

const KEYS = 500

/** What an event leaves in the database when its effect is booked: bytes of each table and its indexes, and of the log. */
export async function storage({ postgres, events, say }: Wish): Promise<void> {
  const { pool } = await postgres.database('storage')
  // What is there before any event, and the pages that a first one begins, count for none.
  await drainOfHub(pool, KEYS * 5, KEYS)
  const [before, logged] = [await sizes(pool), await logPosition(pool)]
  await drainOfHub(pool, events, KEYS, 'more')
  const log = (await logPosition(pool)) - logged
  const after = await sizes(pool)
  let total = 0
  for (const [name, { table, indexes }] of after) {
    const was = before.get(name) ?? { table: 0, indexes: 0 }
    const [rows, found] = [(table - was.table) / events, (indexes - was.indexes) / events]
    total += rows + found
    if (rows + found >= 1) say(`${name}: ${rows.toFixed(0)} bytes an event, its indexes ${found.toFixed(0)}`)
  }
  say(`all: ${total.toFixed(0)} bytes an event, which is ${(total / 1000).toFixed(2)} GB for a million`)
  say(`write-ahead log: ${(log / events).toFixed(0)} bytes an event`)
}

interface Size {
  readonly table: number
  readonly indexes: number
}

/** Partitions count for the table they are of. */
async function sizes(pool: pg.Pool): Promise<ReadonlyMap<string, Size>> {
  await pool.query('checkpoint')
  const { rows } = await pool.query<Size & { name: string }>(
    `select coalesce(pg_partition_root(c.oid)::regclass, c.oid::regclass)::text as name,
       sum(pg_table_size(c.oid))::float8 as table, sum(pg_indexes_size(c.oid))::float8 as indexes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'millwright' and c.relkind = 'r' group by 1 order by 2 desc`,
  )
  return new Map(rows.map(({ name, table, indexes }) => [name, { table, indexes }]))
}

async function logPosition(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ at: number }>(`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as at`)
  return rows[0]!.at
}
