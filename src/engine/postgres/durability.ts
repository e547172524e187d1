import type pg from 'pg'
import { Refused } from '#kernel/failure'
import { databaseFailure } from './connect.ts'
import { statement } from './statements.ts'

const lookAtDurability = statement('look-at-durability')

/** How a database keeps what it acknowledges. */
export interface Keeping {
  /** As people say it, and as a number that can be compared. */
  readonly version: string
  readonly number: number
  readonly settings: Readonly<Record<string, string | undefined>>
  /** Names of the standbys that follow it. */
  readonly standbys: readonly string[]
}

const OLDEST = 15
const isTooOld = ({ number }: Pick<Keeping, 'number'>) => number < OLDEST * 10_000

/** Values by which a commit is on this disk before it is acknowledged, and on the standby's where there is one. */
const keeping: Readonly<Record<string, readonly string[]>> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'remote_apply'],
}
/** On this disk at least; the standby may not have it yet. */
const keepingHere = [...keeping['synchronous_commit']!, 'remote_write', 'local']

/** By this setting somebody takes upon themselves what a failover loses. */
export const FAILOVER_SETTING = 'MILLWRIGHT_FAILOVER'
export const MAY_LOSE = 'may-lose-acknowledged-events'
const unlessTaken = `or set ${FAILOVER_SETTING}=${MAY_LOSE} if you take that upon yourself`

/** Why acknowledged events could be lost with such a database; undefined where they could not. */
export function risk(
  { version, number, settings, standbys }: Keeping,
  { failoverMayLose }: { readonly failoverMayLose: boolean },
): Refused | undefined {
  if (isTooOld({ number }))
    return new Refused(
      'DATABASE_TOO_OLD',
      `The database is PostgreSQL ${version} and Millwright needs ${OLDEST} or newer: upgrade it, then start again.`,
    )
  const wrong = Object.entries(keeping)
    .map(([name, values]) => [name, name === 'synchronous_commit' && failoverMayLose ? keepingHere : values] as const)
    .filter(([name, values]) => !values.includes(settings[name] ?? ''))
    .map(([name, [value]]) => `${name} is ${settings[name]} and must be ${value}`)
  if (wrong.length > 0)
    return new Refused(
      'DATABASE_NOT_DURABLE',
      `The database would lose acknowledged events in a power cut or a failover: ${wrong.join('; ')}. Set that in postgresql.conf, reload, then start again.`,
    )
  const waitsForNobody = (settings['synchronous_standby_names'] ?? '') === ''
  if (standbys.length > 0 && waitsForNobody && !failoverMayLose)
    return new Refused(
      'STANDBY_ASYNCHRONOUS',
      `The database does not wait for its standby (${standbys.join(', ')}), so that a failover would lose acknowledged events: name it in synchronous_standby_names and reload, ${unlessTaken}.`,
    )
  return undefined
}

export async function lookAtKeeping(pool: pg.Pool): Promise<Keeping> {
  try {
    const { rows: told } = await pool.query<Pick<Keeping, 'version' | 'number'>>(
      "select current_setting('server_version') as version, current_setting('server_version_num')::int as number",
    )
    // One that is too old may not understand the other question.
    if (isTooOld(told[0]!)) return { ...told[0]!, settings: {}, standbys: [] }
    const { rows } = await pool.query<Pick<Keeping, 'settings' | 'standbys'>>({
      ...lookAtDurability,
      values: [[...Object.keys(keeping), 'synchronous_standby_names']],
    })
    return { ...told[0]!, ...rows[0]! }
  } catch (error) {
    throw databaseFailure(error, false)
  }
}

/** Refuses a database that would acknowledge what it may lose. */
export async function assertDurable(pool: pg.Pool, allowed = { failoverMayLose: false }): Promise<void> {
  const refusal = risk(await lookAtKeeping(pool), allowed)
  if (refusal) throw refusal
}
