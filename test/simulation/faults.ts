import type { Random } from './random.ts'

/** What can go wrong, each switched on or off by the seed, so that rare combinations come about (swarm testing). */
export const faultClasses = [
  // The hub's processes.
  'crash',
  'crash-point',
  'freeze',
  'clock-skew',
  // The database as a process sees it.
  'database-away',
  'database-unanswered',
  'database-slow',
  // The ledger as a process sees it.
  'ledger-away',
  'ledger-slow',
  'ledger-busy',
  'ledger-read-fails',
  'lost-answer',
  'lost-request',
  'ghost-commit',
  'ledger-moody',
  // The senders and what they say.
  'lost-acknowledgement',
  'duplicate',
  'reorder',
  'other-content',
  'refused-effects',
  'bad-messages',
  // Whoever looks at exceptions and questions.
  'people',
] as const
export type FaultClass = (typeof faultClasses)[number]

/** Faults that are on for a seed, until the world calms down. */
export class Faults {
  readonly chosen: ReadonlySet<FaultClass>
  readonly #random: Random
  readonly #happened: (fault: FaultClass) => void
  isCalm = false

  constructor(random: Random, happened: (fault: FaultClass) => void) {
    const share = random.pick([0, 0.3, 0.5, 0.5, 0.8])
    this.chosen = new Set(faultClasses.filter(() => random.chance(share)))
    this.#random = random
    this.#happened = happened
  }

  /** Whether the fault strikes now. */
  strikes(fault: FaultClass, probability: number): boolean {
    if (this.isCalm || !this.chosen.has(fault) || !this.#random.chance(probability)) return false
    this.#happened(fault)
    return true
  }
}
