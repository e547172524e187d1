import { odooClient } from '../connectors/odoo/index.ts'
import type { Version } from '../local/odoo/edition.ts'
import { editions } from '../local/odoo/editions/index.ts'
import { odooFromEnvironment, type OutsideOdoo } from '../local/odoo/environment.ts'
import { integrationLogin } from '../local/odoo/people.ts'
import { runningOdoo } from '../local/odoo/running.ts'
import { exitCode } from './exit-codes.ts'
import type { World } from './world.ts'

export async function odooStatus(world: World, wish: { json?: boolean; version: Version }): Promise<void> {
  const here = () => {
    const odoo = runningOdoo(editions[wish.version], world.folders())
    return odoo && { ...odoo, login: integrationLogin, key: odoo.people.millwright.key }
  }
  const outside = odooFromEnvironment(world.env)
  const odoo = outside ?? here()
  const answers = odoo !== undefined && (await answersMillwright(odoo))
  if (!answers) world.endWith(exitCode.missing)
  const { url, database } = odoo ?? {}
  const where = outside ? 'outside' : 'here'
  if (wish.json) return world.print(JSON.stringify({ running: odoo !== undefined, answers, where, url, database }))
  if (!odoo) return world.print('Odoo is not running; start it with "millwright odoo up".')
  const answer = answers ? 'answers' : 'does not answer'
  world.print(`Odoo ${answer} at ${url} (database "${database}"${outside ? ', named by ODOO_URL' : ''}).`)
}

async function answersMillwright({ url, database, login, key }: OutsideOdoo): Promise<boolean> {
  const client = odooClient({ url, database, login, apiKey: key, timeout: 15_000 })
  try {
    await client.userId({})
    return true
  } catch {
    return false
  } finally {
    client.close()
  }
}
