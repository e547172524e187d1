import { checkpointFolder } from '#governance/sealing/checkpoint-folder'
import { archiveOf } from './archive.ts'
import type { HubDatabase } from './hub-database.ts'
import { advice, type Symptom, well, wrong } from './symptom.ts'
import type { World } from './world.ts'

type Pool = HubDatabase['pool']

/** Whether audit rows get their seals, and whether the seals leave the database. */
export const sealSymptoms = async (world: World, pool: Pool): Promise<readonly Symptom[]> => [
  await waiting(pool),
  await kept(world, pool),
]

async function waiting(pool: Pool): Promise<Symptom> {
  const { rows } = await pool.query<{ count: number; seconds: number | null }>(
    'select count(*) as count, extract(epoch from clock_timestamp() - min(at))::float8 as seconds from audit where position is null',
  )
  const { count, seconds } = rows[0]!
  if (count === 0) return well('audit', 'every audit row is sealed; "millwright audit verify" checks the seals')
  const sentence = `${count} audit rows wait for their seal, the oldest for ${(seconds ?? 0).toFixed(0)} s`
  if ((seconds ?? 0) < 60) return well('audit', sentence)
  return wrong(
    'audit',
    `${sentence}: no hub runs, or a transaction stands open in the database (pg_stat_activity); the hub’s log says which.`,
  )
}

async function kept(world: World, pool: Pool): Promise<Symptom> {
  const folder = checkpointFolder(archiveOf(world).checkpoints)
  const there = (await folder.latest())?.size ?? 0
  const { rows } = await pool.query<{ size: number }>(
    "select coalesce(max(size), 0) as size from audit_checkpoint where sealed_at < clock_timestamp() - interval '1 minute'",
  )
  const signed = rows[0]!.size
  if (there >= signed) return well('audit', `checkpoints over ${there} rows lie in ${folder.path}`)
  if (there === 0)
    return advice('audit', `no checkpoint lies in ${folder.path}; name the hub’s folder with MILLWRIGHT_CHECKPOINTS.`)
  return wrong(
    'audit',
    `${folder.path} has checkpoints over ${there} rows, the database over ${signed}: see that the hub can write there.`,
  )
}
