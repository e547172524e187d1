import type pg from 'pg'
import { Refused } from '#kernel/failure'
import { type Applied, type MigrationState, migrations, migrationStateOf } from './migrations.ts'

/** The journal of steps came before the steps; whether older hubs work beside one is told since the way back is open. */
const journal = `
create schema if not exists millwright;
create table if not exists migration (
  name text primary key,
  hash text not null,
  applied_at timestamptz not null default now(),
  beside_older boolean not null default false
);
do $$ begin
  if not exists (select from pg_attribute where attrelid = 'migration'::regclass and attname = 'beside_older') then
    alter table migration add column beside_older boolean not null default false;
  end if;
end $$`

/** Read through JSON, for a database that has had no newer hub has no such column. */
const applied = `
select name, hash, coalesce((to_jsonb(migration) ->> 'beside_older')::boolean, false) as "besideOlder"
from migration order by name`

export async function migrationState(pool: pg.Pool): Promise<MigrationState> {
  return migrationStateOf((await pool.query<Applied>(applied)).rows, migrations())
}

/**
 * Brings the schema forward, one process at a time; never back. Refuses a database that a newer Millwright changed so that
 * this one cannot work beside it, and one whose steps are not the ones shipped here. Answers how the database stood before.
 */
export async function migrate(pool: pg.Pool): Promise<MigrationState> {
  const session = await pool.connect()
  try {
    await session.query("select pg_advisory_lock(hashtext('millwright.migrate'))")
    await session.query(journal)
    const shipped = migrations()
    const state = migrationStateOf((await session.query<Applied>(applied)).rows, shipped)
    if (state.foreign.length > 0)
      throw new Refused(
        'DATABASE_NEWER',
        `The database was changed by a newer Millwright, beside which this one cannot work (${state.foreign.join(', ')}): start that version, or restore the backup from before it.`,
      )
    if (state.changed.length > 0)
      throw new Refused(
        'MIGRATION_CHANGED',
        `${state.changed.join(', ')} differs from what the database has had: restore the shipped file.`,
      )
    for (const { name, text, hash, besideOlder } of shipped.filter((step) => state.pending.includes(step.name))) {
      await session.query('begin')
      await session.query(text)
      const row = 'insert into migration (name, hash, beside_older) values ($1, $2, $3)'
      await session.query(row, [name, hash, besideOlder])
      await session.query('commit')
    }
    return state
  } catch (error) {
    await session.query('rollback').catch(() => {})
    throw error
  } finally {
    await session.query("select pg_advisory_unlock(hashtext('millwright.migrate'))").catch(() => {})
    session.release()
  }
}
