import { minutes } from '#kernel/time'
import type { LabourTime } from './maintenance-order-case.ts'
import type { Money } from './money.ts'
import { type Rate, worthOf } from './rate.ts'

export interface LabourCost {
  readonly time: LabourTime
  readonly rate?: Rate
  readonly cost?: Money
}

/** What work has cost: each time at the rate of its craft on the day it began. What was taken back is none. */
export const labourCostOf = (
  times: readonly LabourTime[],
  rateOf: (time: LabourTime) => Rate | undefined,
): readonly LabourCost[] =>
  times
    .filter(({ takenBack }) => !takenBack)
    .map((time) => {
      const rate = rateOf(time)
      return { time, ...(rate ? { rate, cost: worthOf(rate, minutes(Number(time.minutes))) } : {}) }
    })
