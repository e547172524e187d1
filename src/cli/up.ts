import { Command } from 'commander'
import { Estate } from '#governance/estate'
import { readEstate } from '#governance/estate-file'
import { type Hub, startHub } from '../hub/start.ts'
import { buildConsole } from '../local/console-build.ts'
import { askedToEnd, ensureDatabase, keepPostgres, odooFromEnvironment } from '../local/index.ts'
import { logInto } from '../local/log.ts'
import { archiveOf } from './archive.ts'
import { type Demo, prepareDemo } from './demo.ts'
import { failoverOf } from './failover.ts'
import { HUB_CLUSTER, HUB_DATABASE } from './hub-database.ts'
import { metricsDoorOf } from './metrics-door.ts'
import type { World } from './world.ts'

export const upCommand = (world: World) =>
  new Command('up')
    .option('--port <number>', 'port of the console and the API', '8420')
    .addHelpText(
      'after',
      `
With MILLWRIGHT_ESTATE (a folder with estate.yaml) it runs that estate and simulates nothing. With ODOO_URL, ODOO_DB
and ODOO_API_KEY it works against that Odoo. Otherwise it starts a real Odoo with a simulated manufacturer.

Examples:
  millwright up
  millwright up --port 9000
  MILLWRIGHT_ESTATE=/etc/millwright millwright up`,
    )
    .action((options: { port: string }) => up(world, Number(options.port)))

async function up(world: World, port: number): Promise<void> {
  const end = askedToEnd()
  const folders = world.folders()
  const { env, say } = world
  const log = logInto(folders.data)
  await buildConsole(folders.clone, say)
  await using stack = new AsyncDisposableStack()

  const databaseUrl = env['DATABASE_URL'] ?? (await ownDatabase(world, stack))
  const given = givenEstate(env)
  const demo = given ? undefined : await prepareDemo(world, stack)
  const hub = stack.use(
    await startHub({
      estate: given ?? demo!.estate,
      databaseUrl,
      host: '127.0.0.1',
      port,
      secure: env['MILLWRIGHT_SECURE'] === 'true',
      log,
      archive: archiveOf(world),
      ...(env['MILLWRIGHT_CRASH_AT'] ? { crashAt: env['MILLWRIGHT_CRASH_AT'] } : {}),
      ...metricsDoorOf(world),
      ...failoverOf(world),
    }),
  )
  await demo?.begin(hub, databaseUrl)
  tellWhatIsThere(world, hub, demo)
  await end
  say('stopping')
}

async function ownDatabase({ folders, say }: World, stack: AsyncDisposableStack): Promise<string> {
  const postgres = stack.use(await keepPostgres({ folders: folders(), name: HUB_CLUSTER, durable: true, say }))
  await ensureDatabase(postgres, HUB_DATABASE)
  say(`the hub's database is ready on port ${postgres.port}`)
  return postgres.url(HUB_DATABASE)
}

/** The estate of the folder that the environment names, or of the Odoo it names; undefined: the demo's. */
function givenEstate(env: World['env']): Estate | undefined {
  const folder = env['MILLWRIGHT_ESTATE']
  if (folder) return readEstate(folder, env)
  const odoo = odooFromEnvironment(env)
  if (!odoo) return undefined
  const settings = { url: odoo.url, database: odoo.database, apiKey: odoo.key }
  return Estate.parse({
    plants: [{ id: 'A', name: 'Plant A' }],
    systems: [{ id: 'odoo', kind: 'odoo', title: 'Odoo', plants: ['A'], keeps: ['production-ledger'], settings }],
  })
}

function tellWhatIsThere({ print }: World, hub: Hub, demo: Demo | undefined): void {
  print('')
  print(`Millwright is ready at ${hub.url}`)
  if (hub.claimLink) print(`  become its administrator (once): ${hub.claimLink}`)
  if (hub.metricsUrl) print(`Metrics are at ${hub.metricsUrl}`)
  if (demo) {
    const { url, people } = demo.odoo
    print(`Odoo is at ${url}, where the orders come from and the postings go`)
    print(`  look at it as planner, password ${people.planner.password}`)
    print(
      'Three simulated plants work on orders that a simulated planner releases in Odoo; their machines break and are mended.',
    )
    print('Break something: look into exceptions in the console, or stop Odoo with "kill -STOP" and start it again.')
  }
  print('Ctrl-C stops everything that was started here, and nothing else.')
}
