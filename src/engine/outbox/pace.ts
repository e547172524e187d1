import type { Duration } from '#kernel/time'

/** Learns what a call costs in a system, by itself and for each effect in it, and sizes the next batch by that. */
export interface Pace {
  size(): number
  learn(effects: number, took: Duration): void
}

/** A batch that takes longer than the wished time is worth while until the call itself is a tenth of its cost... */
const WORTH_WHILE = 9
/** ... but it never knowingly takes longer than this many times the wished time. */
const PATIENCE = 10
/** How much of an error is learned from one call. */
const GAIN = 0.4
/** Errors of calls smaller than this are laid to the call more than to its effects. */
const FEW = 10

export function pace(wished: Duration, most: number): Pace {
  const longest = PATIENCE * wished
  let call = wished / 3
  let each = wished / 20
  // Sizes are tried by doubling, so that no estimate from small calls is believed of much larger ones.
  let tried = FEW
  return {
    size: () => {
      const within = (time: Duration) => Math.floor((time - call) / each)
      const worthWhile = Math.ceil((WORTH_WHILE * call) / each)
      const wanted = Math.max(within(wished), Math.min(worthWhile, within(longest)))
      return Math.max(1, Math.min(most, 2 * tried, wanted))
    },
    learn: (effects, took) => {
      if (effects === 0) return
      // Least mean squares, normalised: each call moves both costs towards what would have foretold it.
      const step = (GAIN * (took - call - each * effects)) / (FEW ** 2 + effects ** 2)
      call = Math.max(0, call + step * FEW ** 2)
      each = Math.max(0.1, each + step * effects)
      tried = took <= longest ? Math.max(tried, effects) : Math.max(1, Math.floor((effects * longest) / took))
    },
  }
}
