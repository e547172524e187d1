import type { Store } from '../../../src/engine/store.ts'
import { acceptAtTheDoor } from './accept.ts'
import { claimEffects, commitAnswers, systemsToSend } from './effects.ts'
import { claimLanes, commitRuns } from './lanes.ts'
import { readPostings } from './postings.ts'
import { readSequences } from './sequences.ts'
import { type Moment, Tables } from './tables.ts'
import { giveBack, renew } from './turns.ts'

type Operation<Name extends keyof Store> = (...given: Parameters<Store[Name]>) => Awaited<ReturnType<Store[Name]>>

/**
 * The named operations of the `Store` on tables in memory, each whole and at one moment of the database's clock. The
 * contract suite holds it against PostgreSQL, statement by statement.
 */
export class SimulatedDatabase implements Record<keyof Store, unknown> {
  readonly tables = new Tables()
  readonly #clock: () => Moment

  constructor(clock: () => Moment) {
    this.#clock = clock
  }

  readonly accept: Operation<'accept'> = (messages) => acceptAtTheDoor(this.tables, this.#clock(), messages)
  readonly claimLanes: Operation<'claimLanes'> = (claim) => claimLanes(this.tables, this.#clock(), claim)
  readonly commitRuns: Operation<'commitRuns'> = (_owner, lanes) => commitRuns(this.tables, this.#clock(), lanes)
  readonly systemsToSend: Operation<'systemsToSend'> = (systems) => systemsToSend(this.tables, this.#clock(), systems)
  readonly claimEffects: Operation<'claimEffects'> = (claim) => claimEffects(this.tables, this.#clock(), claim)
  readonly commitAnswers: Operation<'commitAnswers'> = (_owner, conflicts) =>
    commitAnswers(this.tables, this.#clock(), conflicts)
  readonly readPostings: Operation<'readPostings'> = (questions) => readPostings(this.tables, questions)

  readonly readSequences: Operation<'readSequences'> = (questions) => readSequences(this.tables, questions)

  readonly renewLeases: Operation<'renewLeases'> = ({ lanes, conflicts }, lease) => {
    const { laneById, conflictById } = this.tables
    renew(laneById, lanes, this.#clock() + lease)
    renew(conflictById, conflicts, this.#clock() + lease)
  }

  readonly giveBack: Operation<'giveBack'> = ({ lanes, conflicts }) => {
    const { laneById, conflictById } = this.tables
    giveBack(laneById, lanes)
    giveBack(conflictById, conflicts)
  }
}
