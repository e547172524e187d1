import type { Random } from './random.ts'

/** What can go wrong. README.md says what each is. */
export const faultClasses = [
  // The hub's processes.
  'crash',
  'crash-point',
  'crash-await',
  'freeze',
  'zombie',
  'clock-skew',
  'clock-jump',
  'cut-link',
  // The database as a process sees it.
  'database-away',
  'database-unanswered',
  'database-slow',
  'lease-theft',
  // The ledger as a process sees it.
  'ledger-away',
  'ledger-flaps',
  'ledger-slow',
  'ledger-busy',
  'ledger-read-fails',
  'lost-answer',
  'other-answer',
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
  // Somebody is gone for long: the ledger, the database or every hub.
  'outage-8h',
  'outage-72h',
  // Whoever looks at exceptions and questions.
  'people',
] as const
export type FaultClass = (typeof faultClasses)[number]

/**
 * Which classes a seed switches on, and how much of each (swarm testing). With everything on at once, one fault hides
 * what another would have shown; so some seeds have one class alone and plenty of it, others a few or most, and a few none.
 */
function swarmOf(random: Random): ReadonlyMap<FaultClass, number> {
  const share = random.pick([0.15, 0.3, 0.5, 0.5, 0.8])
  const some = faultClasses
    .filter(() => random.chance(share))
    .map((fault) => [fault, random.pick([0.5, 1, 1, 2])] as const)
  const alone = [random.pick(faultClasses), 4] as const
  return new Map(random.chance(0.2) ? [alone] : random.chance(0.03) ? [] : some)
}

/** Faults that are on for a seed, until the world calms down. */
export class Faults {
  readonly chosen: ReadonlyMap<FaultClass, number>
  readonly happened = new Set<FaultClass>()
  readonly #random: Random
  isCalm = false

  constructor(random: Random) {
    this.chosen = swarmOf(random)
    this.#random = random
  }

  /** Whether the fault strikes now. */
  strikes(fault: FaultClass, probability: number): boolean {
    const intensity = this.chosen.get(fault)
    if (this.isCalm || !intensity || !this.#random.chance(Math.min(0.9, probability * intensity))) return false
    this.happened.add(fault)
    return true
  }

  /** For what a seed has all the time or not at all. */
  isOn(fault: FaultClass): boolean {
    if (!this.chosen.has(fault)) return false
    this.happened.add(fault)
    return true
  }

  /** What happened in this world, alone and side by side. */
  *met(): Generator<string> {
    const classes = faultClasses.filter((fault) => this.happened.has(fault))
    for (const [nth, one] of classes.entries()) {
      yield `fault ${one}`
      for (const other of classes.slice(nth + 1)) yield meeting(one, other)
    }
  }
}

/** Two classes in one world, in the order of the list. */
export const meeting = (one: FaultClass, other: FaultClass): string => `${one} met ${other}`
