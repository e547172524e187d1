import { epochMilliseconds } from '#kernel/time'
import { type Signal, signalsOf, type SignalRule } from '#model/signal'
import type { Heard } from './condition.ts'
import { look, pass, type Turn, type Watch } from './watch.ts'
import type { Instant } from '#kernel/time'

/** What is known of one machine: what it said last, and how far each rule is with it. */
export interface Machine {
  readonly plant: string
  readonly asset: string
  readonly heard: { readonly [signal: string]: Heard }
  readonly watches: { readonly [rule: string]: Watch }
}

export type Reception = 'taken' | 'repeated' | 'late'

interface Judged {
  readonly machine: Machine
  readonly turns: readonly Turn[]
}

export const aMachine = (plant: string, asset: string): Machine => ({ plant, asset, heard: {}, watches: {} })

/** A machine says something: what becomes of it by the rules. What is said again, or is older, changes nothing. */
export function hear(
  machine: Machine,
  said: Signal,
  rules: readonly SignalRule[],
): Judged & { readonly reception: Reception } {
  const before = machine.heard[said.signal]
  const reception = before ? receptionOf(before, said) : 'taken'
  if (reception !== 'taken') return { machine, turns: [], reception }
  const { value, at, sequence } = said
  const now: Heard = {
    ...{ value, at, since: before?.value === value ? before.since : at },
    ...(sequence === undefined ? {} : { sequence }),
    ...(before?.told === undefined ? {} : { told: before.told }),
    ...(before?.toldAt === undefined ? {} : { toldAt: before.toldAt }),
  }
  const heard = { ...machine.heard, [said.signal]: now }
  const watches = { ...machine.watches }
  const turns: Turn[] = []
  for (const rule of rules) {
    if (!signalsOf(rule.when).all.includes(said.signal)) continue
    const passed = pass(watches[rule.rule] ?? {}, rule, machine.heard, at)
    turns.push(...passed.turns)
    watches[rule.rule] = look(passed.watch, rule, heard, at)
  }
  return { machine: { ...machine, heard, watches }, turns, reception }
}

/** Nothing is said, and time passes. */
export function wait(machine: Machine, rules: readonly SignalRule[], now: Instant): Judged {
  const turns: Turn[] = []
  let { watches } = machine
  for (const rule of rules) {
    const watch = watches[rule.rule]
    if (!watch) continue
    const passed = pass(watch, rule, machine.heard, now)
    if (passed.turns.length === 0) continue
    turns.push(...passed.turns)
    watches = { ...watches, [rule.rule]: passed.watch }
  }
  return turns.length === 0 ? { machine, turns } : { machine: { ...machine, watches }, turns }
}

/** By the machine's clock, and where that says the same by its numbers. */
function receptionOf(before: Heard, { value, at, sequence }: Signal): Reception {
  const after = epochMilliseconds(at) - epochMilliseconds(before.at)
  const isNumbered = sequence !== undefined && before.sequence !== undefined
  if (isNumbered && sequence === before.sequence && value === before.value) return 'repeated'
  if (after !== 0) return after > 0 ? 'taken' : 'late'
  if (isNumbered) return sequence > before.sequence ? 'taken' : 'late'
  return value === before.value ? 'repeated' : 'taken'
}
