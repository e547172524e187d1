import { Trouble } from '../trouble.ts'
import { integrationLogin } from './people.ts'

/** An Odoo of the customer's, instead of one on this machine. */
export interface OutsideOdoo {
  readonly url: string
  readonly database: string
  /** Of the integration user; Odoo before 19 asks for it. */
  readonly login: string
  readonly key: string
}

const names = ['ODOO_URL', 'ODOO_DB', 'ODOO_API_KEY'] as const

/** The Odoo that the environment names, if it names one; half a name is refused. */
export function odooFromEnvironment(env: Readonly<Record<string, string | undefined>>): OutsideOdoo | undefined {
  const missing = names.filter((name) => !env[name])
  if (missing.length === names.length) return undefined
  if (missing.length > 0) {
    throw new Trouble('missing', `To use your own Odoo, ${missing.join(' and ')} must be set too.`)
  }
  const [url = '', database = '', key = ''] = names.map((name) => env[name])
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Trouble(
      'missing',
      `ODOO_URL is "${url}", which is no web address; write it like https://odoo.example.com.`,
    )
  }
  return { url: url.replace(/\/+$/, ''), database, login: env['ODOO_LOGIN'] || integrationLogin, key }
}
