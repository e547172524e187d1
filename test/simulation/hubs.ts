import { type Connection, type CrashPointName, type Engine, Journal, journalKeeper, startEngine } from '#engine'
import { Failure } from '#kernel/failure'
import { type Duration, seconds } from '#kernel/time'
import { aPolicy } from '../support/builders.ts'
import type { Faults } from './faults.ts'
import { Books, simulatedFlows } from './flows.ts'
import { LINGERS, type SimulatedLedger } from './ledger.ts'
import { type Cuts, Process } from './process.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import { storeOf, type WatchedDatabase } from './store.ts'

export interface HubParts {
  readonly scheduler: Scheduler
  readonly random: Random
  readonly faults: Faults
  readonly ledger: SimulatedLedger
  readonly database: WatchedDatabase
  readonly reached: (what: string) => void
  /** How long an idle hand of it may wait before it looks. */
  readonly idle: readonly Duration[]
  /** The engine threw what no failure explains: a bug. */
  readonly onBug: (error: unknown) => void
}

/** What reaches a process most of the time, and finds it idle. */
const seldom = new Set(['wakes', 'claims lanes', 'looks for effects', 'claims effects'])

/** A place where a hub runs: when its process dies, or is only believed to be dead, another is started there. */
export class SimulatedHub {
  readonly #name: string
  readonly #parts: HubParts
  readonly #zombies: Process[] = []
  readonly #cuts: Cuts = new Map()
  #darkUntil = 0
  #generation = 0
  process!: Process
  engine!: Engine

  constructor(name: string, parts: HubParts) {
    this.#name = name
    this.#parts = parts
    this.start()
  }

  start(): void {
    const { scheduler, random, faults, ledger, database } = this.#parts
    const skew = faults.isOn('clock-skew') ? random.between(-600_000, 600_000) : 0
    const process = new Process(`${this.#name}.${++this.#generation}`, scheduler, random.fork(), skew, this.#cuts)
    process.diesAt = (label) => this.#diesAt(process, label)
    const store = storeOf(database, process, faults)
    const connection: Connection = {
      system: 'erp',
      keeper: ledger.keeperFor(process, Books.portName),
      callsAtOnce: 2,
      deadline: seconds(60),
      lingers: LINGERS,
    }
    const journal: Connection = {
      system: 'hub',
      keeper: journalKeeper(store),
      callsAtOnce: 1,
      deadline: seconds(5),
      lingers: 0,
    }
    this.process = process
    this.engine = startEngine({
      store,
      owner: process.name,
      home: 'hub',
      clock: process.clock,
      ids: process.ids,
      now: process.now,
      crash: (point) => this.#mayCrash(process, point),
      deadline: process.deadline,
      stopwatch: process.stopwatch,
      flowFor: (type) => simulatedFlows.find((flow) => flow.on.includes(type)),
      flowNamed: (name) => simulatedFlows.find((flow) => flow.name === name),
      policyOf: () => aPolicy,
      ownerInsteadOf: () => undefined,
      connections: (_plant, port) =>
        port === Journal.portName ? journal : port === 'nowhere' ? undefined : connection,
      systems: [connection],
      idle: random.pick(this.#parts.idle),
      troubleFor: (code, sentence) => ({ code, sentence, owner: 'supervisor' }),
      log: {
        error: (about) => {
          const { err } = about as { readonly err?: unknown }
          if (err !== undefined && !(err instanceof Failure)) this.#parts.onBug(err)
        },
        info: () => {},
      },
    })
  }

  freeze(): void {
    this.process.freeze(this.#silence())
  }

  /** Longer than a lease, and now and then longer than anything lingers. */
  #silence(): Duration {
    const { random } = this.#parts
    return seconds(random.chance(0.4) ? random.between(120, 400) : random.between(1, 40))
  }

  /** Dies now, and is started again after a while. */
  crash(): void {
    this.#kill(this.process)
  }

  /** Whatever runs there dies, and nothing starts until the power is back. */
  goDark(lasts: Duration): void {
    this.#darkUntil = this.#parts.scheduler.now + lasts
    for (const process of [...this.#zombies, this.process]) process.die()
    this.#startAfter(lasts)
  }

  /** Believed to be dead: another is started beside it, and it goes on. */
  haunt(): void {
    if (!this.process.isAlive) return
    this.#zombies.push(this.process)
    this.start()
  }

  /** Clocks are put right, links are mended, and what should be dead is dead. */
  calm(): void {
    for (const zombie of this.#zombies) zombie.die()
    this.process.jumped = 0
    this.process.mendLinks()
  }

  #kill(process: Process): void {
    if (!process.isAlive) return
    process.die()
    if (process === this.process) this.#startAfter(this.#parts.random.between(100, seconds(15)))
  }

  #startAfter(away: Duration): void {
    const { scheduler } = this.#parts
    scheduler.after(away, `${this.#name} starts`, () => {
      if (!this.process.isAlive && scheduler.now >= this.#darkUntil) this.start()
    })
  }

  /** At an await: what was asked for has happened, and is never heard of. */
  #diesAt(process: Process, label: string): boolean {
    if (!this.#parts.faults.strikes('crash-await', seldom.has(label) ? 0.001 : 0.03)) return false
    this.#parts.reached(`crash at: ${label}`)
    this.#kill(process)
    return true
  }

  /** Commit boundaries are where a crash or a long silence hurts most. */
  #mayCrash(process: Process, point: CrashPointName): void | Promise<void> {
    if (this.#parts.faults.strikes('freeze', point === 'effects.after-claim' ? 0.1 : 0.01)) {
      this.#parts.reached(`freeze ${point}`)
      process.freeze(this.#silence())
      return process.clock.sleep(0)
    }
    if (!this.#parts.faults.strikes('crash-point', 0.02)) return undefined
    this.#parts.reached(`crash ${point}`)
    this.#kill(process)
    return new Promise(() => {})
  }
}
