import { Unanswered, Unavailable } from '#kernel/failure'
import { seconds } from '#kernel/time'
import type { Store } from '../../src/engine/store.ts'
import type { SimulatedDatabase } from './database/database.ts'
import type { Faults } from './faults.ts'
import type { Process } from './process.ts'

export type WatchedDatabase = Omit<SimulatedDatabase, 'tables'>

/** The database as a process reaches it: every operation whole or not at all, and sometimes nobody knows which. */
export function storeOf(database: WatchedDatabase, process: Process, faults: Faults): Store {
  const { random } = process
  const away = () => new Unavailable('DATABASE', 'The database did not answer')
  const unanswered = () => new Unanswered('DATABASE', 'The database did not answer: the connection broke')
  const latency = () => (faults.strikes('database-slow', 0.05) ? random.between(100, seconds(6)) : random.between(1, 6))

  const call = <Answer>(label: string, operation: () => Answer): Promise<Answer> =>
    process.ask(label, latency(), latency(), () => {
      if (faults.strikes('database-away', 0.04)) throw away()
      if (!faults.strikes('database-unanswered', 0.03)) return operation()
      if (random.chance(0.5)) operation()
      throw unanswered()
    })

  return {
    accept: (messages) => call('accepts', () => database.accept(messages)),
    claimLanes: (claim) => call('claims lanes', () => database.claimLanes(claim)),
    commitRuns: (owner, lanes) => call('commits runs', () => database.commitRuns(owner, lanes)),
    claimEffects: (claim) => call('claims effects', () => database.claimEffects(claim)),
    commitAnswers: (owner, conflicts) => call('commits answers', () => database.commitAnswers(owner, conflicts)),
    renewLeases: (...given) => call('renews', () => database.renewLeases(...given)),
    readPostings: (questions) => call('reads postings', () => database.readPostings(questions)),
    readSequences: (questions) => call('reads numbers', () => database.readSequences(questions)),
  }
}
