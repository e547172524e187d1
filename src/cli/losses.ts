import { Command } from 'commander'
import type { Losses, LossesList } from '#api'
import { spoken } from '#model/quantity'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface Options extends PersonOptions {
  readonly plant?: string
  readonly day?: string
  readonly csv?: boolean
}

/** What each shift lost by downtime and scrap: as the console's page Losses. */
export function lossesCommand(world: World): Command {
  return withPerson(new Command('losses').description('downtime and scrap of each shift, in quantity and value'))
    .option('--plant <id>', 'only of this plant')
    .option('--day <day>', 'such as 2026-11-24, by the clock of each plant; today where absent')
    .option('--csv', 'answer as lines for a spreadsheet')
    .action((options: Options) => show(world, options))
    .addHelpText(
      'after',
      `
Examples:
  millwright losses --as fiona
  millwright losses --plant A --day 2026-11-23 --csv --as fiona > losses.csv`,
    )
}

const show = (world: World, { plant, day, csv, ...options }: Options): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const given = Object.entries({ plant, day }).filter((pair): pair is [string, string] => pair[1] !== undefined)
    const query = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
    if (csv) return world.print((await hub.text(`/losses.csv${query}`)).trimEnd())
    const { days } = await hub.ask<LossesList>(`/losses${query}`)
    if (options.json) return world.print(JSON.stringify(days, undefined, 2))
    for (const one of days) tell(world, one)
  })

function tell(world: World, { plant, day, minutes, lost, quantities, scrapped, untold, shifts }: Losses): void {
  world.print(
    `Plant ${plant}, ${day}: ${minutes} min down (${moneyOf(lost)}), scrap of ${quantities.map(spoken).join(' + ') || 'nothing'} (${moneyOf(scrapped)}); ${untold} without a rate.`,
  )
  for (const { from, ends, provisional, stops, scrap } of shifts) {
    world.print(`Shift from ${from} to ${ends}: ${provisional ? `provisional. ${provisional}` : 'closed.'}`)
    const rows = [
      ...stops.map(({ asset, minutes: long, rate, cost }) => ({
        ...{ what: `${asset} stood still`, order: '', 'how much': `${long} min` },
        ...{ rate: rate ? `${rate.value} ${rate.currency}/h` : '–', value: cost ? moneyOf([cost]) : '–' },
      })),
      ...scrap.map(({ item, label, quantity, rate, cost }) => ({
        ...{ what: `scrap of ${item}`, order: label, 'how much': spoken(quantity) },
        ...{ rate: rate ? `${rate.value} ${rate.currency} each` : '–', value: cost ? moneyOf([cost]) : '–' },
      })),
    ]
    if (rows.length > 0) world.print(table(rows))
  }
}

const moneyOf = (costs: Losses['total']): string =>
  costs.map(({ value, currency }) => `${value} ${currency}`).join(' + ') || 'nothing'
