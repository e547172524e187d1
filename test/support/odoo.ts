import { inject } from 'vitest'
import type { z } from 'zod'
import { type OdooAccess, odooClient } from '../../src/connectors/odoo/client.ts'
import { odooDatabases } from '../../src/local/odoo/databases.ts'
import { integrationLogin } from '../../src/local/odoo/people.ts'
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

/** A way to call that Odoo once and hang up, whatever its version. */
export const callerOf =
  (access: OdooAccess) =>
  async <Answer>(model: string, method: string, body: object, shape: z.ZodType<Answer>): Promise<Answer> => {
    const client = odooClient(access)
    try {
      return await client.call(model, method, body, shape, {})
    } finally {
      client.close()
    }
  }

let made = 0

export async function testOdoo(): Promise<TestOdoo> {
  const version = inject('odooVersion')
  const { url, adminKey, hubKey, cluster, dataFolder } = inject('odoo')
  const database = `odoo_${process.pid}_${made++}`
  const databases = odooDatabases(cluster, dataFolder, serviceUser(process.getuid?.()))
  await databases.clone(`template${version}`, database)
  const access = { url, database, timeout: 60_000 }
  return {
    integration: { ...access, login: integrationLogin, apiKey: hubKey },
    administrator: { ...access, login: 'admin', apiKey: adminKey },
    login: integrationLogin,
    sql: urlOf(cluster, database),
    [Symbol.asyncDispose]: () => databases.drop(database),
  }
}
