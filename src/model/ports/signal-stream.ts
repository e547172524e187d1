import type { Signal, SignalMeter, SignalRule } from '../signal.ts'

/**
 * Where machines say how they are, as long as somebody listens. Whoever takes what was said has kept it when `take`
 * resolves; only then is it acknowledged, and what was not is said again.
 */
export interface SignalStream {
  readonly system: string
  readonly plants: readonly string[]
  /** Where it comes from, as people write it. */
  readonly from: string
  readonly rules: readonly SignalRule[]
  readonly meters: readonly SignalMeter[]
  /** One connection, from its beginning to its end: resolves when told to stop, rejects with why it is over. */
  listen(ears: Ears, signal: AbortSignal): Promise<void>
}

export interface Ears {
  /** From now on everything that is said is heard. */
  connected(): void
  /** In the order in which it came. */
  take(said: readonly Said[]): Promise<void>
  /** Nothing that was said before now waits to be heard, as far as can be seen. */
  caughtUp(): void
}

/** One thing that was said, as far as it was understood. */
export type Said =
  | { readonly kind: 'signal'; readonly signal: Signal }
  /** Nobody has said what this is about. */
  | { readonly kind: 'unknown'; readonly about: string }
  /** It is not what it should be, and why. */
  | { readonly kind: 'ill'; readonly about: string; readonly why: string }
