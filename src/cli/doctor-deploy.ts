import { z } from 'zod'
import { deployment, odooClient } from '../connectors/odoo/index.ts'
import type { OdooClient } from '../connectors/odoo/client.ts'
import type { Planned } from '../connectors/odoo/deploy.ts'
import { Trouble } from '../local/trouble.ts'
import type { DoctorOptions } from './doctor.ts'
import { type OdooToLookAt, odooToLookAt } from './odoo-access.ts'
import type { World } from './world.ts'

/** Puts the procedures into Odoo, or takes them out, after they were shown and agreed to. */
export async function doctorDeploy(world: World, options: DoctorOptions): Promise<void> {
  if (options.deploy && options.undeploy) throw new Trouble('failed', 'Name one of --deploy and --undeploy, not both.')
  const odoo = odooToLookAt(world)
  const admin = odooClient({
    url: odoo.url,
    database: odoo.database,
    login: odoo.adminLogin,
    apiKey: odoo.adminKey ?? (await askForKey(world)),
    timeout: 120_000,
  })
  try {
    const wanted = deployment(admin)
    const plan = await wanted.plan()
    for (const one of plan) show(world, one)
    const forget = options.forget ?? false
    await agreed(world, options, odoo, forget)
    if (options.deploy) await wanted.deploy(await integrationLogin(odoo, admin))
    else await wanted.undeploy({ forget })
    const now = await wanted.plan()
    if (options.json)
      return world.print(
        JSON.stringify(
          now.map(({ text: _text, ...rest }) => rest),
          undefined,
          2,
        ),
      )
    world.print(
      options.deploy
        ? `Odoo at ${odoo.url} has the hub’s procedures.`
        : `Odoo at ${odoo.url} has none of the hub’s procedures any more.`,
    )
  } finally {
    admin.close()
  }
}

function show({ say }: World, { what, name, state, text, hash }: Planned): void {
  say(`${state.padEnd(8)} ${what} ${name}${hash ? `  sha256 ${hash}` : ''}`)
  if (text && state !== 'there') say(text.replaceAll(/^/gm, '    '))
}

async function agreed({ ask }: World, options: DoctorOptions, { url }: OdooToLookAt, forget: boolean): Promise<void> {
  if (options.yes) return
  const deed = options.deploy
    ? 'Put this into'
    : forget
      ? 'Take this, and the memory of every booked effect, out of'
      : 'Take this out of'
  const answer = await ask(`${deed} the Odoo at ${url}? Type yes: `)
  if (answer === undefined)
    throw new Trouble('missing', 'Nobody is at the keyboard to agree; say --yes if you have read the above.')
  if (answer.trim() !== 'yes') throw new Trouble('failed', 'Nothing was changed.')
}

async function askForKey({ ask }: World): Promise<string> {
  const key = await ask('API key of an Odoo administrator (not echoed): ', { hidden: true })
  if (key?.trim()) return key.trim()
  throw new Trouble(
    'missing',
    'This needs an administrator’s API key, once; set ODOO_ADMIN_KEY, or type it when asked.',
  )
}

/** The login behind the hub's own key: whom the procedures are for. */
async function integrationLogin(odoo: OdooToLookAt, admin: OdooClient): Promise<string> {
  const { url, database, login, key } = odoo
  const hub = odooClient({ url, database, login, apiKey: key, timeout: 30_000 })
  try {
    const uid = await hub.userId({})
    const Users = z.array(z.looseObject({ login: z.string() }))
    const found = await admin.call(
      'res.users',
      'search_read',
      { domain: [['id', '=', uid]], fields: ['login'] },
      Users,
      {},
    )
    if (found[0]) return found[0].login
    throw new Trouble(
      'failed',
      `The administrator cannot see the user (id ${uid}) whose key the hub has; both must be of one database.`,
    )
  } finally {
    hub.close()
  }
}
