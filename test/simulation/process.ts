import { type Clock, type Duration, type Instant, instant } from '#kernel/time'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** What a dead process waits for. */
export const never = <T>(): Promise<T> => new Promise(() => {})

/**
 * A process on a simulated machine. It can die: none of its promises ever resolves again, what it has sent is on its
 * way all the same. It can freeze: what comes for it waits until it thaws, and its deadlines pass unseen.
 */
export class Process {
  readonly name: string
  readonly scheduler: Scheduler
  readonly random: Random
  /** How far its clock is off. */
  readonly skew: Duration
  isAlive = true
  #frozenUntil = 0
  #ids = 0

  constructor(name: string, scheduler: Scheduler, random: Random, skew: Duration) {
    this.name = name
    this.scheduler = scheduler
    this.random = random
    this.skew = skew
  }

  die(): void {
    this.isAlive = false
  }

  freeze(duration: Duration): void {
    this.#frozenUntil = this.scheduler.now + duration
  }

  get isFrozen(): boolean {
    return this.#frozenUntil > this.scheduler.now
  }

  /** Something reaches the process: later when it is frozen, never when it is dead. */
  reach(delay: Duration, label: string, happen: () => void): void {
    this.scheduler.after(delay, `${this.name} ${label}`, () => {
      if (!this.isAlive) return
      if (this.isFrozen) this.reach(this.#frozenUntil - this.scheduler.now, label, happen)
      else happen()
    })
  }

  /** Asks something outside: the question arrives there whatever becomes of the asker meanwhile. */
  ask<Answer>(label: string, there: Duration, back: Duration, answer: () => Answer): Promise<Answer> {
    if (!this.isAlive) return never()
    return new Promise((resolve, reject) => {
      this.scheduler.after(there, `${this.name} ${label}?`, () => {
        let settle: () => void
        try {
          const answered = answer()
          settle = () => resolve(answered)
        } catch (error) {
          settle = () => reject(error)
        }
        this.reach(back, label, settle)
      })
    })
  }

  readonly now = (): Instant => instant(this.scheduler.now + this.skew)

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
    after: (duration, happen) => {
      let isOff = false
      this.reach(duration, 'wakes', () => isOff || happen())
      return () => {
        isOff = true
      }
    },
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
