import type { z } from 'zod'
import { type Duration, type Instant, minutes } from '#kernel/time'
import {
  INDICATORS_DEFINITION,
  indicators,
  type IndicatorName,
  indicatorsOf,
  type IndicatorSums,
} from '#model/indicators'
import { type Reliability, reliabilityOf, workIn } from '#model/reliability'
import { assetCosts, type CostGround } from '../asset-costs/view.ts'
import type { PlantDay } from './contract.ts'
import { knownStop, windowsOf } from './stops.ts'

type Shown = z.input<typeof PlantDay>['indicators']

/** The sums of one plant: of what fills a place, or stood still. */
export function sumsOf(ground: CostGround, atRisk: number): IndicatorSums {
  const { from, until, work, agreed } = ground
  const span = { from, until, work }
  const stops = ground.stops.map(knownStop)
  const placed = ground.assets.filter(({ equipment }) => equipment !== null)
  const quiet = reliabilityOf({ ...span, stops: [], windows: [] })
  const each = [...new Set([...placed, ...stops].map(({ asset }) => asset))].map((asset) => {
    const windows = windowsOf(agreed, [asset, placed.find((one) => one.asset === asset)?.equipment])
    const own = stops.filter((one) => one.asset === asset)
    // Most assets of a plant neither stood still nor were taken out: their time is looked up once for all.
    const figures: Reliability =
      own.length + windows.length === 0 ? quiet : reliabilityOf({ ...span, windows, stops: own })
    return { ...figures, agreed: workIn(windows, span) }
  })
  const sum = (of: (one: (typeof each)[number]) => number): Duration => each.reduce((so, one) => so + of(one), 0)
  return {
    planned: sum(({ planned }) => planned),
    down: sum(({ down }) => down),
    agreed: sum((one) => one.agreed),
    failures: sum(({ failures }) => failures),
    restored: sum(({ restored }) => restored),
    restoring: sum(({ restored, toRestore = 0 }) => restored * toRestore),
    costs: assetCosts(ground).flatMap(({ lost, orders }) => [
      ...lost,
      ...orders
        .filter(({ kind }) => kind === 'corrective-breakdown')
        .flatMap(({ parts, labour }) => [...parts, ...labour]),
    ]),
    atRisk,
  }
}

/** As they are told, of one plant or of several. */
export function indicatorsTold(
  plants: readonly IndicatorSums[],
  { from, until }: { from: Instant; until: Instant },
): Shown {
  const values = indicatorsOf(plants)
  const figures = Object.entries(indicators).map(([name, { unit, ...about }]) => {
    const indicator = name as IndicatorName
    const value = values[indicator]
    const costs = typeof value === 'object' ? [...value] : []
    return { ...about, indicator, events: [...about.events], costs, value: valueOf(unit, value) }
  })
  return { definition: INDICATORS_DEFINITION, from, until, figures }
}

const valueOf = (unit: (typeof indicators)[IndicatorName]['unit'], value: unknown): number | null => {
  if (typeof value !== 'number') return null
  if (unit === 'share') return Math.round(value * 10_000) / 10_000
  return unit === 'time' ? Math.round(value / minutes(1)) : value
}
