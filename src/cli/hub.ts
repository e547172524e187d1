import { Command } from 'commander'
import { readEstate } from '#governance/estate-file'
import { startHub } from '../hub/start.ts'
import { askedToEnd, endAtTheLatest } from '../local/farewell.ts'
import { logToStandardError } from '../local/log.ts'
import { Trouble } from '../local/trouble.ts'
import { archiveOf } from './archive.ts'
import { failoverOf } from './failover.ts'
import { metricsDoorOf } from './metrics-door.ts'
import type { World } from './world.ts'

interface Options {
  readonly estate?: string
  readonly host: string
  readonly port: string
}

export const hubCommand = (world: World) =>
  new Command('hub')
    .option('--estate <folder>', 'folder with estate.yaml (default: MILLWRIGHT_ESTATE)')
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--port <number>', 'port to listen at', '8420')
    .addHelpText(
      'after',
      `
Settings in the environment:
  DATABASE_URL                   PostgreSQL 15 or newer; DATABASE_URL_FILE names a file that says it. Several servers,
                                 of which the one that takes writes is used: postgresql://user@one:5432,two:5432/hub
  MILLWRIGHT_CHECKPOINTS         folder for signed checkpoints of the audit trail; best on another machine's disk
  MILLWRIGHT_SIGNING_KEY         file with the key they are signed with; made the first time
  MILLWRIGHT_METRICS_PORT        where GET /metrics is answered; closed when not set
  MILLWRIGHT_METRICS_HOST        address for it (default: 127.0.0.1); any other needs a token
  MILLWRIGHT_METRICS_TOKEN_FILE  file with the token a collector sends as "Authorization: Bearer …"
  MILLWRIGHT_CONSOLE_URL         where people reach the console; links in notices of alerts lead there
  MILLWRIGHT_FAILOVER            may-lose-acknowledged-events: take an asynchronous standby, and its losses, all the same
  MILLWRIGHT_SECURE              true when people reach the console over TLS

Example:
  DATABASE_URL=postgresql://… millwright hub --estate /etc/millwright`,
    )
    .action((options: Options) => hub(world, options))

async function hub(world: World, { estate, host, port }: Options): Promise<void> {
  const { env, print, say } = world
  const end = askedToEnd()
  const folder = estate ?? env['MILLWRIGHT_ESTATE']
  if (!folder)
    throw new Trouble('missing', 'Name the estate with --estate or MILLWRIGHT_ESTATE: a folder with estate.yaml.')
  const databaseUrl = env['DATABASE_URL']
  if (!databaseUrl)
    throw new Trouble(
      'missing',
      'DATABASE_URL is not set: name a PostgreSQL 15 or newer, like postgresql://user:password@host/database.',
    )
  await using running = await startHub({
    estate: readEstate(folder, env),
    databaseUrl,
    host,
    port: Number(port),
    secure: env['MILLWRIGHT_SECURE'] === 'true',
    log: logToStandardError(),
    archive: archiveOf(world),
    ...metricsDoorOf(world),
    ...failoverOf(world),
    ...(env['MILLWRIGHT_CONSOLE_URL'] ? { consoleUrl: env['MILLWRIGHT_CONSOLE_URL'].replace(/\/$/, '') } : {}),
    ...(env['MILLWRIGHT_CRASH_AT'] ? { crashAt: env['MILLWRIGHT_CRASH_AT'] } : {}),
  })
  print(JSON.stringify({ url: running.url, claim: running.claimLink, metrics: running.metricsUrl }))
  await end
  say('stopping')
  endAtTheLatest(say)
}
