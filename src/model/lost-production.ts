import { type Duration, epochMilliseconds, type Instant } from '#kernel/time'
import type { Money } from './money.ts'
import { type Rate, worthOf } from './rate.ts'
import { reliabilityOf, type ReliabilityWish, type Stop } from './reliability.ts'

/**
 * How lost production is computed; another way of computing it is another version, and is told with it.
 *
 * 1: Planned time (as of reliability, definition 1) in which a place stood still, times what an hour there is worth by the
 * rules of the day on which the standstill began. Each minute is lost once at each place: where two assets of one place stand
 * still together, it is lost by what began first. What no rule says the worth of is told without one.
 */
export const LOST_PRODUCTION_DEFINITION = 1

/** A standstill and where it was: production is lost by the place. */
export interface PlacedStop extends Stop {
  readonly asset: string
  readonly number: number
  readonly place: string
}

export interface LostProduction<Of extends PlacedStop> {
  readonly stop: Of
  readonly time: Duration
  readonly rate?: Rate
  readonly cost?: Money
}

interface Wish<Of extends PlacedStop> extends Pick<ReliabilityWish, 'from' | 'until' | 'work'> {
  readonly stops: readonly Of[]
  /** What both had agreed to take out at a place. */
  readonly windowsAt: (place: string) => ReliabilityWish['windows']
  readonly rateAt: (place: string, at: Instant) => Rate | undefined
}

export function lostProduction<Of extends PlacedStop>({ stops, windowsAt, rateAt, ...span }: Wish<Of>) {
  const stood = stops.filter(({ isVoid }) => !isVoid).toSorted(byBeginning)
  return [...Map.groupBy(stood, ({ place }) => place)].flatMap(([place, here]) => {
    const windows = windowsAt(place)
    const downUntil = here.map((_, nth) => reliabilityOf({ ...span, windows, stops: here.slice(0, nth + 1) }).down)
    return here.map((stop, nth): LostProduction<Of> => {
      const time = downUntil[nth]! - (downUntil[nth - 1] ?? 0)
      const rate = rateAt(place, stop.from)
      return { stop, time, ...(rate ? { rate, cost: worthOf(rate, time) } : {}) }
    })
  })
}

const byBeginning = (one: PlacedStop, other: PlacedStop): number =>
  epochMilliseconds(one.from) - epochMilliseconds(other.from) ||
  one.asset.localeCompare(other.asset) ||
  one.number - other.number
