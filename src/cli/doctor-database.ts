import { assertDurable, migrationState } from '#engine'
import { Failure } from '#kernel/failure'
import { horizonSymptoms } from './doctor-horizon.ts'
import { sealSymptoms } from './doctor-seals.ts'
import { type HubDatabase, onHubDatabase } from './hub-database.ts'
import { advice, type Symptom, well, wrong } from './symptom.ts'
import type { World } from './world.ts'

type Pool = HubDatabase['pool']

export const databaseSymptoms = (world: World): Promise<readonly Symptom[]> =>
  onHubDatabase(world, async ({ pool }) => [
    await version(pool),
    await durability(pool),
    await checksums(pool),
    await standby(pool),
    await clock(pool),
    await schema(pool),
    ...(await sealSymptoms(world, pool)),
    ...(await horizonSymptoms(pool)),
  ])

async function version(pool: Pool): Promise<Symptom> {
  const { rows } = await pool.query<{ version: string; host: string | null }>(
    "select current_setting('server_version') as version, host(inet_server_addr()) as host",
  )
  return well('database', `PostgreSQL ${rows[0]!.version} on ${rows[0]!.host ?? 'this machine'}`)
}

async function durability(pool: Pool): Promise<Symptom> {
  try {
    await assertDurable(pool)
    return well('durability', 'what is acknowledged survives a power cut (fsync, full_page_writes, synchronous_commit)')
  } catch (error) {
    if (error instanceof Failure) return wrong('durability', error.message)
    throw error
  }
}

async function checksums(pool: Pool): Promise<Symptom> {
  const { rows } = await pool.query<{ on: boolean }>("select current_setting('data_checksums') = 'on' as on")
  return rows[0]!.on
    ? well('durability', 'a page that the disk spoilt is noticed (data_checksums)')
    : advice(
        'durability',
        'data_checksums is off: a page that the disk spoilt goes unnoticed. Switch it on with pg_checksums.',
      )
}

/** An asynchronous standby that takes over has not everything that was acknowledged. */
async function standby(pool: Pool): Promise<Symptom> {
  const { rows } = await pool.query<{ all: number; safe: number }>(
    "select count(*) as all, count(*) filter (where sync_state in ('sync', 'quorum')) as safe from pg_stat_replication",
  )
  const { all, safe } = rows[0]!
  if (all === 0)
    return advice(
      'standby',
      'no standby is connected: with this disk the data is lost. Back it up, or add a synchronous standby.',
    )
  if (safe === 0)
    return wrong(
      'standby',
      `${all} standby but none is synchronous: a failover would lose acknowledged events. Set synchronous_standby_names.`,
    )
  return well('standby', `${safe} of ${all} are synchronous`)
}

/** Half the way there and back is how well we can know. */
async function clock(pool: Pool): Promise<Symptom> {
  const before = Date.now()
  const { rows } = await pool.query<{ now: string }>('select clock_timestamp() as now')
  const after = Date.now()
  const difference = Date.parse(rows[0]!.now) - (before + after) / 2
  const sentence = `the database’s clock is ${Math.abs(difference).toFixed(0)} ms ${difference < 0 ? 'behind' : 'ahead of'} this machine’s`
  if (Math.abs(difference) < 1000 + (after - before) / 2) return well('clock', sentence)
  return wrong('clock', `${sentence}; let both follow the same time server.`)
}

async function schema(pool: Pool): Promise<Symptom> {
  const { applied, pending, foreign } = await migrationState(pool)
  if (foreign.length > 0)
    return wrong(
      'schema',
      `the database was written by another Millwright (${foreign.join(', ')}): run that version here.`,
    )
  if (pending.length > 0) return advice('schema', `${pending.join(', ')} will be applied when the hub starts`)
  return well('schema', `all ${applied} migrations are applied`)
}
