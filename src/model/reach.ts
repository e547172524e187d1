import type { Instant } from '#kernel/time'

/** What may be missing of what maintenance should tell planning, or bring about there. */
export const missingKinds = [
  'window-not-decided',
  'window-not-booked',
  'window-not-answered',
  'window-not-begun',
  'window-not-over',
  'standstill-not-booked',
  'breakdown-not-told',
  'order-not-begun',
  'order-not-over',
] as const

/** Something that should have reached planning by a time, and has not. */
export interface Missing {
  readonly kind: (typeof missingKinds)[number]
  readonly about: string
  readonly expectedBy: Instant
  readonly sentence: string
  /** What to do about it. */
  readonly remedy: string
}

/** The last that has reached planning. */
export interface Proof {
  readonly about: string
  readonly at: Instant
  readonly sentence: string
}
