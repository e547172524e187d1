import type { Duration } from '#kernel/time'
import { DOWNTIME_RECORDED, DOWNTIME_STARTED, DOWNTIME_WEIGHED } from './asset-downtime-events.ts'
import { LABOUR_REPORTED, PART_CONSUMED, PART_RETURNED, typeOfStep } from './maintenance-events.ts'
import { typeOfWindow } from './maintenance-window.ts'
import { addedUp, type Money } from './money.ts'

/**
 * How these are computed; another way of computing them is another version, and is told with them. All are of the time that
 * reliability is computed for (definition 1), of assets that fill a place or stood still in it. Of several plants each is
 * computed from the sums, and is no mean of means.
 *
 * 1: An order was at risk where it was in the way of what stands still, late by that or not.
 * 2: An order is at risk where it would be late, by its own promise or a customer's; each once, whatever stands in its way.
 */
export const INDICATORS_DEFINITION = 2

/** What indicators are computed from: sums over the assets of a plant, which add up to those of a group. */
export interface IndicatorSums {
  readonly planned: Duration
  readonly down: Duration
  /** Taken out by agreement of both. */
  readonly agreed: Duration
  readonly failures: number
  readonly restored: number
  readonly restoring: Duration
  readonly costs: readonly Money[]
  readonly atRisk: number
}

interface Indicator {
  readonly formula: string
  /** Whose work it shows. */
  readonly owner: 'supervisor' | 'planner' | 'warehouse'
  /** The events it comes from. */
  readonly events: readonly string[]
  readonly unit: 'share' | 'time' | 'money' | 'count'
}

const stood = [DOWNTIME_STARTED, DOWNTIME_RECORDED]
const windows = typeOfWindow('approved')

export const indicators = {
  availability: {
    formula: '(planned time − down) ÷ planned time',
    ...{ owner: 'supervisor', events: [...stood, windows], unit: 'share' },
  },
  betweenFailures: {
    formula: '(planned time − down) ÷ failures that count',
    ...{ owner: 'supervisor', events: [...stood, windows], unit: 'time' },
  },
  toRestore: {
    formula: 'time from first sign to the end ÷ failures that are over',
    ...{ owner: 'supervisor', events: stood, unit: 'time' },
  },
  plannedShare: {
    formula: 'time agreed to ÷ (time agreed to + down)',
    ...{ owner: 'planner', events: [...stood, windows], unit: 'share' },
  },
  downtimeCost: {
    formula: 'lost production + parts and work of breakdowns',
    ...{ owner: 'supervisor', unit: 'money' },
    events: [...stood, PART_CONSUMED, PART_RETURNED, LABOUR_REPORTED, typeOfStep('create')],
  },
  ordersAtRisk: {
    formula: 'open orders that would be late because of what stands still now',
    ...{ owner: 'planner', events: [DOWNTIME_WEIGHED], unit: 'count' },
  },
} as const satisfies Record<string, Indicator>
export type IndicatorName = keyof typeof indicators

/** One value each; none where there is nothing to divide by. */
export function indicatorsOf(
  plants: readonly IndicatorSums[],
): Record<IndicatorName, number | readonly Money[] | undefined> {
  const sum = (of: (one: IndicatorSums) => number): number => plants.reduce((so, one) => so + of(one), 0)
  const [planned, down, agreed] = [sum((one) => one.planned), sum((one) => one.down), sum((one) => one.agreed)]
  return {
    availability: over(planned - down, planned),
    betweenFailures: over(
      planned - down,
      sum(({ failures }) => failures),
    ),
    toRestore: over(
      sum(({ restoring }) => restoring),
      sum(({ restored }) => restored),
    ),
    plannedShare: over(agreed, agreed + down),
    downtimeCost: addedUp(plants.flatMap(({ costs }) => costs)),
    ordersAtRisk: sum(({ atRisk }) => atRisk),
  }
}

const over = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined)
