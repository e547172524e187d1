import type { OdooAccess } from '../../src/connectors/odoo/client.ts'

/** A real Odoo for tests: the integration user's access and the administrator's. */
export interface TestOdoo {
  readonly integration: OdooAccess
  readonly administrator: OdooAccess
  /** Login of the integration user. */
  readonly login: string
  /** How to look into Odoo's own tables, past Odoo. */
  readonly sql: string
}

/** The Odoo the tests run against, or undefined where there is none. */
export async function testOdoo(): Promise<TestOdoo | undefined> {
  const { ODOO_URL: url, ODOO_DB: database, ODOO_API_KEY, ODOO_ADMIN_KEY, ODOO_LOGIN, ODOO_SQL } = process.env
  if (!url || !database || !ODOO_API_KEY || !ODOO_ADMIN_KEY || !ODOO_SQL) return undefined
  const access = { url, database, timeout: 60_000 }
  return {
    integration: { ...access, apiKey: ODOO_API_KEY },
    administrator: { ...access, apiKey: ODOO_ADMIN_KEY },
    login: ODOO_LOGIN ?? 'hub',
    sql: ODOO_SQL,
  }
}
