import { isAfter, type Instant, later } from '#kernel/time'
import { type SignalRule, signalsOf } from '#model/signal'
import { type Heard, type HeardOf, type Standing, standingOf } from './condition.ts'

/** How far one rule is with one machine. Nothing is kept of a machine that does as it should. */
export interface Watch {
  /** Since when it is as the rule says, without a break. */
  readonly since?: Instant
  /** When what was told began; absent: nothing was told. */
  readonly told?: Instant
  /** Since when what was told is over, if it stays so. */
  readonly over?: Instant
}

/** What a rule makes of it: a standstill has begun, or is over. */
export interface Turn {
  readonly turn: 'begins' | 'ends'
  readonly rule: string
  /** When what is told began; with rule and machine its name. */
  readonly began: Instant
  readonly at: Instant
  /** What was said last of what the rule looks at. */
  readonly said: readonly Sighting[]
}

export interface Sighting extends Pick<Heard, 'value' | 'since'> {
  readonly signal: string
}

interface Judged {
  readonly watch: Watch
  readonly turns: readonly Turn[]
}

/** When time alone would make something of it; undefined: whatever it waits for must be said. */
export function dueAt({ since, told, over }: Watch, rule: SignalRule): Instant | undefined {
  if (told === undefined) return since && later(since, rule.for)
  return over && later(over, rule.settle)
}

/** Time has passed, and nothing was said that this rule looks at. */
export function pass(watch: Watch, rule: SignalRule, heard: HeardOf, now: Instant): Judged {
  const due = dueAt(watch, rule)
  if (due === undefined || isAfter(due, now)) return { watch, turns: [] }
  const said = signalsOf(rule.when).all.flatMap((signal) => {
    const last = heard[signal]
    return last ? { signal, value: last.value, since: last.since } : []
  })
  if (watch.told === undefined) {
    const began = watch.since!
    return { watch: { told: began }, turns: [{ turn: 'begins', rule: rule.rule, began, at: began, said }] }
  }
  const ends: Turn = { turn: 'ends', rule: rule.rule, began: watch.told, at: watch.over!, said }
  // What is told is over; what it looks at now may be on its way to the next.
  return { watch: begin({}, standingOf(rule.when, heard)), turns: [ends] }
}

/** Something was said that this rule looks at; time has passed until then with what was said before. */
export function look(watch: Watch, rule: SignalRule, heard: HeardOf, at: Instant): Watch {
  const standing = standingOf(rule.when, heard)
  if (watch.told === undefined) return 'unchanged' in rule.when ? begin({}, standing) : begin(watch, standing)
  if (standing.holds === 'open') return watch
  // A counter that has moved is over, although it may stand still again since.
  const isOver = standing.holds === 'no' || ('unchanged' in rule.when && isAfter(standing.since, watch.told))
  return isOver ? { told: watch.told, over: watch.over ?? at } : { told: watch.told }
}

/** Whether something that is not told yet goes on, begins, or is broken off. */
function begin(watch: Watch, standing: Standing): Watch {
  if (standing.holds === 'open') return watch
  if (standing.holds === 'no') return {}
  return { since: watch.since ?? standing.since }
}
