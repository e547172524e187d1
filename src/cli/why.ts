import { Command, InvalidArgumentError } from 'commander'
import { readEstate } from '#governance/estate-file'
import { Failure } from '#kernel/failure'
import { Figure, figures } from '#model/account'
import { ProductionLedger } from '#model/ports/production-ledger'
import { orderNamed, why } from '#why'
import { askOne } from '../hub/connections.ts'
import { odoo } from '../connectors/odoo/index.ts'
import { OdooSettings } from '../connectors/odoo/settings.ts'
import { Trouble } from '../local/trouble.ts'
import { exitCode } from './exit-codes.ts'
import { homeOf } from './home.ts'
import { onHubDatabase } from './hub-database.ts'
import { odooToLookAt } from './odoo-access.ts'
import { told } from './why-told.ts'
import type { World } from './world.ts'

interface Options {
  readonly item?: string
  readonly operation?: string
  readonly lot?: string
  readonly plant?: string
  readonly json?: boolean
}

export const whyCommand = (world: World): Command =>
  new Command('why')
    .argument('<order>', 'name of the order in Odoo, or the hub’s id of it')
    .argument('[value]', figures.join(', '), 'produced')
    .option('--item <number>', 'for used, byproduct, scrapped and on-hand')
    .option('--operation <number>', 'for completed and time; also for state, start and end')
    .option('--lot <number>', 'for on-hand')
    .option('--plant <id>', 'where orders of several plants have one name')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      `
Examples:
  millwright why WH/MO/00042
  millwright why WH/MO/00042 used --item STEEL-2MM
  millwright why odoo.42 on-hand --lot F-2611
  millwright why odoo.42 state --operation 20

Exit codes:
  0  every part is explained
  1  some of it is not; the line says how much
  2  the command was not understood
  3  there is no such order, or Odoo or the hub's database cannot be asked`,
    )
    .action((order: string, value: string, options: Options) => explainTo(world, order, value, options))

async function explainTo(world: World, name: string, value: string, { plant, json, ...more }: Options): Promise<void> {
  const home = homeOf(world)
  await onHubDatabase(world, async ({ database }) => {
    const order = await orderNamed(database, home, name, plant)
    if (!order) throw new Trouble('missing', `The hub knows no order ${name}; name it as Odoo does, or by its id.`)
    const figure = Figure.safeParse({ order: order.key, figure: value, ...more })
    if (!figure.success)
      throw new InvalidArgumentError(`${value} is not understood: ${figure.error.issues[0]?.message}; see --help.`)
    await using stack = new AsyncDisposableStack()
    const account = await ledgerOf(world, order.plant, stack)(order.plant, ProductionLedger.account(figure.data))
    if (account instanceof Failure) throw new Trouble('missing', `Odoo does not tell it: ${account.message}`)
    const explained = await why(database, home, order.plant, account)
    world.print(json ? JSON.stringify(explained, undefined, 2) : told(order.data.order.label, figure.data, explained))
    if (!explained.explanation.isWhole) world.endWith(exitCode.failed)
  })
}

/** The ledger of the plant in the estate, else the Odoo that runs on this machine. */
function ledgerOf(world: World, plant: string, stack: AsyncDisposableStack) {
  const opened = odoo.connect(settingsOf(world, plant))
  stack.defer(() => opened.close())
  const connection = { system: 'odoo', keeper: opened.provides[0]!, callsAtOnce: 1, deadline: 20_000, lingers: 20_000 }
  return askOne(() => connection)
}

function settingsOf(world: World, plant: string): OdooSettings {
  const folder = world.env['MILLWRIGHT_ESTATE']
  const system =
    folder &&
    readEstate(folder, world.env).systems.find(({ kind, plants }) => kind === 'odoo' && plants.includes(plant))
  if (system) return OdooSettings.parse({ ...system.settings, system: system.id, plant })
  const { url, database, login, key } = odooToLookAt(world)
  return OdooSettings.parse({ url, database, login, apiKey: key, plant, timeout: 20_000 })
}
