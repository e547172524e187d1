import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate, openPool } from '#engine'
import { foldersOf } from '../../src/local/folders.ts'
import { ensureDatabase } from '../../src/local/postgres/connect.ts'
import { startPostgres } from '../../src/local/postgres/start.ts'
import { binariesOf, type PostgresVersion } from './postgres-versions.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Which PostgreSQL the tests of a project meet. */
    postgresVersion: PostgresVersion
    /** Address of a running cluster; the database name is appended. */
    postgres: { readonly host: string; readonly port: number; readonly user: string; readonly password: string }
  }
}

/** One real PostgreSQL for the run, with a migrated template; each test file clones a database of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'millwright-test-'))
  chmodSync(data, 0o711)
  const folders = foldersOf({
    clone: process.cwd(),
    env: { ...process.env, MILLWRIGHT_DATA: data },
    uid: process.getuid?.(),
    home: os.homedir(),
  })
  const { postgresVersion } = project.getProvidedContext()
  const binaries = await binariesOf(postgresVersion, folders)
  const server = await startPostgres({ folders, name: 'test', durable: true, binaries })
  await ensureDatabase(server, 'template_millwright')
  const pool = openPool({ url: server.url('template_millwright'), connections: 1, name: 'millwright-test' })
  await migrate(pool)
  await pool.end()
  const { host, port, user, password } = server
  project.provide('postgres', { host, port, user, password })
  return async () => {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}
