import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Folders } from '../folders.ts'
import { tryLock } from '../lock.ts'
import { makeOpenFolder } from '../make-folder.ts'
import { keptPort } from '../ports.ts'
import { silently, type Say } from '../say.ts'
import { keptSecret } from '../secrets.ts'
import { startTethered, type TetheredService } from '../tether.ts'
import { Trouble } from '../trouble.ts'
import { type Binaries, postgresBinaries } from './binaries.ts'
import { completeCluster, owner } from './cluster.ts'
import { type Address, onConnection, urlOf } from './connect.ts'
import { stopLeftover } from './leftovers.ts'
import { asArguments, type Settings, settingsOf } from './settings.ts'

export interface PostgresWish {
  readonly folders: Pick<Folders, 'cache' | 'data' | 'service'>
  /** Which cluster: it lies in `<data>/postgres-<name>`. */
  readonly name: string
  /** False only for what can be made again from nothing. */
  readonly durable: boolean
  readonly port?: number
  readonly settings?: Settings
  /** Other programs than those that come with Millwright: a PostgreSQL as plants have it, for tests. */
  readonly binaries?: Binaries | undefined
  readonly say?: Say
}

export interface LocalPostgres extends Address, AsyncDisposable {
  readonly folder: string
  readonly pid: number
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>
  readonly url: (database: string) => string
  readonly stop: () => Promise<void>
  /** Ends it as a power cut would, for tests: no process of it gets to say goodbye. */
  readonly kill9: () => Promise<void>
}

export const postgresFolder = (folders: Pick<Folders, 'data'>, name: string) =>
  path.join(folders.data, `postgres-${name}`)

/** A cluster that is ours to run, until we let go of it. */
export interface OwnCluster {
  readonly folder: string
  readonly address: Address
  readonly launch: () => TetheredService
  readonly release: () => void
}

/** Takes a cluster of this machine for ourselves, setting it up the first time. */
export async function takeCluster(wish: PostgresWish): Promise<OwnCluster> {
  const { folders, name, durable, say = silently } = wish
  makeOpenFolder(folders.data)
  const folder = makeOpenFolder(postgresFolder(folders, name))
  const lock = tryLock(path.join(folder, 'owner.lock'))
  if ('heldBy' in lock) {
    throw new Trouble(
      'running',
      `The ${name} database in ${folder} is already run by process ${lock.heldBy.pid}; use that one, or stop it first.`,
    )
  }
  try {
    const binaries = wish.binaries ?? postgresBinaries(folders)
    const passwordFile = path.join(folder, 'password')
    if (existsSync(path.join(folder, 'cluster')) && !existsSync(passwordFile)) {
      throw new Trouble('missing', `The password of the ${name} database is gone from ${passwordFile}; put it back.`)
    }
    const password = keptSecret(passwordFile)
    const cluster = await completeCluster({ folder, binaries, service: folders.service, password })
    await stopLeftover(cluster, say)
    const port = await keptPort(path.join(folder, 'port'), wish.port)
    const launch = () =>
      startTethered({
        command: binaries.postgres,
        args: ['-D', cluster, '-p', String(port), ...asArguments(settingsOf(durable, wish.settings))],
        env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', HOME: folder, ...binaries.env },
        folder,
        logFile: path.join(folder, 'postgres.log'),
        user: folders.service,
        goodbye: 'SIGINT',
      })
    return { folder, address: { host: '127.0.0.1', port, user: owner, password }, launch, release: lock.release }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Starts the embedded PostgreSQL on this machine, setting it up the first time. */
export async function startPostgres(wish: PostgresWish): Promise<LocalPostgres> {
  const { folder, address, launch, release } = await takeCluster(wish)
  try {
    const service = launch()
    const ended = service.ended.then(release)
    const server = handleOf({ ...service, ended }, folder, address)
    await untilItAnswers(server, service)
    return server
  } catch (error) {
    release()
    throw error
  }
}

function handleOf({ pid, ended, stop, kill9 }: TetheredService, folder: string, address: Address): LocalPostgres {
  const stopAndRelease = () => stop(60_000).then(() => ended)
  return {
    ...address,
    folder,
    pid,
    ended,
    url: (database) => urlOf(address, database),
    stop: stopAndRelease,
    [Symbol.asyncDispose]: stopAndRelease,
    kill9: () => kill9().then(() => ended),
  }
}

async function untilItAnswers(server: LocalPostgres, { hasEnded, lastWords }: TetheredService): Promise<void> {
  for (const deadline = Date.now() + 120_000; ; await pause(40)) {
    if (hasEnded()) {
      throw new Trouble('failed', `PostgreSQL did not start in ${server.folder}; its log ends with: ${lastWords()}`)
    }
    try {
      return await onConnection(server, 'postgres', async (client) => void (await client.query('select 1')))
    } catch (cause) {
      if (Date.now() < deadline) continue
      await server.stop()
      throw new Trouble('failed', `PostgreSQL in ${server.folder} does not answer; its log ends with: ${lastWords()}`, {
        cause,
      })
    }
  }
}
