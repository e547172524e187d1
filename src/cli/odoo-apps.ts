import { z } from 'zod'
import { odooClient } from '../connectors/odoo/index.ts'
import type { OdooAccess } from '../connectors/odoo/client.ts'

const Apps = z.array(z.looseObject({ name: z.string() }))

/** Technical names of the installed apps, such as mrp; needs an administrator's key. */
export async function installedApps(access: OdooAccess): Promise<readonly string[]> {
  const odoo = odooClient(access)
  try {
    const domain = [
      ['state', '=', 'installed'],
      ['application', '=', true],
    ]
    const found = await odoo.call('ir.module.module', 'search_read', { domain, fields: ['name'] }, Apps, {})
    return found.map(({ name }) => name).sort()
  } finally {
    odoo.close()
  }
}
