import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { deployment, odooClient } from '../../src/connectors/odoo/index.ts'
import { foldersOf } from '../../src/local/folders.ts'
import type { Version } from '../../src/local/odoo/edition.ts'
import { editions } from '../../src/local/odoo/editions/index.ts'
import { integrationLogin } from '../../src/local/odoo/people.ts'
import { filesPlace } from '../../src/local/odoo/places.ts'
import { type LocalOdoo, startOdoo } from '../../src/local/odoo/start.ts'
import { startPostgres } from '../../src/local/postgres/start.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Which Odoo the tests of a project meet. */
    odooVersion: Version
    odoo: {
      readonly url: string
      readonly adminKey: string
      readonly hubKey: string
      readonly plannerPassword: string
      /** The folder of Odoo's data, for cloning databases. */
      readonly cluster: {
        readonly host: string
        readonly port: number
        readonly user: string
        readonly password: string
      }
      readonly dataFolder: string
      /** Where it says of itself which process it is. */
      readonly data: string
    }
  }
}

/** One real Odoo for the project's run; its template database, with the hub's procedures in it, is made once and kept. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const edition = editions[project.getProvidedContext().odooVersion]
  const template = `template${edition.version}`
  const machine = { clone: process.cwd(), env: process.env, uid: process.getuid?.(), home: os.homedir() }
  const usual = foldersOf(machine)
  const folders = { ...usual, data: path.join(usual.data, 'test') }
  const say = (sentence: string) => process.stderr.write(`[${edition.name}] ${sentence}\n`)
  const cluster = await startPostgres({ folders, name: edition.name, durable: false, say })
  const wish = {
    edition,
    folders,
    postgres: cluster,
    database: template,
    servesAll: true,
    workers: 2,
    cron: false,
    say,
  }
  const { odoo, stop } = await supervised(() => startOdoo(wish))
  const admin = odooClient({
    url: odoo.url,
    database: template,
    login: 'admin',
    apiKey: odoo.adminKey,
    timeout: 120_000,
  })
  await deployment(admin).deploy(integrationLogin)
  admin.close()
  const { host, port, user, password } = cluster
  project.provide('odoo', {
    url: odoo.url,
    adminKey: odoo.adminKey,
    hubKey: odoo.hubKey,
    plannerPassword: odoo.people.planner.password,
    cluster: { host, port, user, password },
    dataFolder: filesPlace(edition, folders),
    data: folders.data,
  })
  return async () => {
    await stop()
    await cluster.stop()
  }
}

/** Started again whenever it ends unasked, as an operator's supervisor would: a test may kill it. */
async function supervised(start: () => Promise<LocalOdoo>): Promise<{ odoo: LocalOdoo; stop: () => Promise<void> }> {
  const odoo = await start()
  let now = odoo
  let isOver = false
  const watch = async () => {
    for (; !isOver; now = isOver ? now : await start()) await now.ended
  }
  const watched = watch()
  return {
    odoo,
    stop: async () => {
      isOver = true
      await now.stop()
      await watched
      // It may have been on its way up just then.
      await now.stop()
    },
  }
}
