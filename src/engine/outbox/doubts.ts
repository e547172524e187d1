import type { Duration, Instant } from '#kernel/time'
import type { ClaimedEffect } from '../store.ts'

/** More effects than a process has in doubt at a time; who is forgotten is only waited for again. */
const MOST = 10_000

type Doubted = Pick<ClaimedEffect, 'intentId' | 'doubtedAt'>

/**
 * How long this process has known that a try is in doubt, by a clock that nobody puts forward or back. The database says
 * which try that was, and never how long ago: when its clock is put forward, the try may still be booked all the same.
 */
export class Doubts {
  readonly #stopwatch: () => () => Duration
  readonly #known = new Map<string, { readonly try: Instant | undefined; readonly passed: () => Duration }>()

  constructor(stopwatch: () => () => Duration) {
    this.#stopwatch = stopwatch
  }

  /** At least so long ago was the last try sent of which nobody knows what came of it. */
  knownFor({ intentId, doubtedAt }: Doubted): Duration {
    const known = this.#known.get(intentId)
    if (known && known.try === doubtedAt) return known.passed()
    this.over(intentId)
    if (this.#known.size >= MOST) this.over(this.#known.keys().next().value!)
    this.#known.set(intentId, { try: doubtedAt, passed: this.#stopwatch() })
    return 0
  }

  over(intentId: string): void {
    this.#known.delete(intentId)
  }
}
