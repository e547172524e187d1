import { Command } from 'commander'
import type { Indicators, PlantDay, PlantDayList } from '#api'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface OfDay extends PersonOptions {
  readonly plant?: string
  readonly day?: string
}

/** What a day lost, what that puts at risk, what maintenance cost: as the console's page Plant day. */
export function plantDayCommand(world: World): Command {
  return withPerson(
    new Command('plant-day').description('downtime, OEE, orders at risk, cost of parts and reliability of a day'),
  )
    .option('--plant <id>', 'only of this plant')
    .option('--day <day>', 'such as 2026-11-24, by the clock of each plant; today where absent')
    .action((options: OfDay) => show(world, options))
    .addHelpText(
      'after',
      `
Examples:
  millwright plant-day --as paula
  millwright plant-day --plant A --day 2026-11-23 --as paula`,
    )
}

const show = (world: World, { plant, day, ...options }: OfDay): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const given = Object.entries({ plant, day }).filter((pair): pair is [string, string] => pair[1] !== undefined)
    const query = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
    const { days, group } = await hub.ask<PlantDayList>(`/plant-day${query}`)
    if (options.json) return world.print(JSON.stringify({ days, group }, undefined, 2))
    if (group) world.print(`All plants, 90 days:\n${table(group.figures.map(figureRow))}`)
    for (const one of days) tell(world, one)
  })

function tell(
  world: World,
  { plant, day, provisional, downtime, assets, atRisk, parts, costs, indicators, oee, reliability }: PlantDay,
): void {
  world.print(
    `Plant ${plant}, ${day}: ${downtime.unplanned} min down, ${downtime.planned} min agreed to; ${lateOf(atRisk)} orders would be late, ${inTheWayOf(atRisk)} in all are in the way; parts for ${moneyOf(parts.costs)}; all of it cost ${moneyOf(costs.total)}.`,
  )
  if (provisional) world.print(`Provisional: ${provisional}`)
  const lists = [
    indicators.figures.map(figureRow),
    assets.map(({ asset, unplanned, planned, stops }) => ({
      ...{ asset, 'min down': unplanned, 'min agreed': planned },
      why: stops.map(({ reason, isVoid }) => (isVoid ? 'a false alarm' : (reason ?? 'not said'))).join(', '),
    })),
    oee.centres.map(({ workCentre, availability, performance, quality, oee: whole, gap }) => ({
      'work centre': workCentre,
      ...{ availability: shareOf(availability), performance: shareOf(performance), quality: shareOf(quality) },
      ...{ OEE: shareOf(whole), 'cannot be told': gap ?? '' },
    })),
    oee.centres.flatMap(({ workCentre, missing }) =>
      missing.map(({ label, name, expected }) => ({
        ...{ 'not reported': name, of: label, 'work centre': workCentre, 'expected by': expected },
      })),
    ),
    atRisk.map(({ label, asset, promised, isLate, lateMinutes }) => ({
      ...{ order: label, 'because of': asset, promised: promised ?? '–' },
      'min late': isLate ? lateMinutes : 'only in the way',
    })),
    costs.assets.map(({ asset, lost, parts: ofParts, labour, total, untold }) => ({
      ...{ asset: asset ?? 'no asset named', 'lost production': moneyOf(lost), 'spare parts': moneyOf(ofParts) },
      ...{ work: moneyOf(labour), together: moneyOf(total) },
      'without a price or rate': untold,
    })),
    reliability.assets.map(({ asset, failures, betweenFailures, toRestore, availability }) => ({
      ...{ asset, 'failures in 90 days': failures, 'MTBF min': betweenFailures ?? '–', 'MTTR min': toRestore ?? '–' },
      available: shareOf(availability),
    })),
  ]
  for (const rows of lists) if (rows.length > 0) world.print(table(rows as never))
}

const inTheWayOf = (atRisk: PlantDay['atRisk']): number => new Set(atRisk.map(({ order }) => order)).size
const lateOf = (atRisk: PlantDay['atRisk']): number => inTheWayOf(atRisk.filter(({ isLate }) => isLate))

const figureRow = ({ indicator, value, costs, formula, owner }: Indicators['figures'][number]) => ({
  indicator,
  value: costs.length > 0 ? moneyOf(costs) : `${value ?? '–'}`,
  'computed as': formula,
  'work of': owner,
})

const shareOf = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)

const moneyOf = (costs: PlantDay['costs']['total']): string =>
  costs.map(({ value, currency }) => `${value} ${currency}`).join(' + ') || 'nothing'
