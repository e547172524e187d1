import os from 'node:os'
import path from 'node:path'
import { deployment, odooClient } from '../../src/connectors/odoo/index.ts'
import { editions, foldersOf, integrationLogin, startOdoo, startPostgres, urlOf } from '../../src/local/index.ts'
import type { TestOdoo } from '../../test/support/odoo.ts'

export interface BenchOdoo extends TestOdoo {
  readonly plannerPassword: string
  /** Odoo's first process. */
  readonly pid: number
  /** Has a script run in `odoo shell` on the bench's database, and returns what it printed. */
  readonly shell: (script: string) => Promise<string>
}

/**
 * A real Odoo 19 with two workers and a database of the bench's own. It is the tests' Odoo, kept between runs, so bench
 * and tests of one clone take turns.
 */
export async function benchOdoo(say: (sentence: string) => void): Promise<BenchOdoo> {
  await using stack = new AsyncDisposableStack()
  const usual = foldersOf({ clone: process.cwd(), env: process.env, uid: process.getuid?.(), home: os.homedir() })
  const folders = { ...usual, data: path.join(usual.data, 'test') }
  const edition = editions['19']
  const postgres = stack.use(await startPostgres({ folders, name: edition.name, durable: false, say }))
  const template = 'template19'
  const wish = { edition, folders, postgres, database: template, servesAll: true, workers: 2, cron: false, say }
  const odoo = stack.use(await startOdoo(wish))
  const database = 'bench'
  await odoo.databases.clone(template, database)
  stack.defer(() => odoo.databases.drop(database))
  const access = { url: odoo.url, database, timeout: 120_000 }
  const administrator = { ...access, login: 'admin', apiKey: odoo.adminKey }
  const admin = odooClient(administrator)
  await deployment(admin).deploy(integrationLogin)
  admin.close()
  const running = stack.move()
  return {
    integration: { ...access, login: integrationLogin, apiKey: odoo.hubKey },
    administrator,
    login: integrationLogin,
    plannerPassword: odoo.people.planner.password,
    pid: odoo.pid,
    shell: (script) => odoo.shell(database, script),
    sql: urlOf(postgres, database),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
