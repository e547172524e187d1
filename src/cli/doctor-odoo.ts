import { odoo } from '../connectors/odoo/index.ts'
import { OdooSettings } from '../connectors/odoo/settings.ts'
import { installedApps } from './odoo-apps.ts'
import { odooToLookAt } from './odoo-access.ts'
import { modeOf } from './odoo-mode.ts'
import { advice, type Symptom, well, wrong } from './symptom.ts'
import type { World } from './world.ts'

export async function odooSymptoms(world: World): Promise<readonly Symptom[]> {
  const { url, database, login, key, adminKey, adminLogin } = odooToLookAt(world)
  const { mode, why } = modeOf(world, url)
  const opened = odoo.connect(
    OdooSettings.parse({ url, database, login, apiKey: key, mode, plant: 'doctor', timeout: 20_000 }),
  )
  try {
    await opened.probe(AbortSignal.timeout(20_000))
    const { version, user, findings } = await opened.diagnose()
    const missing = findings.filter(({ kind }) => kind === 'missing')
    return [
      well(
        'odoo',
        `${version ? `Odoo ${version}` : 'an Odoo'} answers at ${url} (database "${database}"${user ? `, as ${user}` : ''})`,
      ),
      await apps({ url, database, adminLogin, ...(adminKey ? { adminKey } : {}) }),
      well('odoo', modes[mode](why)),
      ...findings.map(({ kind, what }) => (kind === 'missing' ? wrong : advice)('odoo', what)),
      ...(missing.length === 0
        ? [well('odoo', `models, fields, rights${mode === 'plain' ? '' : ' and procedures'} are as the hub needs them`)]
        : []),
      ...(missing.some(({ what }) => /procedure|x_millwright/.test(what))
        ? [advice('odoo', 'an administrator mends procedures with "millwright doctor --deploy"')]
        : []),
    ]
  } finally {
    opened.close()
  }
}

const modes = {
  procedures: (why: string) => `the hub books by procedures, each booking one transaction of Odoo (${why})`,
  plain: (why: string) => `the hub books in plain mode, by ordinary calls; nothing is to be deployed (${why})`,
} as const

/** The list of apps is the administrator's to read. */
async function apps({
  url,
  database,
  adminLogin,
  adminKey,
}: {
  url: string
  database: string
  adminLogin: string
  adminKey?: string
}): Promise<Symptom> {
  if (!adminKey)
    return advice(
      'odoo',
      'which apps are installed only an administrator can see; set ODOO_ADMIN_KEY to have them listed',
    )
  const installed = await installedApps({ url, database, login: adminLogin, apiKey: adminKey, timeout: 20_000 })
  return well('odoo', `installed apps: ${installed.join(', ')}`)
}
