import { inject } from 'vitest'
import type { OdooAccess } from '../../src/connectors/odoo/client.ts'
import { odooDatabases } from '../../src/local/odoo/databases.ts'
import { urlOf } from '../../src/local/postgres/connect.ts'
import { serviceUser } from '../../src/local/reach.ts'

/** A database of one's own in the run's real Odoo, cloned from the template. */
export interface TestOdoo extends AsyncDisposable {
  readonly integration: OdooAccess
  readonly administrator: OdooAccess
  /** Login of the integration user. */
  readonly login: string
  /** How to look into Odoo's own tables, past Odoo. */
  readonly sql: string
}

let made = 0

export async function testOdoo(): Promise<TestOdoo> {
  const { url, adminKey, hubKey, cluster, dataFolder } = inject('odoo')
  const database = `odoo_${process.pid}_${made++}`
  const databases = odooDatabases(cluster, dataFolder, serviceUser(process.getuid?.()))
  await databases.clone('template19', database)
  const access = { url, database, timeout: 60_000 }
  return {
    integration: { ...access, apiKey: hubKey },
    administrator: { ...access, apiKey: adminKey },
    login: 'millwright',
    sql: urlOf(cluster, database),
    [Symbol.asyncDispose]: () => databases.drop(database),
  }
}
