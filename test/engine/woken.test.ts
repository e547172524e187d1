import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { type Engine, Journal, journalKeeper, startEngine } from '#engine'
import { hours, minutes, seconds } from '#kernel/time'
import type { Receipt } from '#model/ports/port'
import type { Connection } from '../../src/engine/connections.ts'
import type { NewMessage, Store } from '../../src/engine/store.ts'
import { makers } from '../contracts/store-bench.ts'
import { SimulatedDatabase } from '../simulation/database/database.ts'
import { Books, simulatedFlows } from '../simulation/flows.ts'
import { Process } from '../simulation/process.ts'
import { Random } from '../simulation/random.ts'
import { Scheduler } from '../simulation/scheduler.ts'
import { aPolicy } from '../support/builders.ts'

const START = Date.UTC(2026, 10, 22)
const booked: Receipt = { known: false, documents: [] }

/** A hub that looks by itself once an hour, in virtual time: whatever is done sooner, somebody was woken for. */
function sleepyHub(seed: number) {
  const random = new Random(seed)
  const scheduler = new Scheduler(random.fork(), START)
  const process = new Process('hub', scheduler, random.fork(), 0)
  const database = new SimulatedDatabase(() => scheduler.now)
  /** How often each operation was asked for, and how often that found nothing. */
  const looks = new Map<string, { found: number; vain: number }>()
  const asked = (name: string, answer: unknown): void => {
    const counted = looks.get(name) ?? { found: 0, vain: 0 }
    counted[Array.isArray(answer) && answer.length === 0 ? 'vain' : 'found']++
    looks.set(name, counted)
  }
  const store = new Proxy({} as Store, {
    get: (_, name: keyof Store) => {
      const operation = database[name] as (...given: unknown[]) => unknown
      return (...given: unknown[]) =>
        process.ask('database', name, random.between(1, 4), random.between(1, 4), () => {
          const answer = operation(...given)
          // Who looks for lanes whose owners died does so every second.
          if (!(given[0] as { alone?: boolean }).alone) asked(name, answer)
          return answer
        })
    },
  })
  const took = (): number => random.between(5, 60)
  const common = { deadline: seconds(60), lingers: 0 }
  const connection: Connection = {
    ...common,
    system: 'erp',
    callsAtOnce: 2,
    keeper: {
      port: Books.portName,
      read: (_operation, args) => process.ask('ledger', 'reads', took(), 1, () => args.map((thing) => ({ thing }))),
      perform: (effects) => process.ask('ledger', 'books', took(), 1, () => effects.map(() => booked)),
    },
  }
  const journal: Connection = { ...common, system: 'hub', callsAtOnce: 1, keeper: journalKeeper(store) }
  const engine: Engine = startEngine({
    store,
    owner: 'hub',
    home: 'hub',
    clock: process.clock,
    ids: process.ids,
    now: process.now,
    crash: () => {},
    deadline: process.deadline,
    stopwatch: process.stopwatch,
    flowFor: (type) => simulatedFlows.find((flow) => flow.on.includes(type)),
    flowNamed: (name) => simulatedFlows.find((flow) => flow.name === name),
    policyOf: () => aPolicy,
    ownerInsteadOf: () => undefined,
    connections: (_plant, port) => (port === Journal.portName ? journal : connection),
    systems: [connection],
    idle: hours(1),
    troubleFor: (code, sentence) => ({ code, sentence, owner: 'supervisor' }),
    log: { error: (about) => expect.fail(JSON.stringify(about)), info: () => {} },
  })
  const { message } = makers('woken')
  let made = 0
  return {
    looks,
    pass: (duration: number) => {
      const until = scheduler.now + duration
      scheduler.after(duration, 'it is time', () => {})
      return scheduler.run(() => scheduler.now >= until)
    },
    tell: (type: 'step' | 'add', key: string, urgency: NewMessage['urgency'] = 'bulk'): NewMessage => {
      const body = { thing: key, line: key, ...(type === 'step' ? { n: made, parts: 2 } : { amount: 1 }) }
      const nature = type === 'step' ? 'transition' : 'movement'
      const told = message(`m${made++}`, { type: `sim.${type}.v1`, key, body, nature, urgency })
      void engine.receive([told])
      return told
    },
    /** What is not over yet, and effects that are not answered. */
    left: () => ({
      messages: [...database.tables.inbox.values()].map(({ message: { id } }) => id),
      effects: [...database.tables.intents.values()].filter(({ state }) => state !== 'confirmed').length,
    }),
    stop: async () => {
      const stopped = engine[Symbol.asyncDispose]()
      scheduler.after(minutes(2), 'it is time', () => {})
      let isOver = false
      void stopped.then(() => (isOver = true))
      await scheduler.run(() => isOver)
    },
  }
}

let hub: ReturnType<typeof sleepyHub>
afterEach(() => hub.stop())

describe('hands that sleep', () => {
  it('are woken by whoever has made something ready for them, whatever comes', async () => {
    const thing = fc.constantFrom('a', 'b', 'c')
    const told = fc.record({
      type: fc.constantFrom('step' as const, 'add' as const),
      key: thing,
      urgency: fc.constantFrom('bulk' as const, 'bulk' as const, 'critical' as const),
      after: fc.constantFrom(0, 0, 0, 3, 20, 150),
    })
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.array(told, { maxLength: 40 }), async (seed, events) => {
        hub = sleepyHub(seed)
        await hub.pass(seconds(1))
        for (const { type, key, urgency, after } of events) {
          await hub.pass(after)
          hub.tell(type, key, urgency)
        }
        // What was added before its thing was begun waits for that.
        for (const key of ['a', 'b', 'c']) hub.tell('step', key)
        await hub.pass(seconds(8))
        expect(hub.left()).toEqual({ messages: [], effects: 0 })
      }),
      { numRuns: 150 },
    )
  })

  it('are not woken for nothing: an event that comes alone is looked for once by each', async () => {
    hub = sleepyHub(1)
    await hub.pass(seconds(1))
    hub.looks.clear()
    hub.tell('step', 'a')
    await hub.pass(seconds(1))
    expect(hub.left()).toEqual({ messages: [], effects: 0 })
    expect(Object.fromEntries(hub.looks)).toMatchObject({
      claimLanes: { found: 1, vain: 0 },
      systemsToSend: { found: 1, vain: 0 },
      claimEffects: { found: 1, vain: 0 },
    })
  })
})
