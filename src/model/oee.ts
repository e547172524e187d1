import { type Duration, minutes } from '#kernel/time'
import { isPositive, prorate, type Quantity, quantity } from './quantity.ts'

/**
 * How OEE is computed; another way of computing it is another version, and is told with it.
 *
 * 1: By the terms of ISO 22400-2, of a work centre in a time. Planned (its planned busy time) is the plant's working time
 * less what both maintenance and production had agreed to take out there. Down is what of it an asset there stood still
 * for, each minute once (reliability, definition 1). Ideal is what all that was reported there is planned to take: good
 * pieces, scrap and what is worked on once more, each by the planned time of its operation over the quantity of its order.
 * Availability is (planned − down) ÷ planned; performance (effectiveness) ideal ÷ (planned − down); quality the share of
 * ideal that went into good pieces; OEE all three multiplied, which is ideal time of good pieces ÷ planned. Performance
 * above 1 is not cut: it says that a planned time is wrong, or that work of another time was reported. Where a part is not
 * known, none is told that depends on it.
 */
export const OEE_DEFINITION = 1

/** From here on planned times can hardly be right. */
const TOO_FAST = 1.05

/** What OEE is computed from: sums, which add up over shifts and work centres. */
export interface OeeSums {
  readonly planned: Duration
  readonly down: Duration
  readonly ideal: Duration
  /** What of ideal went into good pieces. */
  readonly good: Duration
  /** Reports of operations that nobody says the planned time of. */
  readonly untimed: number
  /** Work centres that no place is mapped to: what stands still there is not known. */
  readonly unplaced: number
}

/** Why it cannot be told, the first that holds. */
export const oeeGaps = ['unplaced', 'unplanned', 'untimed', 'unreported', 'all-down'] as const
export type OeeGap = (typeof oeeGaps)[number]

export interface Oee extends OeeSums {
  readonly availability?: number
  readonly performance?: number
  readonly quality?: number
  readonly oee?: number
  readonly gap?: OeeGap
  readonly isTooFast: boolean
}

/** Of one or of several, computed from their sums. */
export function oeeOf(each: readonly OeeSums[]): Oee {
  const sum = (of: (one: OeeSums) => number): number => each.reduce((so, one) => so + of(one), 0)
  const sums: OeeSums = {
    ...{ planned: sum(({ planned }) => planned), down: sum(({ down }) => down) },
    ...{ ideal: sum(({ ideal }) => ideal), good: sum(({ good }) => good) },
    ...{ untimed: sum(({ untimed }) => untimed), unplaced: sum(({ unplaced }) => unplaced) },
  }
  const { planned, down, ideal, good, untimed, unplaced } = sums
  const ran = planned - down
  const isTimed = untimed === 0 && ideal > 0
  const gap = gapOf(sums)
  const performance = unplaced === 0 && isTimed && ran > 0 ? ideal / ran : undefined
  return {
    ...sums,
    ...(unplaced === 0 && planned > 0 ? { availability: ran / planned } : {}),
    ...(performance === undefined ? {} : { performance }),
    ...(isTimed ? { quality: good / ideal } : {}),
    ...(gap ? { gap } : { oee: good / planned }),
    isTooFast: performance !== undefined && performance > TOO_FAST,
  }
}

function gapOf({ planned, down, ideal, untimed, unplaced }: OeeSums): OeeGap | undefined {
  if (unplaced > 0) return 'unplaced'
  if (planned <= 0) return 'unplanned'
  if (untimed > 0) return 'untimed'
  if (ideal <= 0) return 'unreported'
  return planned > down ? undefined : 'all-down'
}

/** How long so much of an operation is planned to take; nobody knows where its order says no time for it. */
export const idealTime = (plannedMinutes: string, ordered: Quantity, amount: Quantity): Duration | undefined =>
  Number(plannedMinutes) > 0 && isPositive(ordered)
    ? minutes(Number(prorate(quantity(plannedMinutes, 'MIN'), amount, ordered).value))
    : undefined
