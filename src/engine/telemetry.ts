import type { Duration } from '#kernel/time'
import type { ClaimedEffect, EffectAnswer, RunRecord } from './store.ts'

/** What the engine tells whoever measures it: facts that are committed, never in the way of the work. */
export interface Telemetry {
  /** A message was judged. */
  judged(run: RunRecord): void
  /** A system answered an effect, or failed to. */
  answered(effect: ClaimedEffect, answer: EffectAnswer): void
  /** A call to a system is over; `failure` is its code when it failed as a whole. */
  called(call: {
    readonly system: string
    readonly effects: number
    readonly took: Duration
    readonly failure?: string
  }): void
}
