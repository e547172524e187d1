import { Command } from 'commander'
import type { CapacityList, WindowList, WindowView } from '#api'
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
  return windows.addHelpText(
    'after',
    `
Production agrees under Approvals, in the console or through the API.

Examples:
  millwright windows --as paula
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

const rowOf = ({ plant, window, state, plan, maintenance, production, affected }: WindowView) => ({
  plant,
  window,
  state,
  from: plan.start,
  until: plan.end,
  'work centres': plan.workCentres.map(({ name }) => name).join(', '),
  maintenance: maintenance ?? '–',
  production: production ?? '–',
  'in the way': affected.map(({ label, minutes }) => `${label} ${minutes} min`).join(', '),
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
