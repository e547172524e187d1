import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import type { Slices } from './slices.ts'

export interface LatenessBySlice {
  /** What was due at a moment was so many milliseconds late. */
  learn(due: number, late: number): void
  /** What so large a share was late at most, for each slice. */
  within(share: number): readonly number[]
}

/** Counted in steps of a thousandth of the value: of a day as little is kept as of a minute. */
export function latenessBySlice(slices: Slices): LatenessBySlice {
  const counted = Array.from({ length: slices.count }, (): RecordableHistogram =>
    createHistogram({ lowest: 1, highest: 3_600_000, figures: 3 }),
  )
  return {
    learn(due, late) {
      const slice = slices.at(due)
      if (slice !== undefined) counted[slice]!.record(Math.max(1, Math.round(late)))
    },
    within: (share) => counted.map((histogram) => histogram.percentile(100 * share)),
  }
}
