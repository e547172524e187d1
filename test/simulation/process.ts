import { type CallOff, type Clock, type Duration, type Instant, instant, seconds } from '#kernel/time'
import { Unanswered } from '#kernel/failure'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** With whom a process speaks over the network. */
export type Link = 'database' | 'ledger' | 'plant'
/** A cut may let through what goes there, or what comes back, or neither. */
export type Way = 'there' | 'back'

/** Until when the links of a place are cut, by link and way: who is started there anew finds them as they are. */
export type Cuts = Map<`${Link} ${Way}`, number>

/** After this much silence a connection counts as broken. */
const SILENCE = seconds(10)

/** What a dead process waits for. */
export const never = <T>(): Promise<T> => new Promise(() => {})

/**
 * A process on a simulated machine. It can die: none of its promises ever resolves again, what it has sent is on its
 * way all the same. It can freeze: what comes for it waits until it thaws, and its deadlines pass unseen. Its links can
 * be cut, and nobody tells it.
 */
export class Process {
  readonly name: string
  readonly scheduler: Scheduler
  readonly random: Random
  /** How far its clock is off. */
  readonly skew: Duration
  /** How far its clock was put forward or back, until somebody puts it right. */
  jumped: Duration = 0
  isAlive = true
  /** Asked at each moment at which the process would go on. */
  diesAt: (label: string) => boolean = () => false
  readonly #cutUntil: Cuts
  #frozenUntil = 0
  #ids = 0

  constructor(name: string, scheduler: Scheduler, random: Random, skew: Duration, cuts: Cuts = new Map()) {
    this.name = name
    this.scheduler = scheduler
    this.random = random
    this.skew = skew
    this.#cutUntil = cuts
  }

  die(): void {
    this.isAlive = false
  }

  freeze(duration: Duration): void {
    this.#frozenUntil = Math.max(this.#frozenUntil, this.scheduler.now + duration)
  }

  get isFrozen(): boolean {
    return this.#frozenUntil > this.scheduler.now
  }

  cut(link: Link, way: Way, duration: Duration): void {
    this.#cutUntil.set(`${link} ${way}`, this.scheduler.now + duration)
  }

  mendLinks(): void {
    this.#cutUntil.clear()
  }

  isCut(link: Link, way: Way): boolean {
    return this.#cutUntil.size > 0 && (this.#cutUntil.get(`${link} ${way}`) ?? 0) > this.scheduler.now
  }

  /** Something reaches the process: later when it is frozen, never when it is dead. */
  reach(delay: Duration, label: string, happen: () => void): CallOff {
    let callOff = this.scheduler.after(delay, `${this.name} ${label}`, () => {
      if (!this.isAlive) return
      if (this.isFrozen) callOff = this.reach(this.#frozenUntil - this.scheduler.now, label, happen)
      else if (!this.diesAt(label)) happen()
    })
    return () => callOff()
  }

  /** Asks something outside: the question arrives there whatever becomes of the asker meanwhile. */
  ask<Answer>(link: Link, label: string, there: Duration, back: Duration, answer: () => Answer): Promise<Answer> {
    if (!this.isAlive) return never()
    return new Promise((resolve, reject) => {
      const silence = () =>
        this.reach(SILENCE, 'gives up', () => reject(new Unanswered('SILENCE', `The ${link} says nothing any more`)))
      this.scheduler.after(there, `${this.name} ${label}?`, () => {
        if (this.isCut(link, 'there')) return silence()
        let settle: () => void
        try {
          const answered = answer()
          settle = () => resolve(answered)
        } catch (error) {
          settle = () => reject(error)
        }
        return this.reach(back, label, () => (this.isCut(link, 'back') ? silence() : settle()))
      })
    })
  }

  readonly now = (): Instant => instant(this.scheduler.now + this.skew + this.jumped)

  readonly clock: Clock = {
    now: this.now,
    sleep: (duration, signal) => {
      if (!this.isAlive) return never()
      if (signal?.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const over = () => {
          callOff()
          signal?.removeEventListener('abort', over)
          resolve()
        }
        const callOff = this.clock.after(duration, over)
        signal?.addEventListener('abort', over)
      })
    },
    after: (duration, happen) => this.reach(duration, 'wakes', happen),
  }

  readonly ids = (): string => `${this.name}.${++this.#ids}`

  readonly deadline = (after: Duration): AbortSignal => {
    const controller = new AbortController()
    this.reach(after, 'deadline', () => controller.abort('deadline'))
    return controller.signal
  }

  readonly stopwatch = (): (() => Duration) => {
    const from = this.scheduler.now
    return () => this.scheduler.now - from
  }
}
