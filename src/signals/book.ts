import { type Database, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { SignalStream } from '#model/ports/signal-stream'
import type { SignalRule } from '#model/signal'
import type { Sighting } from './watch.ts'

const sql = statementsIn(import.meta.url)
const listStreams = sql('list-streams')
const listSignals = sql('list-signals')
const listFirings = sql('list-firings')

/** So much is shown at once: machines that stand still, and what was told last, come first. */
const MOST_MACHINES = 500
const MOST_FIRINGS = 200

export interface StreamRow {
  readonly system: string
  readonly connected_since: Instant | null
  readonly away_since: Instant | null
  readonly trouble: string | null
  readonly heard_at: Instant | null
  readonly taken: number
  readonly repeated: number
  readonly late: number
  readonly unknown: number
  readonly ill: number
  readonly last_ill: { readonly about: string; readonly why: string; readonly at: Instant } | null
  /** Whether a process of the hub listens. */
  readonly is_heard: boolean
}

export interface MachineRow {
  readonly system: string
  readonly plant: string
  readonly asset: string
  readonly heard_at: Instant
  readonly signals: readonly (Sighting & { readonly at: Instant })[]
  readonly watches: readonly { readonly rule: string; readonly since: Instant; readonly told: boolean }[]
}

export interface FiringRow {
  readonly system: string
  readonly plant: string
  readonly asset: string
  readonly rule: string
  readonly began_at: Instant
  readonly told_at: Instant
  readonly ended_at: Instant | null
  readonly cause: {
    readonly reason: string
    readonly means: SignalRule['means']
    readonly said: readonly Sighting[]
  }
  readonly began_message: string
  readonly ended_message: string | null
}

export type SignalBook = ReturnType<typeof signalBook>

/** What is heard of machines, by which rules, and what those have told. */
export const signalBook = ({
  database,
  home,
  streams,
}: {
  readonly database: Database
  readonly home: string
  readonly streams: readonly Omit<SignalStream, 'listen'>[]
}) => ({
  streams,
  states: () => database.all<StreamRow>(listStreams, [home]),
  machines: (plants: readonly string[] | null) => database.all<MachineRow>(listSignals, [home, plants, MOST_MACHINES]),
  firings: (plants: readonly string[] | null) => database.all<FiringRow>(listFirings, [home, plants, MOST_FIRINGS]),
})
