import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { migrationState } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { groundForTests } from '../support/ground.ts'
import { startHubProcess } from '../support/hub-process.ts'
import { newerVersion } from '../support/newer-version.ts'
import { olderVersion, withoutOlderVersion } from '../support/older-version.ts'
import { eventually } from '../support/eventually.ts'
import { aPlantAtWork } from './plant-at-work.ts'

const isFull = Boolean(process.env['MILLWRIGHT_FULL'])
const SEED = Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122)
const patienceFor = (orders: number) => minutes(4) + orders * seconds(1)

const UPDATED = isFull ? 450 : 12
const TAKEN_BACK = isFull ? 450 : 6

if (withoutOlderVersion) console.error(`Not updated here: ${withoutOlderVersion}.`)

it.skipIf(withoutOlderVersion)(
  `R16: hubs are updated one after the other while ${UPDATED} orders are under way and proposals wait for their answers (seed ${SEED})`,
  async () => {
    await using stack = new AsyncDisposableStack()
    const folders = stack.use(groundForTests())
    const before = stack.use(olderVersion(folders.data))
    console.error(`updated from ${before.commit}`)
    const old = { clone: before.folder, procedures: before.procedures() }
    const plant = await aPlantAtWork(stack, { orders: UPDATED, seed: SEED, folders, ...old })
    const { pool, count, first, second, within } = plant
    await plant.untilMuchIsUnderWay()

    // The first is updated, and dies when the last of what changes in the database is done and not yet committed.
    const { pending } = await migrationState(pool)
    expect(pending).not.toEqual([])
    const reason = alone(pending)
    await first.hub().stop()
    if (reason) await second.hub().stop()
    const witness = await pool.connect()
    stack.defer(() => witness.release(true))
    await witness.query('begin')
    await witness.query('set local idle_in_transaction_session_timeout = 0')
    await witness.query('lock table migration in share mode')
    const killed = new AbortController()
    const dies = startHubProcess({ ...first.how, killed: killed.signal })
    const waits = "select from pg_locks where not granted and relation = 'migration'::regclass"
    await Promise.race([dies, eventually(async () => expect(await count(waits)).toBe(1), within)])
    killed.abort()
    await expect(dies).rejects.toThrow('did not start')
    await witness.query('rollback')
    expect((await migrationState(pool)).pending).toEqual(pending)

    // Started again it is the new version, beside the old one, with which it shares what there is to do.
    await first.start()
    expect(await migrationState(pool)).toMatchObject({ pending: [], foreign: [] })
    await plant.untilWorkGoesOn()
    if (!reason) expect(second.hub().child.exitCode).toBeNull()

    // Whoever was asked by the old version answers the new one.
    await plant.answerProposals()
    await second.hub().stop()
    await second.start()
    await plant.untilAllIsRight()
  },
  patienceFor(UPDATED),
)

it(
  `R16: an update is taken back, one hub after the other, while ${TAKEN_BACK} orders are under way and proposals wait for their answers (seed ${SEED})`,
  async () => {
    await using stack = new AsyncDisposableStack()
    const folders = stack.use(groundForTests())
    const newer = stack.use(newerVersion(folders.data))
    const plant = await aPlantAtWork(stack, { orders: TAKEN_BACK, seed: SEED, folders, clone: newer.folder })
    const { pool, first, second } = plant
    await plant.untilMuchIsUnderWay()
    expect(await migrationState(pool)).toMatchObject({ pending: [], newer: [newer.step], foreign: [] })

    // The first is today's again, beside the newer one.
    await first.hub().stop()
    await first.start()
    await plant.untilWorkGoesOn()
    expect(second.hub().child.exitCode).toBeNull()
    await plant.answerProposals()
    await second.hub().stop()
    await second.start()
    await plant.untilAllIsRight()

    // Where there is no room for it beside the change, it does not start, and says why.
    await second.hub().stop()
    await pool.query('update migration set beside_older = false where name = $1', [newer.step])
    await expect(second.start()).rejects.toThrow(`beside which this one cannot work (${newer.step})`)
  },
  patienceFor(TAKEN_BACK),
)

/** Why hubs of the older version must stop before a schema changes: its migration says so in its first lines. */
function alone(pending: readonly string[]): string | undefined {
  const texts = pending.map((name) => readFileSync(path.join('db/migrations', `${name}.sql`), 'utf8'))
  return texts.map((text) => /^-- Stop all hubs first: (.*)$/m.exec(text)?.[1]).find(Boolean)
}
