import type { ClaimedConflict, ConflictCommit, LaneCommit, Progress } from '../../src/engine/store.ts'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import type { Effect } from '#model/ports/port'
import type { Coverage } from './coverage.ts'
import type { SimulatedDatabase } from './database/database.ts'
import type { WatchedDatabase } from './store.ts'
import type { EffectState } from './database/tables.ts'
import { isHeld } from './database/turns.ts'
import type { SimulatedLedger } from './ledger.ts'
import { effectMoves, progressMoves, ruledMoves } from './life.ts'

/** A promise of the SPEC was broken. */
export class Violation extends Error {}

/**
 * Looks on from outside, knowing more than any process can: what the database holds and what lies in the ledger. After
 * every operation and every booking each invariant of the SPEC is held against both.
 */
export class Watch {
  readonly #database: SimulatedDatabase
  readonly #ledger: SimulatedLedger
  readonly #coverage: Coverage
  readonly #trace: (what: string) => void
  readonly #progress = new Map<string, Progress['progress']>()
  readonly #states = new Map<string, EffectState>()
  readonly #lastBooked = new Map<number, number>()
  #journalled = 0

  constructor(database: SimulatedDatabase, ledger: SimulatedLedger, coverage: Coverage, trace: (what: string) => void) {
    this.#trace = trace
    this.#database = database
    this.#ledger = ledger
    this.#coverage = coverage
    ledger.onArrival = (effect) => this.#arrived(effect)
    ledger.onBooked = (effect) => this.#booked(effect)
  }

  /** The same database, looked at after every operation. */
  watched(): WatchedDatabase {
    const database = this.#database
    return {
      accept: (messages) => {
        const answers = database.accept(messages)
        this.#look()
        return answers
      },
      claimLanes: (claim) => {
        const taken = [...database.tables.lanes.values()].filter((lane) => lane.owner !== null).map(({ id }) => id)
        const lanes = database.claimLanes(claim)
        for (const lane of lanes)
          this.#coverage.reached(`lane ${taken.includes(lane.laneId) ? 'taken over' : 'claimed'}`)
        return lanes
      },
      commitRuns: (owner, lanes) => {
        const isOurs = ({ laneId, epoch }: LaneCommit) => isHeld(database.tables.laneById.get(laneId), epoch)
        for (const lane of lanes.filter(isOurs)) this.#judged(lane)
        const result = database.commitRuns(owner, lanes)
        for (const id of result.lost) this.#coverage.reached(`lane fenced ${id > 0}`)
        this.#look()
        return result
      },
      systemsToSend: (systems) => database.systemsToSend(systems),
      claimEffects: (claim) => {
        const taken = [...database.tables.conflicts.values()].filter(({ owner }) => owner !== null).map(({ id }) => id)
        const conflicts = database.claimEffects(claim)
        for (const { conflictId } of conflicts)
          this.#coverage.reached(`conflict ${taken.includes(conflictId) ? 'taken over' : 'claimed'}`)
        this.#claimed(conflicts)
        if (conflicts.length > 0) this.#look()
        return conflicts
      },
      commitAnswers: (owner, conflicts) => {
        const result = database.commitAnswers(owner, conflicts)
        for (const id of result.lost) this.#coverage.reached(`conflict fenced ${id > 0}`)
        const ours = conflicts.filter(({ conflictId }) => !result.lost.includes(conflictId))
        for (const conflict of ours) this.#answered(conflict)
        this.#look()
        return result
      },
      held: () => {
        const { lanes, conflicts } = database.tables
        return [...lanes.values(), ...conflicts.values()].filter(({ owner }) => owner !== null)
      },
      renewLeases: (...given) => database.renewLeases(...given),
      giveBack: (left) => {
        this.#coverage.reached('gave back')
        database.giveBack(left)
      },
      readPostings: (questions) => database.readPostings(questions),
      readSequences: (questions) => database.readSequences(questions),
    }
  }

  /** A person has ruled; what it changes is in the tables too. */
  ruled(how: string, isDone: boolean): void {
    if (!isDone) return
    this.#coverage.reached(`ruled ${how}`)
    this.#look(true)
  }

  /** I1, I12: nothing is lost, and messages and effects change only as the SPEC's tables say. */
  #look(isRuled = false): void {
    const { journal, inbox, intents } = this.#database.tables
    if (journal.size < this.#journalled) throw new Violation('I1: a message left the journal')
    this.#journalled = journal.size
    for (const messageId of journal.keys()) {
      const after = inbox.get(messageId)?.progress ?? 'closed'
      const before = this.#progress.get(messageId)
      if (before === after) continue
      this.#progress.set(messageId, after)
      this.#trace(`${messageId} ${after}`)
      this.#coverage.reached(`message ${before ?? 'new'} → ${after}`)
      const moves = isRuled ? ruledMoves : progressMoves
      if (before && !moves[before].includes(after))
        throw new Violation(`I12: message ${messageId} went from ${before} to ${after}`)
      this.#someoneSees(messageId, after)
    }
    for (const [intentId, { state }] of intents) {
      const before = this.#states.get(intentId)
      if (before === state) continue
      this.#states.set(intentId, state)
      this.#trace(`${intentId} ${state}`)
      this.#coverage.reached(`effect ${before ?? 'new'} → ${state}`)
      if (before && !effectMoves[before].includes(state))
        throw new Violation(`I12: effect ${intentId} went from ${before} to ${state}`)
    }
  }

  #someoneSees(messageId: string, progress: Progress['progress']): void {
    const { exceptions, approvals } = this.#database.tables
    if (progress === 'stopped' && !exceptions.some((one) => one.messageId === messageId && !one.closedBy))
      throw new Violation(`I9: message ${messageId} stopped and nobody is told`)
    if (progress === 'asking' && !approvals.some((one) => one.messageId === messageId))
      throw new Violation(`I9: message ${messageId} asks and nobody is asked`)
  }

  /** I3, I4, I10: judged in lane order, and every judgement with its audit row. */
  #judged(lane: LaneCommit): void {
    const { inbox, queue } = this.#database.tables
    const closed = new Set<string>()
    for (const run of lane.runs) {
      const { message } = run
      this.#coverage.reached(`verdict ${run.verdict}`)
      const row = inbox.get(message.messageId)
      if (!row) throw new Violation(`I3: message ${message.messageId} was judged after it was closed`)
      const earlier = (queue.get(lane.laneId) ?? []).find(
        (other) =>
          other.message.nature === 'transition' &&
          other.seq < row.seq &&
          !closed.has(other.message.messageId) &&
          // Judged before, and again because a person said so, perhaps while later ones were in somebody's hands.
          !other.ruling,
      )
      if (message.nature === 'transition' && earlier)
        throw new Violation(`I4: ${message.id} was judged before ${earlier.message.id}, which is ${earlier.progress}`)
      if (run.becomes.progress === 'closed') closed.add(message.messageId)
      if (!lane.audit.some(({ subject }) => subject === message.messageId))
        throw new Violation(`I10: message ${message.messageId} was judged without an audit row`)
    }
    for (const { messageId } of lane.deferred) this.#coverage.reached(`message deferred ${messageId !== ''}`)
  }

  /** I5, I8: claimed in planned order, and known for what they are. */
  #claimed(conflicts: readonly ClaimedConflict[]): void {
    for (const { conflictId, effects } of conflicts) {
      const open = [...this.#database.tables.intents.values()]
        .filter((row) => row.conflictId === conflictId && ['planned', 'sent', 'in-doubt'].includes(row.state))
        .sort((one, other) => one.seq - other.seq)
      effects.forEach((effect, nth) => {
        if (open[nth]?.intent.intentId !== effect.intentId)
          throw new Violation(`I5: ${effect.intentId} was claimed before an earlier effect of ${effect.conflict}`)
        if (effect.inDoubt !== (this.#states.get(effect.intentId) !== 'planned'))
          throw new Violation(`I8: ${effect.intentId} was claimed without its doubt`)
        if (this.#states.get(effect.intentId) === 'sent') this.#coverage.reached('effect sent → sent')
      })
    }
  }

  /** I8, I9, I10: what the hub now believes of an effect is what is so, and whoever must know is told. */
  #answered(conflict: ConflictCommit): void {
    const { intents } = this.#database.tables
    for (const answer of conflict.answers) {
      const { intent } = intents.get(answer.intentId)!
      const isBooked = this.#ledger.byKey.has(intent.effectKey)
      const mayBeBooked = isBooked || this.#ledger.isUnderWay(intent.effectKey)
      if (answer.state === 'confirmed' && !isBooked)
        throw new Violation(`I8: ${intent.intentId} was confirmed, and the ledger does not have it`)
      if ((answer.state === 'planned' || answer.state === 'refused') && mayBeBooked)
        throw new Violation(
          `I8: ${intent.intentId} was called ${answer.state}, and the ledger ${isBooked ? 'has it' : 'may still book it'}`,
        )
      const isFinal = answer.state === 'confirmed' || answer.state === 'refused'
      if (isFinal && !conflict.audit.some(({ subject }) => subject === intent.messageId))
        throw new Violation(`I10: ${intent.intentId} was answered without an audit row`)
      if (answer.state === 'refused' && !conflict.messages.some(({ causation }) => causation === intent.messageId))
        throw new Violation(`I9: ${intent.intentId} was refused, and its flow is not told`)
    }
  }

  /** I6, I7: nothing reaches the ledger that is not marked sent, or was given up. */
  #arrived(effect: Effect): void {
    const row = this.#database.tables.intentByKey.get(effect.key)
    if (!row) throw new Violation('I7: the ledger was asked for an effect that was never planned')
    if (row.attempts === 0 || row.state === 'planned' || row.state === 'shadowed')
      throw new Violation(`I7: ${row.intent.intentId} reached the ledger while it was ${row.state}`)
    if (row.state === 'refused')
      throw new Violation(`I6: ${row.intent.intentId} reached the ledger while it was ${row.state}`)
  }

  /** I5: in the order it was planned. */
  #booked(effect: Effect): void {
    const row = this.#database.tables.intentByKey.get(effect.key)!
    this.#trace(`booked ${row.intent.intentId}`)
    if (effect.body !== row.intent.body && canonicalJson(effect.body as Json) !== canonicalJson(row.intent.body))
      throw new Violation(`I3: ${row.intent.intentId} was booked with another content than was planned`)
    const last = this.#lastBooked.get(row.conflictId) ?? 0
    // What the ledger itself has refused let the later ones pass; after a lost answer it is tried again, and may be booked.
    if (row.seq <= last && !this.#ledger.refused.has(effect.key))
      throw new Violation(`I5: effect ${row.seq} of ${row.intent.conflict} was booked after effect ${last}`)
    if (row.state === 'refused' || row.state === 'confirmed')
      throw new Violation(`I8: ${row.intent.intentId} was booked after it was ${row.state}`)
    this.#lastBooked.set(row.conflictId, Math.max(last, row.seq))
  }
}
