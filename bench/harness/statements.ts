import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'

/** What PostgreSQL counted of one of the hub's statements since it was told to. */
export interface CountedStatement {
  /** Its file, or its first words. */
  readonly name: string
  readonly calls: number
  readonly rows: number
  /** In the server, without waiting for a client; milliseconds. */
  readonly took: number
  /** Bytes of write-ahead log. */
  readonly log: number
}

/** A cluster counts statements only when it was started with this. */
export const counting = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'top' } as const

/** PostgreSQL keeps a statement without comments before it, and with parameters in the place of constants. */
const shapeOf = (text: string): string =>
  text
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/'[^']*'|\b(?:null|true|false)\b|\$?\b\d+\b/g, '?')
    .replaceAll(/ in \([?,\s/*.]*\)/g, ' in (?)')
    .replaceAll(/\s+/g, ' ')
    .trim()

const filesByShape = (): ReadonlyMap<string, string> =>
  new Map(
    globSync('src/**/sql/*.sql').map((file) => [shapeOf(readFileSync(file, 'utf8')), path.basename(file, '.sql')]),
  )

/** Counts from now on; answers how to read what was counted, the dearest first. */
export async function countStatements(pool: pg.Pool): Promise<() => Promise<readonly CountedStatement[]>> {
  await pool.query('create extension if not exists pg_stat_statements schema public')
  await pool.query('select public.pg_stat_statements_reset()')
  const files = filesByShape()
  return async () => {
    const { rows } = await pool.query<{ query: string; calls: string; rows: string; took: number; log: string }>(
      `select query, sum(calls) as calls, sum(rows) as rows, sum(total_exec_time) as took, sum(wal_bytes) as log
       from public.pg_stat_statements join pg_database on pg_database.oid = dbid
       where datname = current_database() group by query order by took desc`,
    )
    return rows.map(({ query, calls, rows: count, took, log }) => ({
      name: files.get(shapeOf(query)) ?? shapeOf(query).slice(0, 40),
      calls: Number(calls),
      rows: Number(count),
      took,
      log: Number(log),
    }))
  }
}
