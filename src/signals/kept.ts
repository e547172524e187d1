import type { Json } from '#kernel/canonical-json'
import { Unavailable } from '#kernel/failure'
import { type Sql, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import { seconds } from '#kernel/time'
import type { Heard } from './condition.ts'
import { aMachine, type Machine } from './machine.ts'
import type { Watch } from './watch.ts'

const sql = statementsIn(import.meta.url)
const holdStream = sql('hold-stream')
const moveStream = sql('move-stream')
const leaveStream = sql('leave-stream')
const tellConnection = sql('tell-connection')
const readSignals = sql('read-signals')
const readWatches = sql('read-watches')
const keepSignals = sql('keep-signals')
const keepWatches = sql('keep-watches')
const beginFirings = sql('begin-firings')
const endFirings = sql('end-firings')

/** For so long nobody else listens to what a process has said it listens to. */
const HOLD = seconds(6)

/** How what was heard was taken, by number. */
export interface Tally {
  readonly taken: number
  readonly repeated: number
  readonly late: number
  readonly unknown: number
  readonly ill: number
  readonly lastIll?: Json
}

export const nothingHeard: Tally = { taken: 0, repeated: 0, late: 0, unknown: 0, ill: 0 }

/** Something a rule has told: what of, and which message it became. */
export interface Fired {
  readonly plant: string
  readonly asset: string
  readonly rule: string
  readonly began: Instant
  readonly cause: Json
  /** None where it was told without a word. */
  readonly messageId: string | null
}

export interface Ended extends Omit<Fired, 'cause'> {
  readonly at: Instant
}

/** Everything one batch of signals changes. */
export interface Change {
  readonly heard: readonly (readonly [machine: Machine, signal: string])[]
  readonly watches: readonly (readonly [machine: Machine, rule: string])[]
  readonly fired: readonly Fired[]
  readonly ended: readonly Ended[]
  readonly tally: Tally
  readonly heardAt?: Instant
}

/** Another process of the hub listens by now: what this one has heard and not kept is heard there. */
export const OVERTAKEN = 'OVERTAKEN'

export const nameOf = (plant: string, asset: string): string => `${plant} ${asset}`

/** What the hub keeps of the machines of one stream; of several processes, one at a time. */
export function keptOf(home: string, system: string, me: string) {
  const here = [home, system]
  return {
    /** Answers whether this process listens from now on. */
    async hold(on: Sql): Promise<boolean> {
      return (await on.all(holdStream, [...here, me, HOLD])).length > 0
    },

    async leave(on: Sql): Promise<void> {
      await on.all(leaveStream, [...here, me])
    },

    async connection(on: Sql, said: { readonly since?: Instant; readonly trouble?: string }, now: Instant) {
      await on.all(tellConnection, [...here, me, said.since ?? null, now, said.trouble ?? null])
    },

    async machines(on: Sql): Promise<Map<string, Machine>> {
      const machines = new Map<string, Machine>()
      const of = (plant: string, asset: string) => machines.get(nameOf(plant, asset)) ?? aMachine(plant, asset)
      for (const { plant, asset, signal, sequence, told, told_at: toldAt, ...said } of await on.all<SignalRow>(
        readSignals,
        here,
      )) {
        const machine = of(plant, asset)
        const heard: Heard = {
          ...said,
          ...(sequence === null ? {} : { sequence }),
          ...(told === null || toldAt === null ? {} : { told, toldAt }),
        }
        machines.set(nameOf(plant, asset), { ...machine, heard: { ...machine.heard, [signal]: heard } })
      }
      for (const { plant, asset, rule, since, told, over } of await on.all<WatchRow>(readWatches, here)) {
        const machine = of(plant, asset)
        const watch: Watch = { ...(since ? { since } : {}), ...(told ? { told } : {}), ...(over ? { over } : {}) }
        machines.set(nameOf(plant, asset), { ...machine, watches: { ...machine.watches, [rule]: watch } })
      }
      return machines
    },

    /** All of it or nothing, in the caller's transaction; fails where another process listens by now. */
    async keep(on: Sql, change: Change, now: Instant): Promise<void> {
      const { tally, heard, watches, fired, ended } = change
      const { taken, repeated, late, unknown, ill, lastIll } = tally
      const counts = [taken, repeated, late, unknown, ill, lastIll === undefined ? null : JSON.stringify(lastIll)]
      const moved = await on.all(moveStream, [...here, me, HOLD, change.heardAt ?? null, ...counts])
      if (moved.length === 0) throw new Unavailable(OVERTAKEN, `Another process of the hub listens to ${system} by now`)
      if (heard.length > 0) await on.all(keepSignals, [...here, ...columns(heard.map(signalRow), 9)])
      if (watches.length > 0) await on.all(keepWatches, [...here, ...columns(watches.map(watchRow), 6)])
      if (fired.length > 0) {
        const rows = fired.map((one) => [one.plant, one.asset, one.rule, one.began, JSON.stringify(one.cause)])
        await on.all(beginFirings, [...here, ...columns(rows, 5), now, fired.map(({ messageId }) => messageId)])
      }
      if (ended.length > 0) {
        const rows = ended.map((one) => [one.plant, one.asset, one.rule, one.began, one.at, one.messageId])
        await on.all(endFirings, [...here, ...columns(rows, 6)])
      }
    },
  }
}

interface SignalRow extends Omit<Heard, 'sequence' | 'told' | 'toldAt'> {
  readonly plant: string
  readonly asset: string
  readonly signal: string
  readonly sequence: number | null
  readonly told: string | null
  readonly told_at: Instant | null
}

interface WatchRow {
  readonly plant: string
  readonly asset: string
  readonly rule: string
  readonly since: Instant | null
  readonly told: Instant | null
  readonly over: Instant | null
}

function signalRow([{ plant, asset, heard }, signal]: Change['heard'][number]): readonly unknown[] {
  const { value, at, since, sequence, told, toldAt } = heard[signal]!
  return [plant, asset, signal, value, at, since, sequence ?? null, told ?? null, toldAt ?? null]
}

function watchRow([{ plant, asset, watches }, rule]: Change['watches'][number]): readonly unknown[] {
  const { since, told, over } = watches[rule]!
  return [plant, asset, rule, since ?? null, told ?? null, over ?? null]
}

/** Rows as the columns that statements take. */
const columns = (rows: readonly (readonly unknown[])[], width: number): readonly unknown[][] =>
  Array.from({ length: width }, (_, at) => rows.map((row) => row[at]))
