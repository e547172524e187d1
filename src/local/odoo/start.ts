import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Folders } from '../folders.ts'
import { tryLock } from '../lock.ts'
import { makeOpenFolder, makeServiceFolder } from '../make-folder.ts'
import { keptPort } from '../ports.ts'
import { ensureRole } from '../postgres/connect.ts'
import type { LocalPostgres } from '../postgres/start.ts'
import { childrenOf, endProcess, signal } from '../processes.ts'
import { silently, type Say } from '../say.ts'
import { keptSecret, writePrivately } from '../secrets.ts'
import { startTethered } from '../tether.ts'
import { Trouble } from '../trouble.ts'
import { callOdoo, type Place } from './call.ts'
import { configurationFile } from './configuration.ts'
import { type OdooDatabases, odooDatabases, role } from './databases.ts'
import { odooFiles } from './files.ts'
import { untilHealthy } from './health.ts'
import { initialise } from './initialise.ts'
import { stopLeftoverOdoo } from './leftovers.ts'
import type { People } from './people.ts'
import { announce, odooFolder } from './running.ts'
import { runtimeOf } from './runtime.ts'

export interface OdooWish {
  readonly folders: Pick<Folders, 'cache' | 'data' | 'service'>
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
  readonly ended: Promise<void>
  stop(): Promise<void>
  kill9(): Promise<void>
}

/** Starts the real Odoo 19 on this machine; the first time it is fetched, unpacked and its database made. */
export async function startOdoo(wish: OdooWish): Promise<LocalOdoo> {
  const { folders, postgres, database, say = silently } = wish
  const folder = makeOpenFolder(odooFolder(folders))
  const lock = tryLock(path.join(folder, 'owner.lock'))
  if ('heldBy' in lock) {
    throw new Trouble(
      'running',
      `Odoo in ${folder} is already run by process ${lock.heldBy.pid}; use that one, or stop it first.`,
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
  const { folders, postgres, database, say } = wish
  const user = folders.service
  const root = await odooFiles(folders, say)
  const own = makeServiceFolder(path.join(folder, 'own'), user)
  const configuration = path.join(own, 'odoo.conf')
  await stopLeftoverOdoo(configuration, folder, say)
  const runtime = runtimeOf(root, own)
  const password = keptSecret(path.join(folder, 'database-password'))
  await ensureRole(postgres, role, password, 'nosuperuser createdb')
  const httpPort = await keptPort(path.join(folder, 'port'), wish.httpPort)
  const place: Place = { runtime, folder: own, configuration, user }
  const text = configurationFile({
    postgres,
    role,
    password,
    masterPassword: keptSecret(path.join(folder, 'master-password')),
    database,
    servesAll: wish.servesAll ?? false,
    httpPort,
    longPollingPort: await keptPort(path.join(folder, 'long-polling-port')),
    dataFolder: path.join(own, 'data'),
    runtime,
    workers: wish.workers ?? 0,
    cron: wish.cron ?? true,
  })
  writePrivately(configuration, text, user)
  const databases = odooDatabases(postgres, path.join(own, 'data'), user)
  const { people, isNew } = await initialise({
    folder,
    database,
    databases,
    say,
    ask: (...call) => callOdoo(place, ...call),
  })

  const logFile = path.join(own, 'odoo.log')
  const child = startTethered({
    command: runtime.python,
    args: [runtime.program, 'server', '-c', configuration],
    env: runtime.env,
    folder: own,
    logFile,
    user,
    goodbye: 'SIGTERM',
  })
  const pid = child.pid ?? 0
  writePrivately(path.join(folder, 'pid'), `${pid}\n`)
  const url = `http://127.0.0.1:${httpPort}`
  if (!pid) await once(child, 'error')
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve())).then(release)
  const stop = async () => {
    if (!hasEnded()) await endProcess(pid, 'SIGTERM', 20_000)
    await ended
  }
  try {
    await untilHealthy({ url, database, key: people.millwright.key, hasEnded })
  } catch (cause) {
    await stop()
    const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' ')
    throw new Trouble('failed', `Odoo did not start; ${logFile} ends with: ${lines}`, { cause })
  }
  announce(folder, { url, database, pid })
  return {
    url,
    database,
    pid,
    people,
    adminKey: people.admin.key,
    hubKey: people.millwright.key,
    isNew,
    databases,
    ended,
    stop,
    [Symbol.asyncDispose]: stop,
    kill9: async () => {
      for (const each of [...childrenOf(pid), pid]) signal(each, 'SIGKILL')
      await ended
    },
  }
}
