import path from 'node:path'
import { demoEstate } from '../../demo/estate.ts'
import { demoMes, startFactory } from '../../demo/factory.ts'
import { startMachines } from '../../demo/machines.ts'
import { startCmms, tellAssets } from '../../demo/maintenance.ts'
import { makeOdooWorld } from '../../demo/odoo-world.ts'
import { startPlanner } from '../../demo/planner.ts'
import { databaseOf, openPool } from '#engine'
import type { Estate } from '#governance/estate'
import { createKey } from '#governance/keys'
import { people } from '#governance/people'
import { systemClock, uuids } from '#kernel/world'
import { deployment, odooClient } from '../connectors/odoo/index.ts'
import type { Hub } from '../hub/start.ts'
import {
  editions,
  type Folders,
  integrationLogin,
  keptSecret,
  type LocalOdoo,
  readIfThere,
  startOdoo,
  startPostgres,
  usualVersion,
  writePrivately,
} from '../local/index.ts'
import { asPerson } from './as-person.ts'
import type { World } from './world.ts'

export interface Demo {
  readonly estate: Estate
  readonly odoo: LocalOdoo
  /** Sets the factory to work against a hub that runs. */
  begin(hub: Hub, databaseUrl: string): Promise<void>
}

/** A real Odoo on this machine with a small manufacturer in it, whose plants are simulated. */
export async function prepareDemo(world: World, stack: AsyncDisposableStack): Promise<Demo> {
  const { say } = world
  const folders = world.folders()
  const edition = editions[usualVersion]
  const cluster = stack.use(await startPostgres({ folders, name: edition.name, durable: true, say }))
  const odoo = stack.use(await startOdoo({ edition, folders, postgres: cluster, database: 'odoo', workers: 2, say }))
  const admin = odooClient({
    url: odoo.url,
    database: odoo.database,
    login: 'admin',
    apiKey: odoo.adminKey,
    timeout: 120_000,
  })
  stack.defer(() => admin.close())
  await deployment(admin).deploy(integrationLogin)
  await makeOdooWorld(admin)
  say('Odoo has the hub’s procedures and a small manufacturer')

  const systems = await demoMes(folders)
  const begins = systemClock.now()
  const cmms = await startCmms(folders, begins, stack, say)
  const broker = await startMachines(folders, begins, stack, say)
  const estate = demoEstate({ url: odoo.url, database: odoo.database, key: odoo.hubKey }, systems, cmms, broker)
  return {
    estate,
    odoo,
    async begin(hub, databaseUrl) {
      const options = { url: hub.url, ...(await engineerFor(folders, databaseUrl, estate.home)) }
      await asPerson(world, options, tellAssets)
      const keyed = []
      for (const system of systems)
        keyed.push({ ...system, key: await keyFor(folders, databaseUrl, estate.home, system) })
      stack.use(
        startPlanner(admin, systemClock, (error) => say(`the planner in Odoo pauses: ${(error as Error).message}`)),
      )
      stack.use(await startFactory(folders, hub.url, keyed, say))
    },
  }
}

/** Who sets the plants up at the hub, as a person would; invited once a database, with a password nobody reads. */
async function engineerFor(
  folders: Folders,
  databaseUrl: string,
  home: string,
): Promise<{ readonly as: string; readonly passwordFile: string }> {
  const [as, passwordFile] = ['demo-engineer', path.join(folders.data, 'demo-engineer-password')]
  if (readIfThere(passwordFile)) return { as, passwordFile }
  const password = keptSecret(passwordFile)
  const pool = openPool({ url: databaseUrl, connections: 1, name: 'millwright invitation' })
  try {
    const doors = people(databaseOf(pool), home, uuids(systemClock), () => systemClock.now())
    const joined = await doors.claim(
      await doors.invite('hub', [{ role: 'planner', plant: '*' }]),
      as,
      'Engineer of the demo',
      password,
    )
    if (typeof joined === 'string') throw new Error(`${as} could not be made: ${joined}`)
    return { as, passwordFile }
  } finally {
    await pool.end()
  }
}

/** A key for the MES of a plant; made once a database, and kept where only we can read it. */
async function keyFor(
  folders: Folders,
  databaseUrl: string,
  home: string,
  { plant, system }: { readonly plant: string; readonly system: string },
): Promise<string> {
  const file = path.join(folders.data, `${system}-key`)
  const before = readIfThere(file)
  if (before) return before.trim()
  const pool = openPool({ url: databaseUrl, connections: 1, name: 'millwright key' })
  try {
    const wish = { plant, system, types: ['*'], days: 365, note: 'demo', by: 'hub' }
    const key = await createKey(databaseOf(pool), home, uuids(systemClock), systemClock.now(), wish)
    writePrivately(file, `${key}\n`)
    return key
  } finally {
    await pool.end()
  }
}
