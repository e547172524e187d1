import { Command } from 'commander'
import type { DueWorkList, PlanWish, UpkeepList, WindowAnswer } from '#api'
import { hours } from '#kernel/time'
import { spoken, type Unit } from '#model/quantity'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface OfPlant extends PersonOptions {
  readonly plant?: string
}
interface InPlant extends PersonOptions {
  readonly plant: string
}

/** Preventive work that is done again and again, and what of it is due: as the console's pages Assets and Windows. */
export function upkeepCommand(world: World): Command {
  const upkeep = new Command('upkeep')
  withPerson(upkeep.command('list', { isDefault: true }).description('maintenance plans, and when each is due'))
    .option('--plant <id>', 'only of this plant')
    .action((options) => list(world, options))
  withPerson(
    upkeep.command('due').description('what is due soon, the cheapest time for it and the orders it would hit'),
  )
    .option('--plant <id>', 'only of this plant')
    .action((options) => due(world, options))
  withPerson(
    upkeep
      .command('plan')
      .description('tell a plan anew or change it; with --done-at say that its work was done')
      .argument('<plan>', 'its name, such as PM-PRESS-7')
      .argument('<asset>', 'the asset, as "millwright assets" names it')
      .requiredOption('--plant <id>', 'plant the asset stands in')
      .requiredOption('--title <text>', 'what is to be done')
      .requiredOption('--hours <n>', 'how long the asset stands still for it', Number)
      .requiredOption('--done-at <moment>', 'when it was done last')
      .requiredOption('--reason <text>', 'why, for whoever audits it')
      .option('--days <n>', 'every so many days', Number)
      .option('--meter <name>', 'or by what this meter of the asset counts')
      .option('--amount <n>', 'every so much of the meter')
      .option('--unit <code>', 'what the meter counts, such as HUR (hours) or H87 (pieces)')
      .option('--ahead <days>', 'shown so many days ahead', Number)
      .option('--any-time', 'also outside of the working hours of the work centre'),
  ).action((name, asset, options) => keep(world, { plan: name, asset }, options))
  withPerson(
    upkeep
      .command('drop')
      .description('end a plan; windows that were planned for it stay')
      .argument('<plan>', 'its name')
      .requiredOption('--plant <id>', 'its plant')
      .requiredOption('--reason <text>', 'why, for whoever audits it'),
  ).action((plan, options) => drop(world, plan, options))
  withPerson(
    upkeep
      .command('propose')
      .description('propose the window for work that is due, once; production is asked')
      .argument('<plan>', 'its name')
      .requiredOption('--plant <id>', 'its plant')
      .option('--from <moment>', 'when it begins; at the cheapest time where absent'),
  ).action((plan, options) => propose(world, plan, options))
  return upkeep.addHelpText(
    'after',
    `
Examples:
  millwright upkeep plan PM-SEALS PRESS-7 --plant A --title "New seals" --days 90 --hours 4 --done-at 2026-11-02T10:00:00+01:00 --reason "as the maker says" --as mia
  millwright upkeep plan PM-OIL PRESS-7 --plant A --title "New oil" --meter hours --amount 500 --unit HUR --hours 2 --done-at 2026-11-02T10:00:00+01:00 --reason "as the maker says" --as mia
  millwright upkeep due --as mia
  millwright upkeep propose PM-SEALS --plant A --as mia`,
  )
}

const of = ({ plant }: OfPlant): string => (plant ? `?plant=${encodeURIComponent(plant)}` : '')

const list = (world: World, options: OfPlant): Promise<void> =>
  asPerson(world, options, async (hub) => show(world, await hub.ask<UpkeepList>(`/upkeep${of(options)}`), options))

interface Kept extends InPlant, Pick<PlanWish['plan'], 'title' | 'hours' | 'doneAt'> {
  readonly reason: string
  readonly days?: number
  readonly meter?: string
  readonly amount?: string
  readonly unit?: Unit
  readonly ahead?: number
  readonly anyTime?: boolean
}

const keep = (
  world: World,
  named: Pick<PlanWish['plan'], 'plan' | 'asset'>,
  { plant, reason, days, meter, amount, unit, title, hours: long, ahead, anyTime, doneAt, ...options }: Kept,
): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const every = days === undefined ? { meter, amount: { value: amount, uom: unit } } : { days }
    const plan = { ...named, title, every, hours: long, doneAt, onShift: anyTime !== true, ...(ahead ? { ahead } : {}) }
    show(world, await hub.tell<UpkeepList>('/upkeep', { plant, plan, reason }), options)
  })

const drop = (
  world: World,
  plan: string,
  { plant, reason, ...options }: InPlant & { readonly reason: string },
): Promise<void> =>
  asPerson(world, options, async (hub) =>
    show(world, await hub.tell<UpkeepList>('/upkeep/drops', { plant, plan, reason }), options),
  )

const due = (world: World, options: OfPlant): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const told = await hub.ask<DueWorkList>(`/due-work${of(options)}`)
    if (options.json) return world.print(JSON.stringify(told.due, undefined, 2))
    if (told.due.length === 0) return world.print('Nothing is due soon.')
    world.print(
      table(
        told.due.map(({ plant, plan, due: { at, planned }, slot, sentence }) => ({
          ...{ plant, plan: plan.plan, what: plan.title, due: at ?? '', 'planned for': planned?.start ?? '' },
          cheapest: slot?.from ?? sentence ?? '',
          costs: slot ? Math.round(slot.cost) : '',
          'in the way': (slot?.orders ?? [])
            .map(
              ({ label, minutes, lateBy }) => `${label} ${minutes} min${lateBy > 0 ? `, ${late(lateBy)} later` : ''}`,
            )
            .join(', '),
        })),
      ),
    )
  })

const late = (seconds: number): string => `${(seconds / (hours(1) / 1000)).toFixed(1)} h`

const propose = (
  world: World,
  plan: string,
  { plant, from: start, ...options }: InPlant & { readonly from?: string },
): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const told = await hub.tell<WindowAnswer>('/due-work', { plant, plan, ...(start ? { start } : {}) })
    world.print(options.json ? JSON.stringify(told, undefined, 2) : `${told.window}: ${told.sentence}`)
  })

function show(world: World, { plans }: UpkeepList, { json }: PersonOptions): void {
  if (json) return world.print(JSON.stringify(plans, undefined, 2))
  if (plans.length === 0) return world.print('No maintenance plan is known; "millwright upkeep plan" tells one.')
  world.print(
    table(
      plans.map(({ plant, plan, due: { since, at, isOverdue, left, planned } }) => ({
        ...{ plant, plan: plan.plan, asset: plan.asset, what: plan.title },
        every: 'days' in plan.every ? `${plan.every.days} days` : `${spoken(plan.every.amount)} of ${plan.every.meter}`,
        ...{ hours: plan.hours, 'done last': since, due: at ? `${at}${isOverdue ? ' (overdue)' : ''}` : 'not known' },
        ...{ left: left ? spoken(left) : '', window: planned?.state ?? '' },
      })),
    ),
  )
}
