import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BY_HAND, type Connection, databaseOf, type Engine, messageOf, type Policy, startEngine } from '#engine'
import { Replanning } from '#governance/rules/replanning'
import { planApart, replanDesk } from '#replanning'
import { days, instant } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { kindOf } from '#model/catalogue'
import type { CloudEvent } from '#model/message'
import type { OpenWork } from '#model/open-work'
import type { ReplanFile } from '#model/replan-case'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { PlanningPlatform } from '#model/ports/planning-platform'
import { ReplanDesk } from '#model/ports/replan-desk'
import { askOne } from '../../src/hub/connections.ts'
import { lookAtMaterial } from '../../src/polling/material/look.ts'
import { effect } from '../contracts/production-ledger.ts'
import { aPolicy } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { freppleProcess } from '../support/frepple.ts'
import { engineParts } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { planningDouble } from '../support/planning-double.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
const now = () => systemClock.now()
const began = Date.now()
const at = (hours: number) => instant(began + hours * 3_600_000)
const id = (nth: number) => `odoo.${nth}` as OpenWork['orders'][number]['order']

/** Two presses that can do the same; the first is down while it should press for two orders. */
function work(): OpenWork {
  const place = (from: number, until: number) => ({ workCentre: 'W1', from: at(from), until: at(until), minutes: 120 })
  const choices = ['W1', 'W2'].map((workCentre) => ({ workCentre, minutes: 120 }))
  const operation = (nth: number, from: number) => ({
    ...{ operation: `odoo.operation.${nth}`, order: id(nth), name: 'Press', place: place(from, from + 2) },
    ...{ isStarted: false, left: 120, after: [], choices },
  })
  const order = (nth: number, from: number) => ({
    ...{ order: id(nth), label: `MO-${nth}`, isUrgent: false, from: at(from), until: at(from + 2), lacks: [] },
    promised: at(from + 3),
  })
  return {
    hours: [{ id: 'always', open: [{ from: at(-24), until: at(2000) }] }],
    workCentres: [
      {
        ...{ id: 'W1', name: 'Press 1', hours: 'always' },
        leaves: [{ id: 'L', title: 'PM-311', from: at(0), until: at(80) }],
      },
      { id: 'W2', name: 'Press 2', hours: 'always', leaves: [] },
    ],
    orders: [order(1, 24), order(2, 26)],
    operations: [operation(1, 24), operation(2, 26)],
    unplanned: 0,
  }
}

describe('a new plan, from its cause to the ERP and back', () => {
  let database: TestDatabase
  let engine: Engine
  const plans = planningDouble()
  let rules: Policy['replanning']
  let planning: object = {}
  let outside: Awaited<ReturnType<typeof freppleProcess>>
  beforeAll(async () => {
    database = await testDatabase()
    const parts = engineParts(database.pool, ledgerDouble())
    outside = await freppleProcess()
    const ledger: Connection = { ...parts.systems[0]!, system: 'plans', keeper: plans }
    const desk: Connection = {
      ...ledger,
      system: 'hub',
      keeper: replanDesk({
        database: databaseOf(database.pool),
        home: 'hub',
        now,
        rulesOf: () => Replanning.parse({ iterations: 50, ...planning }),
        zoneOf: () => 'UTC',
        plan: planApart,
        ask: askOne((_plant, port) =>
          port === PlanningPlatform.portName ? { ...ledger, keeper: outside.keeper } : ledger,
        ),
      }),
    }
    const keepers: Readonly<Record<string, Connection>> = {
      [PlanningLedger.portName]: ledger,
      [ReplanDesk.portName]: desk,
    }
    engine = startEngine({
      ...parts,
      policyOf: () => ({ ...aPolicy, replanning: rules }),
      connections: (plant, port) => keepers[port] ?? parts.connections(plant, port),
      systems: [...parts.systems, ledger],
    })
  })
  afterAll(async () => {
    await engine[Symbol.asyncDispose]()
    await outside[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })
  beforeEach(() => {
    plans.open = work()
    plans.done.length = 0
    rules = aPolicy.replanning
    planning = {}
  })

  let count = 0
  function replan() {
    const of = `PM-${++count}`
    const name = `window.${of}`
    const rows = async (sql: string) => (await database.pool.query(sql, [name])).rows
    async function says(what: string, data: object, receivedFrom = BY_HAND): Promise<string> {
      const kind = kindOf(`mfg.planning.replan.${what}.v1`)!
      const source = '/plants/A/systems/hub'
      const event = {
        specversion: '1.0',
        id: ids(),
        source,
        type: kind.type,
        time: now(),
        actor: 'paula',
        data,
      } as const
      const coming = { messageId: ids(), plant: 'A', receivedAt: now(), receivedFrom }
      await engine.receive([messageOf(event as CloudEvent, kind, kind.schema.parse(data), coming)])
      return coming.messageId
    }
    const file = async () =>
      (await rows('select state, data from case_file where key = $1'))[0] as { state: string; data: ReplanFile }
    return {
      says: (what: string, data: object = {}, from?: string) => says(what, { replan: name, ...data }, from),
      asks: () => says('requested', { replan: name, cause: 'window', of, why: `${of} takes Press 1 out of work.` }),
      becomes: (state: string) =>
        eventually(async () => {
          const found = await file()
          expect(found?.state).toBe(state)
          return found.data
        }),
      verdict: (messageId: string) =>
        eventually(async () => {
          const [run] = (
            await database.pool.query('select verdict, code, sentence from run where message_id = $1', [messageId])
          ).rows
          expect(run).toBeDefined()
          return run as { verdict: string; code: string; sentence: string }
        }),
      exceptions: () => rows('select code from exception where subject = $1 and closed_at is null'),
    }
  }
  const places = () => plans.open.operations.map(({ place }) => [place.workCentre, place.from])

  it('WF-04 T16: under review nothing moves until a planner accepts, then exactly what was accepted, once', async () => {
    const one = replan()
    const before = places()
    await one.asks()
    const { basis, proposal } = await one.becomes('proposed')
    await eventually(async () => expect(await one.exceptions()).toEqual([{ code: 'REPLAN_TO_REVIEW' }]))
    expect(places()).toEqual(before)
    const option = proposal.options.find(({ policy }) => policy === 'alternative')!
    expect(option.moves.map(({ because }) => because)).toEqual([
      expect.stringMatching(/^Press of MO-1 goes from Press 1 to Press 2.*: Press 1 is down then \(PM-311\)\.$/),
      expect.stringMatching(/^Press of MO-2 goes from Press 1 to Press 2/),
    ])
    expect(option.cost.late).toBe(0)
    // Twice, as a double click: the second finds it done.
    const accepted = { basis, policy: 'alternative', reason: 'both keep their promise' }
    await one.says('accepted', accepted)
    await one.says('accepted', accepted)
    const { decided } = await one.becomes('applied')
    expect(decided).toMatchObject({ by: 'paula', policy: 'alternative' })
    expect(places().map(([centre]) => centre)).toEqual(['W2', 'W2'])
    expect(plans.done).toHaveLength(1)
    await eventually(async () => expect(await one.exceptions()).toEqual([]))

    await one.says('undone', { reason: 'the window moved' })
    await one.becomes('undone')
    expect(places()).toEqual(before)
    expect(plans.open.orders).toEqual(work().orders)
    await one.says('accepted', accepted)
    await one.becomes('applied')
    expect(places().map(([centre]) => centre)).toEqual(['W2', 'W2'])
  })

  it('WF-04: where little moves and the plant leaves it to the hub, it is done at once; not what is within the frozen horizon', async () => {
    rules = { mode: 'auto', autoMoves: 5, autoLate: 0, autoUrgent: 'no' }
    const one = replan()
    await one.asks()
    expect((await one.becomes('applied')).decided?.by).toBe('the plant’s rules')
    expect(places().map(([centre]) => centre)).toEqual(['W2', 'W2'])

    plans.open = work()
    const [first] = plans.open.operations
    first!.place = { ...first!.place, from: at(1), until: at(3) }
    const near = replan()
    const messageId = await near.asks()
    await near.becomes('proposed')
    expect((await near.verdict(messageId)).sentence).toContain('within the frozen horizon')
  })

  it('WF-06: a planner outside is asked beside the hub’s own; what it proposes is held against the same rules, and is an option like the others', async () => {
    await outside.has({ name: 'Press 1', available: 'Press 1 hours' }, { name: 'Press 2', available: 'Press 2 hours' })
    await outside.today(at(24).slice(0, 19))
    planning = { planner: 'beside' }
    // It plans blindly until it is told that the press is down.
    const blind = replan()
    await blind.asks()
    const unaware = (await blind.becomes('proposed')).proposal
    expect(unaware.options.map(({ policy }) => policy)).toEqual(['wait', 'move', 'alternative'])
    expect(unaware.outside).toMatch(
      /^The plan of the planner outside cannot be carried out\. Press of MO-1 cannot stand there: Press 1 is down then/,
    )

    const closed = { from: at(0), until: at(80) }
    const told = { block: 'A/PM-311', workCentre: 'W1', name: 'Press 1', title: 'PM-311', closed }
    const call = { signal: AbortSignal.timeout(5000), urgency: 'bulk' } as const
    expect(await outside.keeper.perform([effect('changeCapacity', told)], call)).toMatchObject([{ known: false }])
    const one = replan()
    await one.asks()
    const { basis, proposal } = await one.becomes('proposed')
    expect(proposal.outside).toBeUndefined()
    const option = proposal.options.find(({ policy }) => policy === 'outside')!
    expect(option.moves.map(({ to, because }) => [to.workCentre, to.from.slice(0, 16), because])).toEqual([
      [
        'W2',
        at(24).slice(0, 16),
        expect.stringMatching(/^Press of MO-1 goes to Press 2 at .*, put there by the planner outside\.$/),
      ],
      ['W2', at(26).slice(0, 16), expect.stringMatching(/^Press of MO-2/)],
    ])
    expect(option.cost).toEqual({ late: 0, overtime: 0, changes: 20, total: 20 })
    await one.says('accepted', { basis, policy: 'outside' })
    await one.becomes('applied')
    expect(places().map(([centre]) => centre)).toEqual(['W2', 'W2'])
  })

  it('WF-06: where only the planner outside plans, its being slow or broken is said, and nothing moves; beside the hub’s own, those are there', async () => {
    planning = { planner: 'outside', outsideAtMost: 500 }
    await outside.faults({ runs: 'hang' })
    const alone = replan()
    await alone.asks()
    // Wherever that finds it: while it is told, or while it plans.
    expect((await alone.becomes('impossible')).proposal.refusal?.sentence).toMatch(
      /^The planner outside has no plan: .* in time\.$/,
    )
    planning = { planner: 'beside' }
    await outside.faults({ runs: 'fail' })
    const beside = replan()
    await beside.asks()
    const { options, outside: said } = (await beside.becomes('proposed')).proposal
    expect(options.map(({ policy }) => policy)).toEqual(['wait', 'move', 'alternative'])
    expect(said).toBe('The planner outside has no plan: its run ended without a plan (Out of memory).')
    await outside.faults({ runs: 'plan' })
  })

  it('T16: what has begun since it was planned is respected: nothing is written, and it is planned anew', async () => {
    const one = replan()
    await one.asks()
    const { basis } = await one.becomes('proposed')
    plans.open = {
      ...plans.open,
      operations: plans.open.operations.map((each, nth) => ({ ...each, isStarted: nth === 0 })),
    }
    const before = places()
    await one.says('accepted', { basis, policy: 'alternative' })
    await eventually(async () => expect((await one.becomes('proposed')).attempt).toBe(2))
    expect(places()).toEqual(before)
    const again = await one.becomes('proposed')
    expect(again.proposal.options[0]!.moves.map(({ order }) => order)).not.toContain('odoo.1')
  })

  it('a planner leaves all as it is with a reason; a system decides nothing; another proposal than was shown neither', async () => {
    const one = replan()
    await one.asks()
    const { basis } = await one.becomes('proposed')
    const bySystem = await one.says('accepted', { basis, policy: 'wait' }, 'aps')
    expect(await one.verdict(bySystem)).toMatchObject({ code: 'NOT_AUTHORISED' })
    const other = await one.says('accepted', { basis: 'a'.repeat(64), policy: 'wait' })
    expect(await one.verdict(other)).toMatchObject({ code: 'SHOWN_CHANGED' })
    await one.says('rejected', { basis, reason: 'the customer comes on Friday' })
    expect((await one.becomes('rejected')).decided).toMatchObject({
      by: 'paula',
      reason: 'the customer comes on Friday',
    })
    const late = await one.says('undone', { reason: 'by mistake' })
    expect(await one.verdict(late)).toMatchObject({ code: 'NOT_APPLIED' })
    expect(plans.done).toEqual([])
  })

  it('WF-06: what is put elsewhere by hand counts where it can be done, and is refused in words where not', async () => {
    const one = replan()
    await one.asks()
    const { basis } = await one.becomes('proposed')
    const put = (from: number, workCentre = 'W2') => ({ operation: 'odoo.operation.1', workCentre, from: at(from) })
    const refused = await one.says('accepted', { basis, policy: 'alternative', edits: [put(30, 'W1')] })
    expect((await one.verdict(refused)).sentence).toMatch(/Press of MO-1 cannot stand there: Press 1 is down then/)
    await one.says('accepted', { basis, policy: 'alternative', edits: [put(40)] })
    expect((await one.becomes('applied')).decided).toMatchObject({ edits: 1 })
    expect(places()[0]).toEqual(['W2', at(40).slice(0, 16) + ':00.000Z'])
  })

  it('WF-49: material that comes late moves what waits for it, and what nothing covers is said', async () => {
    const [first, second] = work().operations
    plans.open = {
      ...work(),
      workCentres: work().workCentres.map((centre) => ({ ...centre, leaves: [] })),
      orders: work().orders.map((order, nth) => (nth === 1 ? { ...order, lacks: ['Seal'] } : order)),
      operations: [{ ...first!, material: at(60) }, second!],
    }
    const one = replan()
    const messageId = await one.asks()
    const { proposal } = await one.becomes('proposed')
    const [move] = proposal.options[0]!.moves
    expect(move).toMatchObject({
      order: 'odoo.1',
      because: expect.stringContaining('the last of its components comes'),
    })
    expect(Date.parse(move!.to.from)).toBeGreaterThanOrEqual(Date.parse(at(60)) - 60_000)
    expect((await one.verdict(messageId)).sentence).toContain('Nothing on its way covers what MO-2 needs of Seal.')
  })

  it('WF-49: a late receipt flags the orders it starves and has the plan made anew, once; it is over by itself', async () => {
    const seal = { item: 'SEAL-40' as never, name: 'Seal ring 40', neededAt: at(24) }
    const waits = (...orders: readonly (readonly [nth: number, comes?: string])[]): void => {
      plans.material = orders.map(([nth, comes]) => ({
        ...{ order: id(nth), label: `MO-${nth}`, isReleased: true, isUrgent: false, components: 2, ready: 1 },
        awaited: [{ ...seal, ...(comes ? { at: comes } : {}) }],
      }))
      const operations = work().operations.map((one, nth) => {
        const material = orders.find(([order]) => order === nth + 1)?.[1]
        return material ? { ...one, material } : one
      })
      const workCentres = work().workCentres.map((centre) => ({ ...centre, leaves: [] }))
      plans.open = { ...work(), workCentres, operations }
    }
    const look = () =>
      lookAtMaterial('A', {
        ...{ database: databaseOf(database.pool), home: 'hub', ids, now },
        material: async () => plans.material,
        horizon: () => days(60),
        receive: (messages) => engine.receive(messages),
      })
    const standing = async () =>
      (
        await database.pool.query(
          `select kind, state, data, (select array_agg(code order by code) from exception e where e.subject = f.key and e.closed_at is null) as open
           from case_file f where key in ('SEAL-40', 'material.SEAL-40') order by kind`,
        )
      ).rows
    const becomes = (...states: readonly unknown[]) =>
      eventually(async () =>
        expect((await standing()).map(({ kind, state, open }) => [kind, state, open])).toEqual(states),
      )

    waits([1, at(60)], [2])
    // Two processes look at the same time.
    await Promise.all([look(), look()])
    await becomes(['material-shortage', 'short', ['MATERIAL_SHORT']], ['replan', 'proposed', ['REPLAN_TO_REVIEW']])
    const [shortage, plan] = await standing()
    expect(shortage.data.short.orders).toEqual([
      { order: id(1), label: 'MO-1', neededAt: at(24), at: at(60) },
      { order: id(2), label: 'MO-2', neededAt: at(24) },
    ])
    expect(plan.data.asked.why).toMatch(
      /^Seal ring 40 \(SEAL-40\) is not there in time: MO-1 can be made from .*; nothing on its way covers MO-2\.$/,
    )
    expect(plan.data.proposal.options[0].moves[0]).toMatchObject({ order: id(1) })
    expect(await look()).toBe(0)

    // The buyer is told another date: the same case is planned anew.
    waits([1, at(90)])
    await look()
    await eventually(async () => {
      const [, again] = await standing()
      expect([again.data.attempt, again.state]).toEqual([2, 'proposed'])
      expect(Date.parse(again.data.proposal.options[0].moves[0].to.from)).toBeGreaterThanOrEqual(
        Date.parse(at(90)) - 60_000,
      )
    })

    waits([1, at(20)])
    await look()
    await becomes(['material-shortage', 'closed', null], ['replan', 'needless', null])
    expect(plans.done).toEqual([])
    // It is late again, by the same date as at first: that is another shortage.
    waits([1, at(60)], [2])
    await look()
    await becomes(['material-shortage', 'short', ['MATERIAL_SHORT']], ['replan', 'proposed', ['REPLAN_TO_REVIEW']])
  })
})
