import path from 'node:path'
import { Command } from 'commander'
import { makeOdooWorld } from '../../demo/odoo-world.ts'
import { databaseOf, openPool } from '#engine'
import { Estate } from '#governance/estate'
import { createKey } from '#governance/keys'
import { systemClock, uuids } from '#kernel/world'
import { deployment, odooClient } from '../connectors/odoo/index.ts'
import { type Hub, startHub } from '../hub.ts'
import { buildConsole } from '../local/console-build.ts'
import { askedToEnd } from '../local/farewell.ts'
import type { Folders } from '../local/folders.ts'
import { logInto } from '../local/log.ts'
import { odooClusterName } from '../local/odoo/cluster.ts'
import { type OutsideOdoo, odooFromEnvironment } from '../local/odoo/environment.ts'
import { type LocalOdoo, startOdoo } from '../local/odoo/start.ts'
import { ensureDatabase } from '../local/postgres/connect.ts'
import { startPostgres } from '../local/postgres/start.ts'
import type { Say } from '../local/say.ts'
import { readIfThere, writePrivately } from '../local/secrets.ts'
import { archiveOf } from './archive.ts'
import { HUB_CLUSTER, HUB_DATABASE } from './hub-database.ts'
import { metricsDoorOf } from './metrics-door.ts'
import type { World } from './world.ts'

export const upCommand = (world: World) =>
  new Command('up')
    .description('start Millwright on this machine and keep it running until Ctrl-C')
    .option('--port <number>', 'port of the console and the API', '8420')
    .addHelpText('after', '\nExamples:\n  millwright up\n  millwright up --port 9000')
    .action((options: { port: string }) => up(world, Number(options.port)))

async function up(world: World, port: number): Promise<void> {
  const end = askedToEnd()
  const folders = world.folders()
  const { say } = world
  const log = logInto(folders.data)
  await buildConsole(folders.clone, say)
  await using stack = new AsyncDisposableStack()

  const postgres = stack.use(await startPostgres({ folders, name: HUB_CLUSTER, durable: true, say }))
  await ensureDatabase(postgres, HUB_DATABASE)
  const databaseUrl = world.env['DATABASE_URL'] ?? postgres.url(HUB_DATABASE)
  say(`the hub's database is ready on port ${postgres.port}`)

  const odoo = await odooFor(world.env, folders, stack, say)
  const estate = demoEstate(odoo)
  const hub: Hub = stack.use(
    await startHub({
      estate,
      databaseUrl,
      host: '127.0.0.1',
      port,
      secure: false,
      log,
      archive: archiveOf(world),
      ...metricsDoorOf(world),
      ...crashFrom(world.env),
    }),
  )
  const key = await demoKey(folders, databaseUrl, estate.home)
  tellWhatIsThere(world, hub, odoo, key)
  await Promise.race([end, postgres.ended])
  say('stopping')
}

const crashFrom = (env: World['env']) => (env['MILLWRIGHT_CRASH_AT'] ? { crashAt: env['MILLWRIGHT_CRASH_AT'] } : {})

type AnyOdoo = OutsideOdoo & {
  readonly here?: LocalOdoo
  readonly orders: readonly { readonly record: number; readonly label: string }[]
}

/** The Odoo that the environment names, or a real one on this machine with a small factory in it. */
async function odooFor(env: World['env'], folders: Folders, stack: AsyncDisposableStack, say: Say): Promise<AnyOdoo> {
  const outside = odooFromEnvironment(env)
  if (outside) return { ...outside, orders: [] }
  const cluster = stack.use(await startPostgres({ folders, name: odooClusterName, durable: true, say }))
  const here = stack.use(await startOdoo({ folders, postgres: cluster, database: 'odoo', workers: 2, say }))
  const admin = odooClient({ url: here.url, database: here.database, apiKey: here.adminKey, timeout: 120_000 })
  try {
    await deployment(admin).deploy('millwright')
    say('Odoo has the hub’s procedures')
    const orders = await makeOdooWorld(admin)
    return { url: here.url, database: here.database, key: here.hubKey, here, orders }
  } finally {
    admin.close()
  }
}

const demoEstate = (odoo: AnyOdoo): Estate =>
  Estate.parse({
    home: 'centre',
    plants: [{ id: 'A', name: 'Plant A', timeZone: 'Europe/Berlin' }],
    systems: [
      {
        id: 'odoo',
        kind: 'odoo',
        title: 'Odoo',
        plants: ['A'],
        keeps: ['production-ledger'],
        settings: { url: odoo.url, database: odoo.database, apiKey: odoo.key },
      },
      { id: 'mes', kind: 'mes', title: 'MES of plant A', plants: ['A'] },
    ],
  })

/** A key for the MES of the demo, kept where only we can read it. */
async function demoKey(folders: Folders, databaseUrl: string, home: string): Promise<string> {
  const file = path.join(folders.data, 'mes-key')
  const before = readIfThere(file)
  if (before) return before.trim()
  const pool = openPool({ url: databaseUrl, connections: 1, name: 'millwright key' })
  try {
    const key = await createKey(databaseOf(pool), home, uuids(systemClock), systemClock.now(), {
      plant: 'A',
      system: 'mes',
      types: ['*'],
      days: 365,
      note: 'demo',
      by: 'hub',
    })
    writePrivately(file, `${key}\n`)
    return key
  } finally {
    await pool.end()
  }
}

function tellWhatIsThere({ print }: World, hub: Hub, odoo: AnyOdoo, key: string): void {
  const lines = ['', `Millwright is ready at ${hub.url}`]
  if (hub.claimLink) lines.push(`  become its administrator (once): ${hub.claimLink}`)
  lines.push(`Odoo is at ${odoo.url}`)
  if (odoo.here) lines.push(`  planner / ${odoo.here.people.planner.password}`)
  if (hub.metricsUrl) lines.push(`Metrics are at ${hub.metricsUrl}`)
  lines.push('Report finished goods, for example:')
  const order = odoo.orders[0]
  const event = {
    specversion: '1.0',
    id: 'first-receipt',
    source: '/plants/A/systems/mes',
    type: 'mfg.production.output.received.v1',
    time: new Date().toISOString(),
    data: { order: `odoo.${order?.record ?? 1}`, quantity: { value: '60', uom: 'H87' } },
  }
  lines.push(
    `  curl -s ${hub.url}/api/v1/events -H 'authorization: Bearer ${key}' -H 'content-type: application/cloudevents+json' -d '${JSON.stringify(event)}'`,
  )
  lines.push('Ctrl-C stops everything that was started here.')
  print(lines.join('\n'))
}
