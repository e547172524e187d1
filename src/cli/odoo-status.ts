import { odooFromEnvironment } from '../local/odoo/environment.ts'
import { isHealthy } from '../local/odoo/health.ts'
import { runningOdoo } from '../local/odoo/running.ts'
import { exitCode } from './exit-codes.ts'
import type { World } from './world.ts'

export async function odooStatus(world: World, { json = false }: { json?: boolean }): Promise<void> {
  const here = () => {
    const odoo = runningOdoo(world.folders())
    return odoo && { ...odoo, key: odoo.people.millwright.key }
  }
  const outside = odooFromEnvironment(world.env)
  const odoo = outside ?? here()
  const answers = odoo !== undefined && (await isHealthy(odoo, 15_000))
  if (!answers) world.endWith(exitCode.missing)
  const { url, database } = odoo ?? {}
  const where = outside ? 'outside' : 'here'
  if (json) return world.print(JSON.stringify({ running: odoo !== undefined, answers, where, url, database }))
  if (!odoo) return world.print('Odoo is not running; start it with "millwright odoo up".')
  const answer = answers ? 'answers' : 'does not answer'
  world.print(`Odoo ${answer} at ${url} (database "${database}"${outside ? ', named by ODOO_URL' : ''}).`)
}
