import { epochMilliseconds, type Instant } from '#kernel/time'
import type { Said } from '#model/ports/signal-stream'
import type { Signal, SignalMeter, SignalRule } from '#model/signal'
import { aMachine, hear, type Machine, wait } from './machine.ts'
import { nameOf, nothingHeard, type Tally } from './kept.ts'
import { type Sample, sampled } from './sample.ts'
import type { Turn } from './watch.ts'

/** More machines than this say something by mistake, or with ill intent. */
const MOST = 10_000

/** What a batch comes to: nothing of it counts before it is kept. */
export interface Judgement {
  /** Machines as they are afterwards; those of which nothing changed are not among them. */
  readonly machines: ReadonlyMap<string, Machine>
  readonly turns: readonly (readonly [machine: Machine, turn: Turn])[]
  readonly samples: readonly (readonly [machine: Machine, sample: Sample])[]
  /** Which of their signals and rules are to be written again. */
  readonly heard: readonly (readonly [machine: Machine, signal: string])[]
  readonly watches: readonly (readonly [machine: Machine, rule: string])[]
  readonly tally: Tally
}

/** What was said together is taken in the order in which it was so. */
export function judgeSaid(
  known: ReadonlyMap<string, Machine>,
  said: readonly Said[],
  { rules, meters }: { readonly rules: readonly SignalRule[]; readonly meters: readonly SignalMeter[] },
  now: Instant,
): Judgement {
  const machines = new Map<string, Machine>()
  const turns: (readonly [Machine, Turn])[] = []
  const samples: (readonly [Machine, Sample])[] = []
  const tally = { ...nothingHeard } as { -readonly [Name in keyof Tally]: Tally[Name] }
  const ill = (about: string, why: string): void => {
    tally.ill++
    tally.lastIll = { about, why, at: now }
  }
  for (const { plant, asset, ...signal } of inTime(said)) {
    const name = nameOf(plant, asset)
    const before = machines.get(name) ?? known.get(name)
    if (!before && known.size + machines.size >= MOST) {
      ill(asset, `more than ${MOST} machines say something, and only so many are followed`)
      continue
    }
    const judged = hear(before ?? aMachine(plant, asset), { plant, asset, ...signal }, rules)
    tally[judged.reception]++
    if (judged.reception !== 'taken') continue
    const { machine, sample } = sampled(judged.machine, signal.signal, meters)
    machines.set(name, machine)
    if (sample) samples.push([machine, sample])
    for (const turn of judged.turns) turns.push([machine, turn])
  }
  for (const one of said)
    if (one.kind === 'unknown') tally.unknown++
    else if (one.kind === 'ill') ill(one.about, one.why)
  return { machines, turns, samples, ...changedIn(known, machines), tally }
}

/** Time has passed for machines that a rule watches. */
export function judgeTime(
  known: ReadonlyMap<string, Machine>,
  names: Iterable<string>,
  rules: readonly SignalRule[],
  now: Instant,
): Judgement {
  const machines = new Map<string, Machine>()
  const turns: (readonly [Machine, Turn])[] = []
  for (const name of names) {
    const before = known.get(name)!
    const judged = wait(before, rules, now)
    if (judged.turns.length === 0) continue
    machines.set(name, judged.machine)
    for (const turn of judged.turns) turns.push([judged.machine, turn])
  }
  return { machines, turns, samples: [], ...changedIn(known, machines), tally: nothingHeard }
}

const inTime = (said: readonly Said[]): readonly Signal[] =>
  said
    .flatMap((one) => (one.kind === 'signal' ? one.signal : []))
    .sort((one, other) => epochMilliseconds(one.at) - epochMilliseconds(other.at))

/** A machine that says again and again what it said is written down for each batch, and its rules only when they move. */
function changedIn(
  known: ReadonlyMap<string, Machine>,
  machines: ReadonlyMap<string, Machine>,
): Pick<Judgement, 'heard' | 'watches'> {
  const heard: (readonly [Machine, string])[] = []
  const watches: (readonly [Machine, string])[] = []
  for (const [name, machine] of machines) {
    const before = known.get(name)
    for (const [signal, last] of Object.entries(machine.heard))
      if (before?.heard[signal] !== last) heard.push([machine, signal])
    for (const [rule, watch] of Object.entries(machine.watches))
      if (!isSame(before?.watches[rule] ?? {}, watch)) watches.push([machine, rule])
  }
  return { heard, watches }
}

const isSame = (one: Machine['watches'][string], other: Machine['watches'][string]): boolean =>
  one.since === other.since && one.told === other.told && one.over === other.over
