import { type Duration, minutes, seconds } from '#kernel/time'
import type { Tables, Turn } from './database/tables.ts'
import { Violation } from './watch.ts'

/** A lane is judged within this, a call to a system may take its deadline of a minute and its rest. */
const TURN = { lane: seconds(10), conflict: minutes(3) } as const

/** I11: when every hub is well, what is ready and in nobody's hands does not lie there, nor what a dead process held. */
export class Promptness {
  readonly #tables: Tables
  readonly #idle: Duration
  #wellSince: number | undefined

  constructor(tables: Tables, idle: Duration) {
    this.#tables = tables
    this.#idle = idle
  }

  look(now: number, areWell: boolean): void {
    this.#wellSince = areWell ? (this.#wellSince ?? now) : undefined
    if (this.#wellSince === undefined) return
    this.#lookAt('lane', this.#tables.lanes, now, this.#wellSince)
    this.#lookAt('conflict', this.#tables.conflicts, now, this.#wellSince)
  }

  #lookAt(what: keyof typeof TURN, turns: ReadonlyMap<string, Turn>, now: number, wellSince: number): void {
    for (const { key, readyAt, leaseUntil } of turns.values()) {
      const since = readyAt === null ? now : Math.max(readyAt, leaseUntil ?? 0, wellSince)
      if (now - since > this.#idle + TURN[what])
        throw new Violation(`I11: ${what} ${key} was ready for ${(now - since) / 1000} s, and no hub took it`)
    }
  }
}
