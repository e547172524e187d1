import type { Duration } from '#kernel/time'

/** Learns how long an effect takes in a system and sizes the next batch so that it takes about the wished time. */
export interface Pace {
  size(): number
  learn(effects: number, took: Duration): void
}

export function pace(wished: Duration, most: number): Pace {
  let each = wished / 5
  return {
    size: () => Math.max(1, Math.min(most, Math.floor(wished / each))),
    learn: (effects, took) => {
      if (effects > 0) each = Math.max(0.1, 0.7 * each + 0.3 * (took / effects))
    },
  }
}
