import { type Keeping, lookAtKeeping, migrationState, risk } from '#engine'
import { failoverOf } from './failover.ts'
import { horizonSymptoms } from './doctor-horizon.ts'
import { sealSymptoms } from './doctor-seals.ts'
import { type HubDatabase, onHubDatabase } from './hub-database.ts'
import { advice, type Symptom, well, wrong } from './symptom.ts'
import type { World } from './world.ts'

type Pool = HubDatabase['pool']
type Allowed = ReturnType<typeof failoverOf>

export const databaseSymptoms = (world: World): Promise<readonly Symptom[]> =>
  onHubDatabase(world, async ({ pool }) => {
    const keeping = await lookAtKeeping(pool)
    const allowed = failoverOf(world)
    return [
      await version(pool),
      durability(keeping, allowed),
      await checksums(pool),
      standby(keeping, allowed),
      await clock(pool),
      await schema(pool),
      ...(await sealSymptoms(world, pool)),
      ...(await horizonSymptoms(pool)),
    ]
  })

async function version(pool: Pool): Promise<Symptom> {
  const { rows } = await pool.query<{ version: string; host: string | null }>(
    "select current_setting('server_version') as version, host(inet_server_addr()) as host",
  )
  return well('database', `PostgreSQL ${rows[0]!.version} on ${rows[0]!.host ?? 'this machine'}`)
}

function durability(keeping: Keeping, allowed: Allowed): Symptom {
  // What a standby adds to it is told below.
  const refusal = risk({ ...keeping, standbys: [] }, allowed)
  if (refusal) return wrong('durability', refusal.message)
  return well('durability', 'what is acknowledged survives a power cut (fsync, full_page_writes, synchronous_commit)')
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
function standby(keeping: Keeping, allowed: Allowed): Symptom {
  const { settings, standbys } = keeping
  const names = settings['synchronous_standby_names']
  const refusal = risk(keeping, allowed)
  if (refusal?.code === 'STANDBY_ASYNCHRONOUS') return wrong('standby', refusal.message)
  if (standbys.length === 0 && names)
    return wrong(
      'standby',
      `no standby is connected and commits wait for one (synchronous_standby_names is ${names}): nothing can be acknowledged until it is back, or the setting is emptied.`,
    )
  if (standbys.length === 0)
    return advice(
      'standby',
      'no standby is connected: with this disk the data is lost. Back it up, or add a synchronous standby.',
    )
  if (!names)
    return advice(
      'standby',
      `a failover to ${standbys.join(', ')} may lose acknowledged events, and somebody allowed it`,
    )
  return well('standby', `commits wait for ${names}; connected: ${standbys.join(', ')}`)
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
  const { applied, pending, newer, foreign, changed } = await migrationState(pool)
  const others = [...foreign, ...changed]
  if (others.length > 0)
    return wrong(
      'schema',
      `the database was changed by another Millwright, beside which this one cannot work (${others.join(', ')}): run that version here.`,
    )
  if (pending.length > 0) return advice('schema', `${pending.join(', ')} will be applied when the hub starts`)
  if (newer.length > 0)
    return advice(
      'schema',
      `a newer Millwright changed the database (${newer.join(', ')}); this one works beside it until you update again`,
    )
  return well('schema', `all ${applied} migrations are applied`)
}
