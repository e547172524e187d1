import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineFlow, type Flow, Journal } from '#engine'
import { type Failure, Refused, Unanswered, Unavailable } from '#kernel/failure'
import { hours, instant, minutes, seconds } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import type { Effect, Receipt, Urgency } from '#model/ports/port'
import type { Connection } from '../../src/engine/connections.ts'
import { receiver } from '../../src/engine/inbox/receive.ts'
import { workerTurn } from '../../src/engine/lanes/worker.ts'
import { Holdings } from '../../src/engine/leases.ts'
import { Doubts } from '../../src/engine/outbox/doubts.ts'
import { pace } from '../../src/engine/outbox/pace.ts'
import { senderTurn } from '../../src/engine/outbox/sender.ts'
import type { NewMessage, Store } from '../../src/engine/store.ts'
import { aPolicy } from '../support/builders.ts'
import { asStore } from '../simulation/database/as-store.ts'
import { SimulatedDatabase } from '../simulation/database/database.ts'
import { simulatedFlows } from '../simulation/flows.ts'
import { makers } from '../contracts/store-bench.ts'

const BUDGET = { urgencies: ['critical', 'bulk'], lanes: 99, messagesPerLane: 99, messages: 9999 } as const
const ALONE = { ...BUDGET, lanes: 1, messagesPerLane: 1, alone: true }
const booked: Receipt = { known: false, documents: [] }

/** One process on a simulated database, its turns taken by hand, its clock moved by hand. */
function hub(flows: readonly Flow[] = simulatedFlows) {
  let now = Date.UTC(2026, 10, 22)
  let ahead = 0
  const database = new SimulatedDatabase(() => now + ahead)
  const clock = { now: () => instant(now), sleep: async () => {} }
  const world = {
    tables: database.tables,
    store: asStore(database),
    holdings: new Holdings(),
    sent: [] as Effect[],
    /** As how urgent each question was asked. */
    asked: [] as Urgency[],
    /** What the other system answers; a Failure is thrown. */
    answers: (): Receipt | Failure => booked,
    reads: (args: readonly unknown[]): readonly unknown[] => args.map((argument) => ({ thing: argument })),
    pass: (duration: number) => void (now += duration),
    /** The database's clock, and no other. */
    putForward: (by: number) => void (ahead += by),
    crash: async (_point: string, _events?: () => readonly string[]) => {},
  }
  const connection: Connection = {
    system: 'erp',
    callsAtOnce: 1,
    deadline: seconds(60),
    lingers: minutes(2),
    keeper: {
      port: 'books',
      read: async (_operation, args, { urgency }) => {
        world.asked.push(urgency)
        return world.reads(args)
      },
      perform: async (effects) => {
        world.sent.push(...effects)
        const answer = world.answers()
        if (answer instanceof Refused) return effects.map(() => answer)
        if (answer instanceof Error) throw answer
        return effects.map(() => answer)
      },
    },
  }
  const stopwatch = () => {
    const from = now
    return () => now - from
  }
  const doubts = new Doubts(stopwatch)
  const parts = () => ({
    store: world.store,
    owner: 'hub',
    home: 'hub',
    holdings: world.holdings,
    ids: uuids(clock),
    now: clock.now,
    crash: world.crash,
    deadline: () => new AbortController().signal,
    stopwatch,
    doubts,
    flowFor: (type: string) => flows.find((flow) => flow.on.includes(type)),
    flowNamed: (name: string) => flows.find((flow) => flow.name === name),
    policyOf: () => aPolicy,
    ownerInsteadOf: () => undefined,
    connections: (_plant: string, port: string) =>
      port === 'nowhere' || port === Journal.portName ? undefined : connection,
    troubleFor: (code: string, sentence: string) => ({ code, sentence, owner: 'supervisor' as const }),
  })
  const { message } = makers('turns')
  const thing = (type: string, body: object, over: Partial<NewMessage> = {}) =>
    message(`${type}-${Math.random()}`, { type: `sim.${type}.v1`, key: 'thing', body: body as never, ...over })
  const progressOf = (id: string) => world.tables.inbox.get(id)?.progress ?? 'closed'
  const openOf = (id: string) => world.tables.exceptions.filter((one) => one.messageId === id && !one.closedBy)
  return Object.assign(world, {
    judge: async () => (await workerTurn(parts(), BUDGET)).judged,
    /** All that a process does in a turn, of which it may die: then the next is another one. */
    live: async (owner: string) => {
      for (const budget of [BUDGET, ALONE]) await workerTurn({ ...parts(), owner, holdings: new Holdings() }, budget)
    },
    giveBack: () => world.holdings.giveBack((left) => world.store.giveBack(left)),
    send: async () => {
      const turn = await senderTurn(parts(), connection, BUDGET.urgencies, pace(300, 200))
      await turn.answered
      return turn
    },
    step: (n = 1, over: Partial<NewMessage> = {}) =>
      thing('step', { thing: over.key ?? 'thing', line: 'line', n, parts: 1 }, over),
    bad: (how: unknown, over: Partial<NewMessage> = {}) =>
      thing('bad', { thing: 'bad', line: 'line', how }, { key: 'bad', ...over }),
    effects: () => [...world.tables.intents.values()].map(({ state }) => state),
    progressOf,
    openOf,
  })
}

describe('what somebody is reminded of', () => {
  const trouble = { code: 'SHORT', owner: 'planner', sentence: 'Short.' } as const
  const watch = defineFlow({
    name: 'watch',
    version: '1',
    purpose: 'reminds of what is short until it is covered',
    owner: 'planner',
    on: ['sim.short.v1', 'sim.covered.v1'],
    body: z.unknown(),
    target: { p95: 1, p99: 1 },
    decide: ({ message }) =>
      message.type === 'sim.short.v1'
        ? { verdict: 'flagged', sentence: 'Short.', reminders: [{ name: 'short', after: seconds(1) }] }
        : { verdict: 'accepted', sentence: 'Covered.', settles: [{ code: 'SHORT', reminder: 'short' }] },
    answered: () => ({ verdict: 'accepted', sentence: 'Nothing was asked.' }),
    due: () => ({ verdict: 'flagged', sentence: 'Short.', trouble }),
  })
  const plantWith = async (...types: readonly string[]) => {
    const plant = hub([watch])
    const tell = (type: string) => plant.store.accept([plant.step(0, { type })])
    for (const type of types) await tell(type)
    await plant.judge()
    plant.pass(seconds(2))
    return { plant, tell, open: () => plant.tables.exceptions.filter((one) => !one.closedBy).map(({ code }) => code) }
  }

  it('stands before nobody where it is over in the turn in which it is due', async () => {
    const { plant, tell, open } = await plantWith('sim.short.v1')
    await tell('sim.covered.v1')
    expect(await plant.judge()).toBe(2)
    expect(open()).toEqual([])
  })

  it('is over with the turn after, and stands there where it is short again', async () => {
    const { plant, tell, open } = await plantWith('sim.short.v1')
    await plant.judge()
    expect(open()).toEqual(['SHORT'])
    await tell('sim.covered.v1')
    await tell('sim.short.v1')
    await plant.judge()
    expect(open()).toEqual([])
    plant.pass(seconds(2))
    await plant.judge()
    expect(open()).toEqual(['SHORT'])
  })
})

describe('a turn that fails', () => {
  it('keeps no lease: its lanes are taken again, also by the same process (I11)', async () => {
    const plant = hub()
    const message = plant.step()
    await plant.store.accept([message])
    const { store } = plant
    plant.store = { ...store, commitRuns: () => Promise.reject(new Unavailable('DATABASE', 'gone')) } satisfies Store
    await expect(plant.judge()).rejects.toThrow('gone')
    plant.store = store
    for (let beat = 0; beat < 6; beat++) {
      plant.pass(seconds(2))
      await store.renewLeases(plant.holdings, seconds(8))
    }
    expect(await plant.judge()).toBe(1)
    expect(plant.progressOf(message.messageId)).toBe('closed')
  })

  it('gives back what it held as soon as the database answers, before the lease is over', async () => {
    const plant = hub()
    const message = plant.step()
    await plant.store.accept([message])
    const { store } = plant
    const gone = () => Promise.reject(new Unavailable('DATABASE', 'gone'))
    plant.store = { ...store, commitRuns: gone, giveBack: gone }
    await expect(plant.judge()).rejects.toThrow('gone')
    await expect(plant.giveBack()).rejects.toThrow('gone')
    plant.store = store
    expect(await plant.judge()).toBe(0)
    await plant.giveBack()
    expect(await plant.judge()).toBe(1)
    expect(plant.progressOf(message.messageId)).toBe('closed')
  })

  it('takes nothing from who has it by then, and one that went well leaves nothing behind', async () => {
    const plant = hub()
    await plant.store.accept([plant.step()])
    plant.crash = () => Promise.reject(new Error('fails'))
    await expect(plant.judge()).rejects.toThrow('fails')
    plant.crash = async () => {}
    plant.pass(seconds(9))
    const [taken] = await plant.store.claimLanes({ ...BUDGET, owner: 'another', lease: seconds(8) })
    await plant.giveBack()
    expect(await plant.judge()).toBe(0)
    await plant.store.giveBack({ lanes: [{ id: taken!.laneId, epoch: taken!.epoch }], conflicts: [] })
    expect(await plant.judge()).toBe(1)
    let asked = 0
    await plant.holdings.giveBack(async () => void asked++)
    expect(asked).toBe(0)
  })

  it('in the sender leaves its effects in doubt, to be asked about within 10 s (I8, I11)', async () => {
    const plant = hub()
    await plant.store.accept([plant.step()])
    await plant.judge()
    plant.crash = async (point) => {
      if (point === 'effects.after-call') throw new Error('dies')
    }
    await expect(plant.send()).rejects.toThrow('dies')
    plant.crash = async () => {}
    expect(plant.effects()).toEqual(['sent'])
    plant.pass(seconds(10))
    expect(await plant.send()).toMatchObject({ sent: 1 })
    expect(plant.effects()).toEqual(['confirmed'])
    expect(new Set(plant.sent.map(({ key }) => key)).size).toBe(1)
  })

  it('in the sender, once its call is answered, gives back what could not be written down (I8)', async () => {
    const plant = hub()
    await plant.store.accept([plant.step()])
    await plant.judge()
    const { store } = plant
    const commitAnswers = async () => {
      throw new Unavailable('DATABASE', 'The database did not answer')
    }
    plant.store = { ...store, commitAnswers }
    await expect(plant.send()).rejects.toThrow('did not answer')
    plant.store = store
    await plant.giveBack()
    expect(await plant.send()).toMatchObject({ sent: 1 })
    expect(plant.effects()).toEqual(['confirmed'])
    expect(new Set(plant.sent.map(({ key }) => key)).size).toBe(1)
  })
})

it('asks what it has to know as urgently as its lane is, also for what stands before the urgent', async () => {
  const plant = hub()
  await plant.store.accept([plant.step(1, { urgency: 'bulk' })])
  await plant.judge()
  await plant.store.accept([plant.step(2, { urgency: 'bulk' }), plant.step(3, { urgency: 'critical' })])
  await plant.judge()
  expect(new Set(plant.asked.splice(0, 1))).toEqual(new Set(['bulk']))
  expect(new Set(plant.asked)).toEqual(new Set(['critical']))
})

describe('a message that cannot be handled', () => {
  it.each(['facts', 'decide', 'no-keeper', 'twice', 'silent', 'no-question', 'unwritable', 5])(
    'because of "%s" stops nobody else and ends before a person (I9, I13)',
    async (how) => {
      const plant = hub()
      const bad = plant.bad(how)
      const [beside, behind] = [plant.step(1), plant.step(1, { key: 'bad', nature: 'movement' })]
      await plant.store.accept([bad, beside, behind])
      await plant.judge()
      expect(plant.progressOf(beside.messageId)).toBe('closed')
      for (let turn = 0; turn < 8; turn++) {
        plant.pass(seconds(10))
        await plant.judge()
      }
      expect(plant.progressOf(bad.messageId)).toBe('stopped')
      expect(plant.openOf(bad.messageId)).toHaveLength(1)
      expect(plant.effects()).toHaveLength(2)
    },
  )

  it('because whoever judges it dies ends before a person; its lane goes on, and so do the others (I9, I13)', async () => {
    const plant = hub()
    const movement = { nature: 'movement', key: 'bad' } as const
    const [before, poison, behind] = [plant.step(1, movement), plant.step(2, movement), plant.step(3, movement)]
    const beside = plant.step(1)
    await plant.store.accept([before, poison, behind, beside])
    plant.crash = async (point, events) => {
      if (point === 'lanes.after-claim' && events!().includes(poison.id)) throw new Error('dies')
    }
    let deaths = 0
    for (let process = 0; process < 12; process++) {
      await plant.live(`process-${process}`).catch(() => deaths++)
      plant.pass(seconds(9))
    }
    expect(plant.progressOf(poison.messageId)).toBe('stopped')
    expect(plant.openOf(poison.messageId)).toMatchObject([{ code: 'PROCESS_KILLED', ownerRole: 'integration' }])
    for (const other of [before, behind, beside]) expect(plant.progressOf(other.messageId)).toBe('closed')
    // Two with its lane, among others; then three alone with it.
    expect(deaths).toBe(5)
  })

  it('by the database is refused alone, whoever rode with it (I13)', async () => {
    const plant = hub()
    const [good, poison] = [plant.step(1), plant.step(2)]
    const accept: Store['accept'] = async (messages) => {
      if (messages.includes(poison)) throw new Refused('22021', 'no database holds this')
      return plant.store.accept(messages)
    }
    const receive = receiver({ store: { accept }, clock: systemClock, crash: () => {}, onAccepted: () => {} })
    const [one, other] = await Promise.allSettled([receive([good]), receive([poison])])
    expect(one).toMatchObject({ status: 'fulfilled', value: [{ kind: 'accepted' }] })
    expect(other).toMatchObject({ status: 'rejected' })
  })

  it('because an owner answers fewer questions than were asked comes again (I11)', async () => {
    const plant = hub()
    const message = plant.step()
    await plant.store.accept([message])
    plant.reads = () => []
    expect(await plant.judge()).toBe(0)
    expect(plant.progressOf(message.messageId)).toBe('received')
    plant.reads = (args) => args
    plant.pass(seconds(2))
    expect(await plant.judge()).toBe(1)
  })
})

describe('the door', () => {
  it('lets what is urgent into the journal while commits of bulk are under way, and before bulk that came earlier', async () => {
    const commits: (readonly string[])[] = []
    const release: (() => void)[] = []
    const accept: Store['accept'] = async (messages) => {
      commits.push(messages.map(({ id }) => id))
      await new Promise<void>((go) => release.push(go))
      return messages.map(({ messageId }) => ({ kind: 'accepted', messageId }))
    }
    // Time stands still: only what is urgent has a reason not to wait.
    const clock = { ...systemClock, after: () => () => {} }
    const receive = receiver({ store: { accept }, clock, crash: () => {}, onAccepted: () => {} })
    const plant = hub()
    const step = (id: string, urgency: 'bulk' | 'critical' = 'bulk') => ({ ...plant.step(), id, urgency })
    const answered = [receive([step('b1')])]
    await expect.poll(() => commits).toEqual([['b1']])
    answered.push(receive([step('b2')]), receive([step('u1', 'critical')]), receive([step('u2', 'critical')]))
    await expect.poll(() => commits).toEqual([['b1'], ['u1', 'u2']])
    for (let nth = 0; nth < 3; nth++) {
      await expect.poll(() => release.length).toBeGreaterThan(nth)
      release[nth]!()
    }
    await Promise.all(answered)
    expect(commits).toEqual([['b1'], ['u1', 'u2'], ['b2']])
  })
})

describe('a refusal', () => {
  it('of what is in doubt is final only when no earlier try can still be booked (I8)', async () => {
    const plant = hub()
    await plant.store.accept([plant.step()])
    await plant.judge()
    plant.answers = () => new Unanswered('DEADLINE', 'nobody answered')
    await plant.send()
    plant.answers = () => new Refused('NO', 'no')
    plant.pass(seconds(60))
    await plant.send()
    expect(plant.effects()).toEqual(['in-doubt'])
    plant.pass(seconds(140))
    await plant.send()
    expect(plant.effects()).toEqual(['refused'])
  })

  it('of what is in doubt is no sooner final when the database’s clock is put forward (I8)', async () => {
    const plant = hub()
    await plant.store.accept([plant.step()])
    await plant.judge()
    plant.answers = () => new Unanswered('DEADLINE', 'nobody answered')
    await plant.send()
    plant.answers = () => new Refused('NO', 'no')
    for (const minute of [1, 2]) {
      plant.putForward(hours(1))
      plant.pass(minutes(minute / 2))
      await plant.send()
      expect(plant.effects()).toEqual(['in-doubt'])
    }
    plant.pass(minutes(2))
    await plant.send()
    expect(plant.effects()).toEqual(['refused'])
  })

  it('at the first try is final at once (I8)', async () => {
    const plant = hub()
    await plant.store.accept([plant.step()])
    await plant.judge()
    plant.answers = () => new Refused('NO', 'no')
    await plant.send()
    expect(plant.effects()).toEqual(['refused'])
  })
})

it('a sender that froze between claiming and sending sends nothing (I6)', async () => {
  const plant = hub()
  await plant.store.accept([plant.step()])
  await plant.judge()
  plant.crash = async (point) => {
    if (point === 'effects.after-claim') plant.pass(seconds(9))
  }
  await expect(plant.send()).rejects.toThrow('lease')
  expect(plant.sent).toEqual([])
})

describe('a message that means events', () => {
  const received = (id: string, order: string) => ({
    specversion: '1.0' as const,
    id,
    source: '/plants/A/systems/mes',
    type: 'mfg.production.output.received.v1',
    time: '2026-11-22T08:00:00+01:00',
    data: { order, quantity: { value: '1', uom: 'H87' } },
  })
  const telling = (...events: readonly ReturnType<typeof received>[]) =>
    defineFlow({
      name: 'record-translation',
      version: '1',
      purpose: 'tells',
      owner: 'steward',
      on: ['sim.record.v1'],
      body: z.unknown(),
      target: { p95: 1, p99: 1 },
      decide: () => ({ verdict: 'accepted', sentence: 'Told.', events }),
      answered: () => ({ verdict: 'accepted', sentence: 'Nothing to do.' }),
    })
  const kept = (plant: ReturnType<typeof hub>) => plant.step(0, { type: 'sim.record.v1', wire: 'abc' })

  it('has them accepted with its run: because of it, by its sender, of its bytes (I14)', async () => {
    const plant = hub([telling(received('e/1', 'odoo.1'), received('e/2', 'odoo.2'))])
    const record = kept(plant)
    await plant.store.accept([record])
    await plant.judge()
    expect(plant.progressOf(record.messageId)).toBe('closed')
    const told = [...plant.tables.journal.values()].map(({ message }) => message).slice(1)
    expect(told).toMatchObject(
      ['1', '2'].map((n) => ({
        id: `e/${n}`,
        key: `odoo.${n}`,
        occurredAt: '2026-11-22T07:00:00.000Z',
        causation: record.messageId,
        receivedFrom: record.receivedFrom,
        wire: 'abc',
        payloadHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      })),
    )
    expect(told.map(({ messageId }) => plant.progressOf(messageId))).toEqual(['received', 'received'])
  })

  it('stops before a person, with none of them accepted, when one contradicts an earlier event (I9, I14)', async () => {
    const plant = hub([telling(received('e/1', 'odoo.1'), received('e/2', 'odoo.2'))])
    const record = kept(plant)
    await plant.store.accept([plant.step(1, { id: 'e/2', source: '/plants/A/systems/mes', key: 'elsewhere' }), record])
    for (let turn = 0; turn < 8; turn++) {
      plant.pass(seconds(10))
      await plant.judge()
    }
    expect(plant.progressOf(record.messageId)).toBe('stopped')
    expect(plant.openOf(record.messageId)).toMatchObject([
      { code: 'FLOW_FAILED', sentence: expect.stringContaining('Event e/2 was accepted before with other content') },
    ])
    expect([...plant.tables.seen.keys()].filter((name) => name.includes('e/1'))).toEqual([])
  })
})
