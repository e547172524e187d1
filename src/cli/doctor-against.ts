import { odoo } from '../connectors/odoo/index.ts'
import { OdooSettings } from '../connectors/odoo/settings.ts'
import { differencesBetween, type OdooShape } from '../connectors/odoo/upgrade.ts'
import { Trouble } from '../local/trouble.ts'
import type { DoctorOptions } from './doctor.ts'
import { exitCode } from './exit-codes.ts'
import { odooToLookAt } from './odoo-access.ts'
import { modeOf } from './odoo-mode.ts'
import { advice, lineOf, type Symptom, well, wrong } from './symptom.ts'
import type { World } from './world.ts'

/** What would change for the hub if it worked with another Odoo: a newer one, a restored one, a test system. */
export async function doctorAgainst(
  world: World,
  options: DoctorOptions & { readonly against: string },
): Promise<void> {
  const here = odooToLookAt(world)
  const { mode } = modeOf(world, here.url)
  const apiKey = await keyOfTheOther(world)
  const other = { url: options.against.replace(/\/+$/, ''), database: options.database ?? here.database }
  const open = (settings: object) =>
    odoo.connect(OdooSettings.parse({ mode, plant: 'doctor', timeout: 60_000, ...settings }))
  const now = open({ url: here.url, database: here.database, login: here.login, apiKey: here.key })
  const then = open({ ...other, login: here.login, apiKey })
  try {
    const [before, after] = await Promise.all([now.shape(), then.shape()])
    const { findings, version: seenFromWithin } = await then.diagnose()
    const differences = differencesBetween(before, after)
    const symptoms: readonly Symptom[] = [
      well('upgrade', `from Odoo ${before.version} at ${here.url} to Odoo ${after.version} at ${other.url}`),
      // What is missing was found by looking at the other alone as well; it is told once.
      ...findings
        .filter(({ what }) => !/^(field|model) /.test(what))
        .map(({ kind, what }) => (kind === 'missing' ? wrong : advice)('there', what)),
      ...howMethodsAreKnown(after, seenFromWithin !== undefined),
      ...differences.map(({ kind, what }) =>
        kind === 'known'
          ? well('known', what)
          : wrong(kind, kind === 'missing' ? what : `${what}; the hub has not been tried with that`),
      ),
    ]
    const stands = symptoms.filter(({ state }) => state === 'wrong').length
    const last =
      stands === 0
        ? well('upgrade', 'nothing that the live flows use is missing or changed there without the hub knowing')
        : wrong(
            'upgrade',
            `${stands} of these stand in the way; procedures are put there with "millwright doctor --deploy"`,
          )
    if (stands > 0) world.endWith(exitCode.failed)
    const all = [...symptoms, last]
    world.print(options.json ? JSON.stringify(all, undefined, 2) : all.map(lineOf).join('\n'))
  } finally {
    now.close()
    then.close()
  }
}

/** Methods cannot be asked for from outside, and calling one to see whether it is there would do its work. */
function howMethodsAreKnown({ calls, recorded, version }: OdooShape, seenFromWithin: boolean): readonly Symptom[] {
  const count = Object.values(calls).flat().length
  if (count === 0) return []
  const methods = `${count} methods that the procedures call`
  if (seenFromWithin) return [well('methods', `the procedure inspect looked for the ${methods}, there`)]
  if (recorded)
    return [
      well(
        'methods',
        `${methods} are known by a record of Odoo ${recorded.version}; deployed there, the hub looks itself`,
      ),
    ]
  return [
    advice(
      'methods',
      `whether Odoo ${version} has the ${methods} is not known: deploy there with "millwright doctor --deploy", then ask again`,
    ),
  ]
}

async function keyOfTheOther({ env, ask }: World): Promise<string> {
  const key = env['ODOO_AGAINST_KEY'] ?? (await ask('API key of the hub’s user there (not echoed): ', { hidden: true }))
  if (key?.trim()) return key.trim()
  throw new Trouble('missing', 'Set ODOO_AGAINST_KEY to the API key of the hub’s user in the other Odoo.')
}
