import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { openPool } from '#engine'
import { ensureDatabase, foldersOf, type LocalPostgres, startPostgres } from '../../src/local/index.ts'
import type { Settings } from '../../src/local/postgres/settings.ts'

/** A durable PostgreSQL of the bench's own, with the settings the hub's has; gone afterwards. */
export interface BenchPostgres extends AsyncDisposable {
  /** Where the cluster lies: the disk that is measured. */
  readonly folder: string
  readonly pid: number
  database(name: string): Promise<{ readonly url: string; readonly pool: pg.Pool }>
}

export async function benchPostgres(settings: Settings = {}): Promise<BenchPostgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-bench-'))
  chmodSync(folder, 0o711)
  await using stack = new AsyncDisposableStack()
  const clean = () => rmSync(folder, { recursive: true, force: true })
  stack.defer(clean)
  process.once('exit', clean)
  const machine = { clone: process.cwd(), uid: process.getuid?.(), home: os.homedir() }
  const folders = foldersOf({ ...machine, env: { ...process.env, MILLWRIGHT_DATA: folder } })
  const server: LocalPostgres = stack.use(await startPostgres({ folders, name: 'bench', durable: true, settings }))
  const running = stack.move()
  return {
    folder,
    pid: server.pid,
    async database(name) {
      await ensureDatabase(server, name)
      const url = server.url(name)
      const pool = openPool({ url, connections: 2, name: 'millwright-bench' })
      running.defer(() => pool.end())
      return { url, pool }
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
