import { Command } from 'commander'
import type { CapacityList, ReachList, WindowAnswer, WindowList, WindowView } from '#api'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface OfPlant extends PersonOptions {
  readonly plant?: string
}
interface OfDays extends OfPlant {
  readonly workCentre?: string
  readonly from?: string
  readonly until?: string
}

/** What takes work centres out of work, and what they can do meanwhile: as the console's page Windows. */
export function windowsCommand(world: World): Command {
  const windows = new Command('windows')
  withPerson(
    windows
      .command('list', { isDefault: true })
      .description('maintenance windows, who agreed, and the orders in the way'),
  )
    .option('--plant <id>', 'only of this plant')
    .action((options) => list(world, options))
  withPerson(windows.command('capacity').description('what work centres can do on each day, less what is closed'))
    .option('--plant <id>', 'only of this plant')
    .option('--work-centre <id>', 'only this one, by the id of "millwright assets work-centres"')
    .option('--from <day>', 'first day, such as 2026-11-24; today where absent')
    .option('--until <day>', 'last day; a week where absent')
    .action((options) => capacity(world, options))
  withPerson(
    windows
      .command('plan')
      .description('plan a window, or another time for one that was planned here; production is asked')
      .argument('<equipment...>', 'what is taken out of work: places or assets, as "millwright assets" names them')
      .requiredOption('--plant <id>', 'plant they stand in')
      .requiredOption('--from <moment>', 'when it begins, such as 2026-11-24T06:00:00+01:00')
      .requiredOption('--until <moment>', 'when it is over')
      .requiredOption('--title <text>', 'what is to be done')
      .option('--window <name>', 'of the one that is changed')
      .option('--seen <version>', 'its version, as it was seen', Number)
      .option('--on-trial', 'only say what is in its way'),
  ).action((equipment, options) => plan(world, equipment, options))
  withPerson(
    windows
      .command('step')
      .description('say of a window that was planned here: start, finish or cancel')
      .argument('<window>', 'its name')
      .argument('<step>', 'start, finish or cancel')
      .requiredOption('--plant <id>', 'its plant')
      .requiredOption('--reason <text>', 'why, for whoever audits it'),
  ).action((window, what, options) => step(world, window, what, options))
  withPerson(
    windows.command('reach').description('whether what maintenance says reaches planning, and what is missing'),
  )
    .option('--plant <id>', 'only of this plant')
    .action((options) => reach(world, options))
  return windows.addHelpText(
    'after',
    `
Production agrees under Approvals, in the console or through the API.

Examples:
  millwright windows --as paula
  millwright windows plan PRESS-1 --plant A --from 2026-11-24T06:00:00+01:00 --until 2026-11-24T10:00:00+01:00 --title "New seals" --as mia
  millwright windows step W-0a1b2c3d cancel --plant A --reason "no seals" --as mia
  millwright windows capacity --plant A --from 2026-11-24 --until 2026-11-30 --as paula`,
  )
}

const asked = (wish: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(wish).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : ''
}

const list = (world: World, { plant, ...options }: OfPlant): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const { windows } = await hub.ask<WindowList>(`/windows${asked({ plant })}`)
    if (options.json) return world.print(JSON.stringify(windows, undefined, 2))
    if (windows.length === 0) return world.print('No maintenance window is known.')
    world.print(table(windows.map(rowOf)))
  })

interface Planned extends PersonOptions {
  readonly plant: string
  readonly from: string
  readonly until: string
  readonly title: string
  readonly window?: string
  readonly seen?: number
  readonly onTrial?: boolean
}

const plan = (
  world: World,
  equipment: readonly string[],
  { plant, from, until, title, window, seen, onTrial = false, ...options }: Planned,
): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const changed = window === undefined ? {} : { window, version: seen }
    const wish = { plant, equipment, start: from, end: until, title, onTrial, ...changed }
    show(world, options, await hub.tell<WindowAnswer>('/windows', wish))
  })

const step = (
  world: World,
  window: string,
  what: string,
  { plant, reason, ...options }: PersonOptions & { readonly plant: string; readonly reason: string },
): Promise<void> =>
  asPerson(world, options, async (hub) =>
    show(world, options, await hub.tell<WindowAnswer>('/windows/steps', { plant, window, step: what, reason })),
  )

const show = (world: World, { json }: PersonOptions, answer: WindowAnswer): void =>
  world.print(json ? JSON.stringify(answer, undefined, 2) : `${answer.window}: ${answer.sentence}`)

const rowOf = ({ plant, window, state, plan, maintenance, production, outside, affected }: WindowView) => ({
  plant,
  window,
  state,
  from: plan.start,
  until: plan.end,
  'work centres': plan.workCentres.map(({ name }) => name).join(', '),
  maintenance: maintenance ?? '–',
  production: production ?? '–',
  'planner outside': [...new Set(outside.map((one) => one.state))].join(', ') || '–',
  'in the way': affected.map(({ label, minutes }) => `${label} ${minutes} min`).join(', '),
})

const reach = (world: World, { plant, ...options }: OfPlant): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const { plants } = await hub.ask<ReachList>(`/maintenance-reach${asked({ plant })}`)
    if (options.json) return world.print(JSON.stringify(plants, undefined, 2))
    const words = { yes: 'yes', no: 'no', nothing: 'nothing was to reach it' }
    for (const { plant: name, answer, proof, missing } of plants) {
      world.print(`Plant ${name}: ${words[answer]}.${proof ? ` Last proof, ${proof.at}: ${proof.sentence}` : ''}`)
      for (const one of missing) world.print(`  Expected by ${one.expectedBy}: ${one.sentence} ${one.remedy}`)
    }
  })

const capacity = (world: World, { plant, workCentre, from, until, ...options }: OfDays): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const told = await hub.ask<CapacityList>(`/capacity${asked({ plant, workCentre, from, until })}`)
    if (options.json) return world.print(JSON.stringify(told, undefined, 2))
    const hours = (minutes: number): string => (minutes / 60).toFixed(2)
    world.print(
      table(
        told.workCentres.flatMap(({ name, days }) =>
          days.map(({ day, calendar, closed, free }) => ({
            'work centre': name,
            day,
            'h by calendar': hours(calendar),
            closed: hours(closed),
            free: hours(free),
          })),
        ),
      ),
    )
    for (const away of told.away) world.say(`Plant ${away.plant}: ${away.sentence}`)
  })
