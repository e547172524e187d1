import path from 'node:path'
import type { Folders } from '../folders.ts'
import { tryLock } from '../lock.ts'
import { makeOpenFolder, makeServiceFolder } from '../make-folder.ts'
import { keptPort } from '../ports.ts'
import { ensureRole } from '../postgres/connect.ts'
import type { LocalPostgres } from '../postgres/start.ts'
import { silently, type Say } from '../say.ts'
import { keptSecret, writePrivately } from '../secrets.ts'
import { startTethered } from '../tether.ts'
import { Trouble } from '../trouble.ts'
import { callOdoo, type Place } from './call.ts'
import { configurationFile } from './configuration.ts'
import { type OdooDatabases, odooDatabases, role } from './databases.ts'
import type { Edition } from './edition.ts'
import { odooFiles } from './files.ts'
import { untilHealthy } from './health.ts'
import { initialise } from './initialise.ts'
import { rememberPid, stopLeftoverOdoo } from './leftovers.ts'
import { integrationLogin, type People } from './people.ts'
import { filesPlace, odooFolder, servicePlace } from './places.ts'
import { announce } from './running.ts'
import { runtimeOf } from './runtime.ts'
import { sourceFor } from './source.ts'

export interface OdooWish {
  readonly edition: Edition
  readonly folders: Pick<Folders, 'cache' | 'data' | 'service' | 'sources'>
  /** The cluster it keeps its databases in; not the hub's. */
  readonly postgres: LocalPostgres
  readonly database: string
  /** Serve every database of the cluster (each call names its own), for tests on clones. */
  readonly servesAll?: boolean
  readonly httpPort?: number
  /** 0: one process with threads; else that many processes for requests. */
  readonly workers?: number
  /** Whether Odoo's scheduled jobs run. */
  readonly cron?: boolean
  readonly say?: Say
}

export interface LocalOdoo extends AsyncDisposable {
  readonly url: string
  readonly database: string
  readonly pid: number
  readonly people: People
  /** The administrator's key, for deploying procedures. */
  readonly adminKey: string
  /** The key of the user Millwright calls Odoo as. */
  readonly hubKey: string
  /** True when this start made the database: the moment to show a person the passwords, once. */
  readonly isNew: boolean
  readonly databases: OdooDatabases
  /** Has a script run in `odoo shell` on a database, and returns what it printed. */
  readonly shell: (database: string, script: string) => Promise<string>
  readonly ended: Promise<void>
  readonly stop: () => Promise<void>
  readonly kill9: () => Promise<void>
}

/** Starts a real Odoo on this machine; the first time it is fetched, unpacked and its database made. */
export async function startOdoo(wish: OdooWish): Promise<LocalOdoo> {
  const { edition, folders, postgres, database, say = silently } = wish
  const folder = makeOpenFolder(odooFolder(edition, folders))
  const lock = tryLock(path.join(folder, 'owner.lock'))
  if ('heldBy' in lock) {
    throw new Trouble(
      'running',
      `Odoo ${edition.version} in ${folder} is already run by process ${lock.heldBy.pid}; use that one, or stop it first.`,
    )
  }
  try {
    return await start({ ...wish, say, database, postgres }, folder, lock.release)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function start(wish: OdooWish & { say: Say }, folder: string, release: () => void): Promise<LocalOdoo> {
  const { edition, folders, postgres, database, say } = wish
  const user = folders.service
  const place = await odooPlace(edition, folders, say)
  await stopLeftoverOdoo(place.configuration, folder, say)
  const url = `http://127.0.0.1:${await configure(wish, folder, place)}`
  const databases = odooDatabases(postgres, filesPlace(edition, folders), user)
  const ask = (args: readonly string[], input?: string) => callOdoo(place, args, input)
  const { people, isNew } = await initialise({ edition, folder, database, databases, say, ask })
  const service = startTethered({
    command: place.runtime.python,
    args: [place.runtime.program, 'server', '-c', place.configuration],
    env: place.runtime.env,
    folder: place.folder,
    logFile: path.join(place.folder, 'odoo.log'),
    user,
    goodbye: 'SIGTERM',
  })
  rememberPid(folder, service.pid)
  const ended = service.ended.then(release)
  const stop = () => service.stop(20_000).then(() => ended)
  try {
    await untilHealthy({
      edition,
      url,
      database,
      login: integrationLogin,
      key: people.millwright.key,
      hasEnded: service.hasEnded,
    })
  } catch (cause) {
    await stop()
    throw new Trouble('failed', `Odoo did not start in ${place.folder}; its log ends with: ${service.lastWords()}`, {
      cause,
    })
  }
  announce(folder, { url, database, pid: service.pid })
  return {
    url,
    database,
    pid: service.pid,
    people,
    adminKey: people.admin.key,
    hubKey: people.millwright.key,
    isNew,
    databases,
    shell: (on, script) => callOdoo(place, ['shell', '-d', on, '--no-http', '--log-level=error'], script),
    ended,
    stop,
    [Symbol.asyncDispose]: stop,
    kill9: () => service.kill9().then(() => ended),
  }
}

/** Where an Odoo of this machine works and what with; what it needs is fetched first where it is not there yet. */
export async function odooPlace(
  edition: Edition,
  folders: Pick<Folders, 'cache' | 'data' | 'service' | 'sources'>,
  say: Say,
): Promise<Place> {
  const user = folders.service
  const source = edition.fromSource && sourceFor(edition.version, folders.sources)
  const root = await odooFiles(edition, folders, say)
  const folder = makeServiceFolder(servicePlace(edition, folders), user)
  return {
    runtime: runtimeOf(edition, root, folder, source),
    folder,
    configuration: path.join(folder, 'odoo.conf'),
    user,
  }
}

/** Writes Odoo's configuration and gives it its role; answers with the port it will listen on. */
async function configure(wish: OdooWish, folder: string, { runtime, configuration, user }: Place): Promise<number> {
  const { edition, folders, postgres, database, servesAll = false, workers = 0, cron = true } = wish
  const password = keptSecret(path.join(folder, 'database-password'))
  await ensureRole(postgres, role, password, 'nosuperuser createdb')
  const httpPort = await keptPort(path.join(folder, 'port'), wish.httpPort)
  const text = configurationFile({
    edition,
    postgres,
    role,
    password,
    masterPassword: keptSecret(path.join(folder, 'master-password')),
    database,
    servesAll,
    httpPort,
    longPollingPort: await keptPort(path.join(folder, 'long-polling-port')),
    dataFolder: filesPlace(edition, folders),
    runtime,
    workers,
    cron,
  })
  writePrivately(configuration, text, user)
  return httpPort
}
