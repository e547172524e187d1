import type pg from 'pg'
import { Refused } from '#kernel/failure'

/** Settings without which an acknowledged event can be lost by a power cut, and the values that keep it. */
const required: Record<string, readonly string[]> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'remote_write', 'remote_apply'],
}

/** Refuses a database that would acknowledge what it may lose. */
export async function assertDurable(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any ($1)',
    [[...Object.keys(required), 'server_version_num', 'data_checksums']],
  )
  const found = new Map(rows.map(({ name, setting }) => [name, setting]))
  if (Number(found.get('server_version_num')) < 150000)
    throw new Refused('DATABASE_TOO_OLD', 'The database is older than PostgreSQL 15: upgrade it, then start again.')
  const wrong = Object.entries(required)
    .filter(([name, values]) => !values.includes(found.get(name) ?? ''))
    .map(([name, values]) => `${name} is ${found.get(name)} and must be ${values[0]}`)
  if (wrong.length > 0)
    throw new Refused(
      'DATABASE_NOT_DURABLE',
      `The database would lose acknowledged events in a power cut: ${wrong.join('; ')}. Set that in postgresql.conf, reload, then start again.`,
    )
}
