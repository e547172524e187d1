import { Command } from 'commander'
import type { UnitCost, WhyList } from '#api'
import { spoken } from '#model/quantity'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { Trouble } from '../local/trouble.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface Options extends PersonOptions {
  readonly plant?: string
}

/** What one of an order's goods cost, down to the events: as the console's page Unit cost. */
export function unitCostCommand(world: World): Command {
  return withPerson(new Command('unit-cost').description('what one of an order’s goods cost, down to the events'))
    .argument('<order>', 'name of the order in Odoo, or the hub’s id of it')
    .option('--plant <id>', 'where orders of several plants have one name')
    .action((order: string, options: Options) => show(world, order, options))
    .addHelpText(
      'after',
      `
Examples:
  millwright unit-cost WH/MO/00042 --as fiona
  millwright unit-cost odoo.42 --json --as fiona`,
    )
}

const show = (world: World, name: string, { plant, ...options }: Options): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const of = plant ? { plant } : {}
    const { items } = await hub.ask<WhyList>(`/why?${new URLSearchParams({ q: name, ...of }).toString()}`)
    const order = items.find(({ key, label }) => key === name || label === name)
    if (!order) throw new Trouble('missing', `The hub knows no order ${name}; name it as Odoo does, or by its id.`)
    const told = await hub.ask<UnitCost>(
      `/unit-cost/${encodeURIComponent(order.key)}?${new URLSearchParams({ plant: order.plant }).toString()}`,
    )
    if (options.json) return world.print(JSON.stringify(told, undefined, 2))
    tell(world, told)
  })

function tell(
  world: World,
  { order, currency, quantity, total, perUnit, parts, unexplained, ...more }: UnitCost,
): void {
  world.print(
    `${order.label}: ${perUnit ?? '–'} ${currency} each, ${total} ${currency} for ${spoken(quantity)}${order.state === 'closed' ? '' : ' so far'}.`,
  )
  world.print(
    table(
      parts.flatMap(({ kind, lines }) =>
        lines.map(({ event, amount, origin, by, document }) => ({
          ...{
            part: kind,
            amount: `${amount ?? '0'} ${currency}`,
            what: event ? `${event.title} ${event.id}` : origin,
          },
          ...{ by, 'in Odoo': `${document.kind} ${document.id}` },
        })),
      ),
    ),
  )
  if (unexplained !== null) world.print(`NOT EXPLAINED: ${unexplained} ${currency}.`)
  for (const { quantity: bad, item, reason } of more.scrap)
    world.print(`Scrap: ${spoken(bad)} of ${item}${reason ? `, ${reason}` : ''}; borne by the good ones.`)
  for (const { asset, total: costs } of more.maintenance?.costs ?? [])
    world.print(
      `Maintenance meanwhile, in the cost of no goods: ${asset ?? 'no asset named'}, ${costs.map((one) => `${one.value} ${one.currency}`).join(' + ') || 'nothing told'}.`,
    )
}
