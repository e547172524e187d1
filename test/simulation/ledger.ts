import { Failure, Refused, Unanswered, Unavailable } from '#kernel/failure'
import { minutes, seconds } from '#kernel/time'
import { areAnswersTo, type Call, type Effect, type PortKeeper, type Receipt } from '#model/ports/port'
import type { Faults } from './faults.ts'
import { never, type Process } from './process.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** No request is processed later than this after it was sent: the server's own limit (assumption S3 of the SPEC). */
export const LINGERS = minutes(2)

export interface Booking {
  readonly effect: Effect
  readonly at: number
}

/** A request as the server has it; the client may be gone. */
interface Request {
  readonly effects: readonly Effect[]
  readonly sentAt: number
  readonly answer: (answers: readonly Answer[]) => void
  readonly fail: (failure: Failure) => void
}

/** An answer says to which key it is one. */
interface Answer {
  readonly key: string
  readonly answer: Receipt | Failure
}

/** What the ledger says to an effect by its rules, apart from its key. */
export type Rules = (effect: Effect, ledger: SimulatedLedger) => Refused | undefined

/**
 * The other system: books each effect in one transaction with its key and knows the key for ever. Its answers get lost,
 * its requests linger; what it refused it does not remember, as the deployed procedures do not.
 */
export class SimulatedLedger {
  readonly booked: Booking[] = []
  readonly byKey = new Map<string, Receipt>()
  /** What it has said no to, which only the simulation knows: the ledger itself forgets. */
  readonly refused = new Set<string>()
  /** Every effect that reached the server and is not decided yet. */
  readonly underWay = new Set<Request>()
  /** What it answered last, whomever. */
  #said: readonly Answer[] = []
  readonly #scheduler: Scheduler
  readonly #random: Random
  readonly #faults: Faults
  readonly #rules: Rules
  readonly #answerReading: (operation: string, argument: unknown) => unknown
  onBooked: (effect: Effect) => void = () => {}
  onArrival: (effect: Effect) => void = () => {}
  isAway = false
  /** Refuses today what it may take tomorrow: stock is missing, a period is locked. */
  isMoody = false

  constructor(parts: {
    readonly scheduler: Scheduler
    readonly random: Random
    readonly faults: Faults
    readonly rules: Rules
    readonly reading: (operation: string, argument: unknown) => unknown
  }) {
    this.#scheduler = parts.scheduler
    this.#random = parts.random
    this.#faults = parts.faults
    this.#rules = parts.rules
    this.#answerReading = parts.reading
  }

  isUnderWay(key: string): boolean {
    return [...this.underWay].some((request) => request.effects.some((effect) => effect.key === key))
  }

  /** The ledger as a process reaches it over the network. */
  keeperFor(process: Process, port: string): PortKeeper {
    return {
      port,
      read: (operation, args) =>
        process.ask('ledger', 'reads', this.#latency(), this.#latency(), () => {
          if (this.isAway || this.#faults.strikes('ledger-read-fails', 0.2))
            throw new Unavailable('UNREACHABLE', 'The ledger cannot be reached')
          return args.map((argument) => this.#answerReading(operation, argument))
        }),
      perform: (effects, call) => this.#perform(process, effects, call),
    }
  }

  #perform(process: Process, effects: readonly Effect[], call: Call): Promise<readonly (Receipt | Failure)[]> {
    if (!process.isAlive) return never()
    return new Promise((resolve, reject) => {
      const back = (label: string, settle: () => void, delay = this.#latency()) =>
        process.reach(delay, label, () => process.isCut('ledger', 'back') || settle())
      call.signal.addEventListener('abort', () =>
        reject(new Unanswered('DEADLINE', 'The ledger did not answer in time')),
      )
      const lost = (delay: number) =>
        back('connection lost', () => reject(new Unanswered('CONNECTION_LOST', 'The connection broke')), delay)
      if (process.isCut('ledger', 'there')) return
      if (this.isAway) {
        back('unreachable', () => reject(new Unavailable('UNREACHABLE', 'The ledger cannot be reached')))
        return
      }

      const sentAt = this.#scheduler.now
      const request: Request = {
        effects,
        sentAt,
        answer: (answers) => {
          const said = this.#mixedUp(answers)
          this.#said = answers
          if (this.#faults.strikes('lost-answer', 0.25)) {
            if (this.#random.chance(0.5)) lost(this.#latency())
          } else
            back('answers', () => {
              // As the connectors do: what is not said to this request says nothing of it.
              if (areAnswersTo(effects, said)) resolve(said.map(({ answer }) => answer))
              else reject(new Unanswered('HALF_AN_ANSWER', 'The answer is not to what was asked'))
            })
        },
        fail: (failure) => back('fails', () => reject(failure)),
      }
      if (this.#faults.strikes('lost-request', 0.15)) {
        lost(seconds(this.#random.between(1, 20)))
        return
      }
      let arrival = this.#latency()
      if (this.#faults.strikes('ghost-commit', 0.25)) {
        arrival = seconds(this.#random.between(5, 118))
        lost(seconds(this.#random.between(1, 5)))
      }
      this.underWay.add(request)
      this.#scheduler.after(arrival, 'ledger takes', () => this.#take(request))
    })
  }

  /** Work takes a while; the books and the key are written at its end, in one transaction. */
  #take(request: Request): void {
    const isTooLate = this.#scheduler.now - request.sentAt >= LINGERS
    if (isTooLate || (this.isAway && this.#random.chance(0.5))) return this.#drop(request)
    for (const effect of request.effects) this.onArrival(effect)
    const slow = this.#faults.strikes('ledger-slow', 0.2) ? seconds(this.#random.between(1, 70)) : 0
    const left = request.sentAt + LINGERS - this.#scheduler.now
    this.#scheduler.after(Math.min(slow + this.#random.between(5, 60), left), 'ledger commits', () =>
      this.#commit(request),
    )
  }

  /** Something between the two gives this asker what belongs to another, or a part of it. */
  #mixedUp(answers: readonly Answer[]): readonly Answer[] {
    const others = this.#said.filter(({ key }) => !answers.some((answer) => answer.key === key))
    const instead = others.length > 0 ? others : answers.slice(1)
    return this.#faults.strikes('other-answer', 0.15) ? instead : answers
  }

  #drop(request: Request): void {
    this.underWay.delete(request)
    request.fail(new Unanswered('CONNECTION_LOST', 'The ledger went away while it worked'))
  }

  #commit(request: Request): void {
    this.underWay.delete(request)
    if (this.#faults.strikes('ledger-busy', 0.1))
      return request.fail(new Unavailable('BUSY', 'Others kept changing the same records'))
    const answers: Answer[] = []
    for (const effect of request.effects) {
      // What cannot be tried now ends the call: nothing after it may overtake it (assumption S4).
      const isBusy = answers.at(-1)?.answer instanceof Unavailable || this.#faults.strikes('ledger-busy', 0.05)
      const answer = isBusy ? new Unavailable('BUSY', 'Others kept changing this record') : this.#book(effect)
      answers.push({ key: effect.key, answer })
    }
    request.answer(answers)
  }

  #book(effect: Effect): Receipt | Failure {
    const known = this.byKey.get(effect.key)
    if (known) return { ...known, known: true }
    const refusal = this.#rules(effect, this)
    if (refusal) {
      this.refused.add(effect.key)
      return refusal
    }
    const receipt: Receipt = { known: false, documents: [{ kind: 'booking', id: String(this.booked.length + 1) }] }
    this.byKey.set(effect.key, receipt)
    this.booked.push({ effect, at: this.#scheduler.now })
    this.onBooked(effect)
    return receipt
  }

  #latency(): number {
    return this.#random.between(2, 25)
  }
}
