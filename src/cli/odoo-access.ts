import { odooFromEnvironment } from '../local/odoo/environment.ts'
import { integrationLogin } from '../local/odoo/people.ts'
import { anyRunningOdoo } from '../local/odoo/running.ts'
import { Trouble } from '../local/trouble.ts'
import type { World } from './world.ts'

export interface OdooToLookAt {
  readonly url: string
  readonly database: string
  /** Of the integration user. */
  readonly login: string
  /** Of the integration user. */
  readonly key: string
  /** Of an administrator, when one is at hand. */
  readonly adminKey?: string
  readonly adminLogin: string
}

/** The Odoo a command is about: the one the environment names, else the one that runs on this machine. */
export function odooToLookAt({ env, folders }: Pick<World, 'env' | 'folders'>): OdooToLookAt {
  const given = env['ODOO_ADMIN_KEY']
  const outside = odooFromEnvironment(env)
  const adminLogin = env['ODOO_ADMIN_LOGIN'] || 'admin'
  if (outside) return { ...outside, adminLogin, ...(given ? { adminKey: given } : {}) }
  const here = anyRunningOdoo(folders())
  if (here)
    return {
      url: here.url,
      database: here.database,
      login: integrationLogin,
      key: here.people.millwright.key,
      adminKey: given ?? here.people.admin.key,
      adminLogin,
    }
  throw new Trouble(
    'missing',
    'No Odoo runs here and ODOO_URL is not set; run "millwright up" in another terminal, or set ODOO_URL, ODOO_DB and ODOO_API_KEY.',
  )
}
