import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { Refused } from '#kernel/failure'

const folder = fileURLToPath(new URL('../../../db/migrations/', import.meta.url))

interface Migration {
  readonly name: string
  readonly text: string
  readonly hash: string
}

const migrations = (): readonly Migration[] =>
  globSync('*.sql', { cwd: folder })
    .sort()
    .map((name) => {
      const text = readFileSync(folder + name, 'utf8')
      return { name: basename(name, '.sql'), text, hash: createHash('sha256').update(text).digest('hex') }
    })

/** Migrations this Millwright brings and the database lacks, and those it has and this Millwright does not know. */
export async function migrationState(
  pool: pg.Pool,
): Promise<{ readonly applied: number; readonly pending: readonly string[]; readonly foreign: readonly string[] }> {
  const { rows } = await pool.query<{ name: string; hash: string }>('select name, hash from migration')
  const shipped = new Map(migrations().map(({ name, hash }) => [name, hash]))
  const applied = new Set(rows.map(({ name }) => name))
  return {
    applied: rows.length,
    pending: [...shipped.keys()].filter((name) => !applied.has(name)),
    foreign: rows.filter(({ name, hash }) => shipped.get(name) !== hash).map(({ name }) => name),
  }
}

/**
 * Brings the schema forward, one process at a time; never back. Refuses a database that a newer Millwright wrote, and
 * one whose applied migrations are not the ones shipped here.
 */
export async function migrate(pool: pg.Pool): Promise<readonly string[]> {
  const session = await pool.connect()
  try {
    await session.query("select pg_advisory_lock(hashtext('millwright.migrate'))")
    await session.query('create schema if not exists millwright')
    await session.query(
      'create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await session.query<{ name: string; hash: string }>('select name, hash from migration')
    const applied = new Map(rows.map(({ name, hash }) => [name, hash]))
    const shipped = migrations()
    const foreign = [...applied.keys()].filter((name) => !shipped.some((migration) => migration.name === name))
    if (foreign.length > 0)
      throw new Refused(
        'DATABASE_NEWER',
        `The database was written by a newer Millwright (${foreign.join(', ')}): start that version.`,
      )
    const done: string[] = []
    for (const { name, text, hash } of shipped) {
      const before = applied.get(name)
      if (before === hash) continue
      if (before !== undefined)
        throw new Refused(
          'MIGRATION_CHANGED',
          `Migration ${name} differs from the one the database has had: restore the shipped file.`,
        )
      await session.query('begin')
      await session.query(text)
      await session.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
      await session.query('commit')
      done.push(name)
    }
    return done
  } catch (error) {
    await session.query('rollback').catch(() => {})
    throw error
  } finally {
    await session.query("select pg_advisory_unlock(hashtext('millwright.migrate'))").catch(() => {})
    session.release()
  }
}
