import { Unanswered, Unavailable } from '#kernel/failure'
import { seconds } from '#kernel/time'
import type { Store } from '../../src/engine/store.ts'
import type { SimulatedDatabase } from './database/database.ts'
import type { Turn } from './database/tables.ts'
import type { Faults } from './faults.ts'
import type { Process } from './process.ts'

export interface WatchedDatabase extends Omit<SimulatedDatabase, 'tables'> {
  /** Lanes and conflict keys that have an owner. */
  readonly held: () => readonly Turn[]
}

/** The database as a process reaches it: every operation whole or not at all, and sometimes nobody knows which. */
export function storeOf(database: WatchedDatabase, process: Process, faults: Faults): Store {
  const { random } = process
  const away = () => new Unavailable('DATABASE', 'The database did not answer')
  const unanswered = () => new Unanswered('DATABASE', 'The database did not answer: the connection broke')
  const latency = () => (faults.strikes('database-slow', 0.05) ? random.between(100, seconds(6)) : random.between(1, 6))

  const call = <Answer>(label: string, operation: () => Answer): Promise<Answer> =>
    process.ask('database', label, latency(), latency(), () => {
      if (faults.strikes('database-away', 0.04)) throw away()
      if (!faults.strikes('database-unanswered', 0.03)) return operation()
      if (random.chance(0.5)) operation()
      throw unanswered()
    })

  /** A theft: every lease that somebody holds is over, whatever its holder believes. */
  const taking = <Answer>(label: string, operation: () => Answer): Promise<Answer> =>
    call(label, () => {
      const held = faults.chosen.has('lease-theft') ? database.held() : []
      if (held.length > 0 && faults.strikes('lease-theft', 0.2)) for (const turn of held) turn.leaseUntil = 0
      return operation()
    })

  return {
    accept: (messages) => call('accepts', () => database.accept(messages)),
    claimLanes: (claim) => taking('claims lanes', () => database.claimLanes(claim)),
    commitRuns: (owner, lanes) => call('commits runs', () => database.commitRuns(owner, lanes)),
    systemsToSend: (systems) => call('looks for effects', () => database.systemsToSend(systems)),
    claimEffects: (claim) => taking('claims effects', () => database.claimEffects(claim)),
    commitAnswers: (owner, conflicts) => call('commits answers', () => database.commitAnswers(owner, conflicts)),
    // Nothing held, nothing asked: as with PostgreSQL.
    renewLeases: (...given) =>
      given[0].lanes.length + given[0].conflicts.length === 0
        ? Promise.resolve()
        : call('renews', () => database.renewLeases(...given)),
    giveBack: (left) => call('gives back', () => database.giveBack(left)),
    readPostings: (questions) => call('reads postings', () => database.readPostings(questions)),
    readSequences: (questions) => call('reads numbers', () => database.readSequences(questions)),
  }
}
