import { Command } from 'commander'
import type { WorkOrderList, WorkOrderView } from '#api'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface Options extends PersonOptions {
  readonly plant?: string
  readonly open?: boolean
  readonly corrective?: boolean
  readonly preventive?: boolean
}

const over: readonly string[] = ['completed', 'closed', 'cancelled']

/** Maintenance orders, as the console's page Work orders. */
export function workOrdersCommand(world: World): Command {
  const orders = new Command('work-orders').description('maintenance orders of all sources')
  return withPerson(orders)
    .option('--plant <id>', 'only of this plant')
    .option('--open', 'only those that are not over')
    .option('--corrective', 'only where something had failed')
    .option('--preventive', 'only what is done before something fails')
    .action((options: Options) => show(world, options))
    .addHelpText(
      'after',
      `
Examples:
  millwright work-orders --as paula
  millwright work-orders --open --corrective --plant A --as paula`,
    )
}

const show = (world: World, { plant, open, corrective, preventive, ...options }: Options): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const asked = plant ? `?${new URLSearchParams({ plant }).toString()}` : ''
    const told = await hub.ask<WorkOrderList>(`/maintenance-orders${asked}`)
    const bySort = corrective !== preventive
    const orders = told.orders.filter(
      ({ state, isCorrective }) =>
        !(open && over.includes(state)) && (!bySort || isCorrective === (corrective ?? false)),
    )
    if (options.json) return world.print(JSON.stringify(orders, undefined, 2))
    world.print(orders.length > 0 ? table(orders.map(rowOf)) : 'No such maintenance order is known.')
  })

function rowOf(one: WorkOrderView) {
  const {
    plant,
    system,
    label,
    title,
    kind,
    asset,
    assetName,
    state,
    window,
    breakdown,
    parts,
    mirror,
    openExceptions,
  } = one
  return {
    plant,
    order: label,
    of: system,
    what: title,
    kind,
    asset: asset ? (assetName ? `${assetName} (${asset})` : asset) : '–',
    state,
    planned: one.plannedStart ?? '–',
    window: window ? `${window.start} to ${window.end}, ${window.state}` : '–',
    'stands still': breakdown ? `${breakdown.from} to ${breakdown.until ?? 'now'}` : '–',
    parts: parts ? (parts.isShort ? 'missing' : 'enough') : '–',
    'in Odoo': mirror ? (mirror.refused ?? mirror.stage ?? 'on its way') : '–',
    'in the way': openExceptions > 0 ? `${openExceptions}` : '',
  }
}
