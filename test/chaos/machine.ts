import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { childrenOf, signal } from '../../src/local/processes.ts'
import type { Settings } from '../../src/local/postgres/settings.ts'
import { type LocalPostgres, startPostgres } from '../../src/local/postgres/start.ts'
import { groundForTests } from '../support/ground.ts'
import { type HubProcess, startHubProcess } from '../support/hub-process.ts'
import { binariesOf } from '../support/postgres-versions.ts'
import { aDisk, type Disk, putIn } from './disk.ts'

/** A computer in a plant, on which PostgreSQL and a hub run from one disk, and whose plug can be pulled. */
export interface Machine extends AsyncDisposable {
  readonly hubUrl: () => string
  readonly databaseUrl: () => string
  /** Where everything lies that it keeps. */
  readonly data: () => string
  /**
   * Everything stops in the same instant; what was not flushed to the disk by then is gone. Then it starts again from
   * what the disk has; `meanwhile` when the database answers and no hub is there yet.
   */
  pullThePlug(meanwhile?: (databaseUrl: string) => Promise<void>): Promise<void>
}

/** Starting after a cut, it flushes its whole disk at once instead of file by file. */
const quick: Settings = { recovery_init_sync_method: 'syncfs' }

export async function aMachine(estate: object, settings: Settings = {}): Promise<Machine> {
  await using stack = new AsyncDisposableStack()
  const ground = stack.use(groundForTests())
  const { cache, service } = ground
  const binaries = await binariesOf(inject('postgresVersion'), ground)
  // Files here can be copied in an instant, whole as they are: so is a disk that is one of these files.
  const store = stack.use(await aDisk('xfs', 2000))
  let cuts = 0
  const image = () => path.join(store.path, `disk-${cuts}.img`)
  let disk: Disk = await aDisk('ext4', 700, image())
  stack.defer(() => disk[Symbol.asyncDispose]())
  const data = () => path.join(disk.path, 'data')
  mkdirSync(data(), { mode: 0o711 })

  let postgres: LocalPostgres
  let hub: HubProcess
  async function start(port?: number, meanwhile?: (databaseUrl: string) => Promise<void>): Promise<void> {
    const folders = { cache, service, data: data() }
    const wish = { folders, name: 'hub', durable: true, settings: { ...quick, ...settings }, binaries }
    postgres = await startPostgres(wish)
    await meanwhile?.(postgres.url('postgres'))
    const env = { MILLWRIGHT_DATA: data() }
    hub = await startHubProcess({ databaseUrl: postgres.url('postgres'), estate, env, ...(port ? { port } : {}) })
  }
  const kill = async (): Promise<void> => {
    hub?.child.kill('SIGKILL')
    await Promise.all([postgres?.kill9(), hub?.ended])
  }
  stack.defer(kill)
  await start()
  const running = stack.move()
  return {
    hubUrl: () => hub.url,
    databaseUrl: () => postgres.url('postgres'),
    data,
    async pullThePlug(meanwhile) {
      for (const pid of [postgres.pid, ...childrenOf(postgres.pid), hub.child.pid!]) signal(pid, 'SIGSTOP')
      const before = image()
      cuts++
      await promisify(execFile)('cp', ['--reflink=always', before, image()])
      await kill()
      await disk.unmount()
      rmSync(before)
      disk = await putIn(image())
      // Written by this very process, which lives on, unlike who wrote it on a real machine.
      rmSync(path.join(data(), 'postgres-hub/owner.lock'), { force: true })
      await start(Number(new URL(hub.url).port), meanwhile)
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
