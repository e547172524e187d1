import { Command } from 'commander'
import type { AssetCost, AssetCostList, OrderPartsView, SparePartsList, StoreroomCountView } from '#api'
import { spoken } from '#model/quantity'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface Options extends PersonOptions {
  readonly plant?: string
  readonly order?: string
  readonly cost?: boolean
  readonly counts?: boolean
}

/** Spare parts of maintenance, as the console's page Parts. */
export function partsCommand(world: World): Command {
  const parts = new Command('parts').description('spare parts of maintenance orders')
  return withPerson(parts)
    .option('--plant <id>', 'only of this plant')
    .option('--order <id>', 'the movements of one maintenance order, by its id or by what people call it')
    .option('--counts', 'what two systems keep count of, and where they differ')
    .option('--cost', 'what assets have cost: spare parts, work and lost production')
    .action((options: Options) => show(world, options))
    .addHelpText(
      'after',
      `
Examples:
  millwright parts --as paula
  millwright parts --order WO000007 --as paula
  millwright parts --counts --as paula
  millwright parts --cost --plant A --as paula`,
    )
}

const show = (world: World, { plant, order, cost, counts, ...options }: Options): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const asked = plant ? `?${new URLSearchParams({ plant }).toString()}` : ''
    if (cost) return tellCosts(world, await hub.ask<AssetCostList>(`/asset-costs${asked}`), options)
    const told = await hub.ask<SparePartsList>(`/spare-parts${asked}`)
    if (counts) return tellCounts(world, told, options)
    const orders = told.orders.filter((one) => !order || one.order === order || one.label === order)
    if (options.json) return world.print(JSON.stringify({ ...told, orders }, undefined, 2))
    if (orders.length === 0)
      return world.print(
        order ? `No maintenance order ${order} has spare parts.` : 'No maintenance order has spare parts.',
      )
    world.print(table(order ? orders.flatMap(({ moves }) => moves.map(moveRow)) : orders.flatMap(lineRows)))
  })

const moneyOf = (costs: AssetCost['total']): string =>
  costs.map(({ value, currency }) => `${value} ${currency}`).join(', ') || '–'

const lineRows = ({ plant, label, state, lines, signals }: OrderPartsView) =>
  lines.map(({ part, planned, asked, ready, used, refused }) => ({
    plant,
    order: label,
    state,
    part,
    planned: planned ? spoken(planned) : '–',
    ready: asked ? `${ready ? spoken(ready) : '?'} of ${spoken(asked)}` : '–',
    used: used ? spoken(used) : '–',
    'asked of the buyer': signals
      .filter((one) => one.part === part)
      .map((one) => `${spoken(one.quantity)} (${one.label})`)
      .join(', '),
    'in the way': refused ?? '',
  }))

const moveRow = ({
  part,
  quantity,
  isBack,
  lot,
  occurredAt,
  late,
  bookedOn,
  worth,
  refused,
}: OrderPartsView['moves'][number]) => ({
  part,
  moved: `${isBack ? 'back' : 'used'} ${spoken(quantity)}`,
  lot: lot ?? '',
  at: occurredAt,
  'known after': `${late} min`,
  'booked on': bookedOn ?? '–',
  worth: worth ? `${worth.value} ${worth.currency}` : '–',
  'in the way': refused ?? '',
})

function tellCounts(world: World, { counts, countedOtherwise }: SparePartsList, { json }: PersonOptions): void {
  if (json) return world.print(JSON.stringify({ counts, countedOtherwise }, undefined, 2))
  world.print(counts.length > 0 ? table(counts.map(countRow)) : 'No two systems keep count of a storeroom.')
}

const countRow = ({
  plant,
  part,
  storeroom,
  by,
  counted,
  price,
  books,
  booksPrice,
  owner,
  differs,
}: StoreroomCountView) => ({
  plant,
  part,
  storeroom: storeroom ?? 'all',
  counted: `${spoken(counted)}${price ? ` at ${price}` : ''} by ${by}`,
  'in Odoo': `${books ? spoken(books) : 'not there'}${booksPrice ? ` at ${booksPrice}` : ''}`,
  owner,
  differs: differs ?? '',
})

function tellCosts(world: World, told: AssetCostList, { json }: PersonOptions): void {
  if (json) return world.print(JSON.stringify(told, undefined, 2))
  world.print(told.costs.length > 0 ? table(told.costs.map(costRow)) : 'No asset has used a part or stood still.')
}

const costRow = ({
  plant,
  asset,
  name,
  lost,
  parts,
  labour,
  total,
  corrective,
  preventive,
  stops,
  untold,
}: AssetCost) => ({
  plant,
  asset: name ? `${name} (${asset})` : (asset ?? 'no asset named'),
  'min lost': stops.reduce((sum, { minutes }) => sum + minutes, 0),
  'lost production': moneyOf(lost),
  'spare parts': moneyOf(parts),
  work: moneyOf(labour),
  corrective: moneyOf(corrective),
  preventive: moneyOf(preventive),
  together: moneyOf(total),
  'without a price or rate': untold,
})
