import type { Duration } from '#kernel/time'

/** Learns how long an effect takes in a system and sizes the next batch so that it takes about the wished time. */
export interface Pace {
  size(): number
  learn(effects: number, took: Duration): void
}

/**
 * A call costs something by itself, whatever it carries. Where that alone is more than the wished time, effects that
 * are sent one by one would each look too slow to be sent together, for ever: so some go together as long as they take
 * no more than this many times the wished time.
 */
const PATIENCE = 10
const SOME = 20

export function pace(wished: Duration, most: number): Pace {
  let each = wished / 5
  return {
    size: () => {
      const within = (time: Duration) => Math.floor(time / each)
      return Math.max(1, Math.min(most, Math.max(within(wished), Math.min(SOME, within(PATIENCE * wished)))))
    },
    learn: (effects, took) => {
      if (effects > 0) each = Math.max(0.1, 0.7 * each + 0.3 * (took / effects))
    },
  }
}
