import type { BatchObservableResult, Meter } from '@opentelemetry/api'
import { type Database, type Statement, statementsIn } from '#kernel/sql'

const sql = statementsIn(import.meta.url)
const countMessages = sql('count-messages')
const countEffects = sql('count-effects')
const countExceptions = sql('count-exceptions')
const countUnsealed = sql('count-unsealed')
const countHorizons = sql('count-horizons')
const readClocks = sql('read-clocks')

export interface BacklogParts {
  readonly meter: Meter
  readonly database: Database
  readonly home: string
  readonly plants: readonly string[]
  readonly systems: readonly { readonly id: string; readonly plants: readonly string[] }[]
}

interface Counted {
  readonly plant: string
  readonly count: number
  readonly oldest: number
}

const progresses = ['received', 'waiting', 'asking', 'stopped'] as const
const openStates = ['planned', 'sent', 'in-doubt'] as const

/** What waits, read from the database whenever somebody collects; every place is told, also when nothing waits there. */
export function observeBacklog({ meter, database, home, plants, systems }: BacklogParts): void {
  const gauge = (name: string, description: string) =>
    meter.createObservableGauge(`millwright_${name}`, { description })
  const messages = gauge('messages_waiting', 'Messages that are not finished')
  const messageAge = gauge('messages_waiting_oldest_seconds', 'Age of the oldest of them')
  const effects = gauge('effects_open', 'Effects that are not finished')
  const effectAge = gauge('effects_open_oldest_seconds', 'Age of the oldest of them')
  const exceptions = gauge('exceptions_open', 'What waits for a person')
  const unsealed = gauge('audit_unsealed', 'Audit rows that wait for their seal')
  const unsealedAge = gauge('audit_unsealed_oldest_seconds', 'Age of the oldest of them')

  const horizon = gauge('capture_horizon_seconds', 'Age of the transaction that holds back what changed in a system')
  const clocks = gauge('clock_ahead_seconds', 'How far the clock of a source is ahead; behind where negative')

  const rows = <Row>(statement: Statement) => database.all<Row>(statement, [home])
  async function observe(into: BatchObservableResult): Promise<void> {
    const [waiting, open, troubles, [seal], horizons, off] = await Promise.all([
      rows<Counted & { progress: string }>(countMessages),
      rows<Counted & { system: string; state: string }>(countEffects),
      rows<Counted>(countExceptions),
      database.all<Counted>(countUnsealed, []),
      rows<{ system: string; seconds: number }>(countHorizons),
      rows<{ plant: string; system: string; ahead: number }>(readClocks),
    ])
    for (const plant of plants) {
      for (const progress of progresses) {
        const found = waiting.find((row) => row.plant === plant && row.progress === progress)
        into.observe(messages, found?.count ?? 0, { plant, progress })
        into.observe(messageAge, found?.oldest ?? 0, { plant, progress })
      }
      into.observe(exceptions, troubles.find((row) => row.plant === plant)?.count ?? 0, { plant })
    }
    for (const { id: system, plants: served } of systems)
      for (const plant of served)
        for (const state of openStates) {
          const found = open.find((row) => row.plant === plant && row.system === system && row.state === state)
          into.observe(effects, found?.count ?? 0, { plant, system, state })
          into.observe(effectAge, found?.oldest ?? 0, { plant, system, state })
        }
    for (const { id: system } of systems)
      into.observe(horizon, horizons.find((row) => row.system === system)?.seconds ?? 0, { system })
    for (const { plant, system, ahead } of off) into.observe(clocks, ahead, { plant, system })
    into.observe(unsealed, seal?.count ?? 0)
    into.observe(unsealedAge, seal?.oldest ?? 0)
  }
  // With the database away its numbers are old and those of this process still come.
  meter.addBatchObservableCallback(
    (into) => observe(into).catch(() => {}),
    [messages, messageAge, effects, effectAge, exceptions, unsealed, unsealedAge, horizon, clocks],
  )
}
