import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFieldTable } from '#governance/field-table-file'
import { Failure } from '#kernel/failure'
import { hours, instant, minutes } from '#kernel/time'
import { signWebhook } from '#kernel/webhooks'
import type { Effect } from '#model/ports/port'
import { quantity } from '#model/quantity'
import { mes as connector } from '../../src/connectors/mes/index.ts'
import { mondayMorning } from '../../simulators/mes/calendar.ts'
import { type Faults, noFaults } from '../../simulators/mes/faults.ts'
import type { Format } from '../../simulators/mes/floor.ts'
import { memoryJournal } from '../../simulators/mes/journal.ts'
import { startMes } from '../../simulators/mes/mes.ts'
import { handClock } from '../../simulators/mes/plant-clock.ts'
import type { TruthView } from '../../simulators/mes/truth.ts'
import { type HubDouble, hubDouble } from '../support/hub-double.ts'
import { fold } from './fold.ts'
import { aRelease } from './orders.ts'

const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
const table = readFieldTable(path.resolve('demo/estate/field-tables/mes-a.yaml'))

const begins = mondayMorning(Date.UTC(2026, 10, 18))

interface Wish {
  readonly faults?: Partial<Faults>
  readonly format?: Format
  readonly seed?: string
  readonly numbered?: boolean
  readonly keepsPlan?: boolean
}

/** A simulated MES with the hub's own connector on one side and a double of the hub's door on the other. */
async function aPlant({ faults = {}, format = { kind: 'events' }, seed = '1', ...habits }: Wish = {}) {
  const stack = new AsyncDisposableStack()
  const hub = stack.use(await hubDouble({ tables: { 'mes-a': table } }))
  const clock = handClock(begins)
  const mes = stack.use(
    await startMes({
      plant: 'A',
      system: 'mes',
      hub: hub.url,
      key: 'mwk_test',
      secrets: [secret],
      port: 0,
      controlPort: 0,
      seed,
      beside: { 'FRAME-W': { item: 'OFFCUT-2MM', uom: 'KGM', each: '0.12' } },
      speed: 1,
      format,
      ...habits,
      faults: { ...noFaults(), ...faults },
      journal: memoryJournal(),
      world: clock.world,
      clock,
    }),
  )
  const settings = connector.settings.parse({ url: mes.webhooks, secrets: [secret], plant: 'A' })
  const connected = connector.connect(settings, () => clock.world.now())
  stack.defer(() => connected.close())
  const tell = async (operation: string, body: object) =>
    (
      await connected.provides[0]!.perform([effect(operation, body)], {
        signal: AbortSignal.timeout(minutes(1)),
        urgency: 'bulk',
      })
    )[0]!
  const work = async (many: number, stop = () => false) => {
    for (let at = 0; at < many && !stop(); at++) {
      clock.skip(minutes(10))
      await mes.turn()
    }
  }
  const truth = () => mes.floor.truth()
  return {
    hub,
    mes,
    clock,
    tell,
    work,
    truth,
    isOver: () =>
      Object.values(truth().orders).every(({ state }) => state === 'closed') && mes.floor.counts().pending === 0,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

const effect = (operation: string, body: object): Effect => ({
  key: `${operation} ${JSON.stringify(body)}`.replace(/[^a-z0-9.]/gi, '').slice(0, 200),
  port: 'shop-floor',
  operation,
  body,
  message: 'm',
  correlation: 'c',
  occurredAt: '2026-11-16T06:00:00.000Z',
})

/** What the hub has, without what was told wrongly and put right, is what is true. */
function expectTruth(hub: HubDouble, truth: TruthView): void {
  const booked = fold([...hub.events.values()].filter(({ id }) => !id.includes('-X')))
  for (const [id, order] of Object.entries(truth.orders)) {
    expect(booked[`${id} received`] ?? quantity(0)).toEqual(order.received)
    for (const [item, amount] of Object.entries(order.issued)) expect(booked[`${id} issued ${item}`]).toEqual(amount)
    for (const [item, amount] of Object.entries(order.byproducts))
      expect(booked[`${id} beside ${item}`]).toEqual(amount)
    for (const [operation, { good, labourMinutes }] of Object.entries(order.completed)) {
      expect(booked[`${id} good ${operation}`]).toEqual(good)
      expect(Number(booked[`${id} person ${operation}`]?.value ?? 0)).toBeCloseTo(Number(labourMinutes))
    }
  }
  expect(hub.conflicts).toEqual([])
  expect(hub.refused).toEqual([])
}

const typesOf = (hub: HubDouble) => [...hub.events.values()].map(({ type }) => type.split('.').slice(2, -1).join('.'))

describe('an MES that gets an order', () => {
  it.each<[string, Format]>([
    ['events', { kind: 'events' }],
    ['records of its own', { kind: 'records', table: 'mes-a' }],
  ])('takes it on, makes it and reports in %s until what the hub has is what is true', async (_how, format) => {
    await using plant = await aPlant({ format })
    for (let at = 1; at <= 8; at++) await plant.tell('release', aRelease({ order: `odoo.${at}` }))
    await plant.work(2000, plant.isOver)

    expect(plant.isOver()).toBe(true)
    expectTruth(plant.hub, plant.truth())
    const types = typesOf(plant.hub)
    expect(types.filter((type) => type === 'order.acknowledged')).toHaveLength(8)
    expect(types.filter((type) => type === 'order.closed')).toHaveLength(8)
    const { genealogy } = plant.truth()
    expect(genealogy['F-A.odoo.1']).toEqual({ 'STEEL-2MM': ['L-STEEL-2MM'] })
  })

  it('tells the same story to the byte for the same seed', async () => {
    const run = async () => {
      await using plant = await aPlant({ seed: '11' })
      for (let at = 1; at <= 4; at++) await plant.tell('release', aRelease({ order: `odoo.${at}` }))
      await plant.work(2000, plant.isOver)
      return JSON.stringify([...plant.hub.events.values()])
    }
    expect(await run()).toBe(await run())
  })

  it('closes an order only when the hub has all else about it', async () => {
    await using plant = await aPlant({ seed: '2' })
    await plant.tell('release', aRelease())
    await plant.work(2000, plant.isOver)
    expect(typesOf(plant.hub).at(-1)).toBe('order.closed')
  })

  it('refuses it with a reason', async () => {
    await using plant = await aPlant({ faults: { refuseOrders: true } })
    await plant.tell('release', aRelease())
    await plant.work(20)
    const said = [...plant.hub.events.values()].map(({ data }) => data)
    expect(said).toEqual([{ order: 'odoo.42', release: 1, accepted: false, reason: 'No capacity for this order' }])
  })

  it('begins what is planned for later at its time and not before, wherever it is moved meanwhile', async () => {
    await using plant = await aPlant({ faults: { mishaps: false }, keepsPlan: true })
    const inHours = (many: number) => instant(begins + hours(many))
    const state = () => plant.truth().orders['odoo.42']?.state
    const { plant: _, item: _item, itemName: _name, tracking: _tracking, label: _label, ...plan } = aRelease()
    await plant.tell('release', aRelease({ plannedStart: inHours(3) }))
    await plant.work(12)
    expect(state()).toBe('accepted')
    await plant.tell('change', { ...plan, release: 2, plannedStart: inHours(8) })
    await plant.work(30)
    expect(state()).toBe('accepted')
    await plant.work(2000, plant.isOver)
    expect(state()).toBe('closed')
    const started = [...plant.hub.events.values()].filter(({ type }) => type.includes('operation.started'))
    expect(started.length).toBeGreaterThan(0)
    for (const { time } of started) expect(Date.parse(time)).toBeGreaterThan(begins + hours(8))
  })

  it('takes a change before the work begins, and neither change nor cancellation after', async () => {
    await using plant = await aPlant({ faults: { mishaps: false } })
    const { plant: _, item: _item, itemName: _name, tracking: _tracking, label: _label, ...plan } = aRelease()
    await plant.tell('release', aRelease())
    await plant.tell('change', { ...plan, release: 2, quantity: quantity(60) })
    await plant.work(2000, plant.isOver)
    await plant.tell('cancel', { order: 'odoo.42', release: 3 })
    await plant.work(5)

    expect(plant.truth().orders['odoo.42']).toMatchObject({ ordered: quantity(60), state: 'closed' })
    const answers = [...plant.hub.events.values()].flatMap(({ type, data }) =>
      type.includes('acknowledged') ? [data] : [],
    )
    expect(answers).toMatchObject([
      { release: 1, accepted: true },
      { release: 2, accepted: true },
      { release: 3, accepted: false, reason: 'Work on this order has begun' },
    ])
  })

  it('lets go of one that is cancelled in time', async () => {
    await using plant = await aPlant()
    await plant.tell('release', aRelease())
    await plant.tell('cancel', { order: 'odoo.42', release: 2 })
    await plant.work(100)
    expect(plant.truth().orders['odoo.42']).toMatchObject({ state: 'cancelled', received: quantity(0) })
    expect(new Set(typesOf(plant.hub))).toEqual(new Set(['order.acknowledged', 'order.status-changed']))
  })
})

describe('an MES that goes wrong on demand', () => {
  it.each<[string, Partial<Faults>]>([
    ['sends everything twice', { duplicateAll: true }],
    ['floods the hub', { flood: true }],
  ])('%s, and the hub has it once', async (_what, faults) => {
    await using plant = await aPlant({ faults })
    await plant.tell('release', aRelease())
    await plant.work(2000, plant.isOver)
    expectTruth(plant.hub, plant.truth())
    expect(plant.hub.duplicates).toBeGreaterThanOrEqual(plant.hub.events.size)
  })

  it('goes silent and works on; nothing is lost when it speaks again', async () => {
    await using plant = await aPlant({ faults: { silent: true } })
    await plant.tell('release', aRelease())
    await plant.work(400)
    expect(plant.hub.events.size).toBe(0)
    expect(plant.truth().orders['odoo.42']!.state).toBe('closed')
    plant.mes.floor.turn({ silent: false })
    await plant.work(50, plant.isOver)
    expectTruth(plant.hub, plant.truth())
  })

  it('loses answers, meets a hub that is down, and sends the same again until it is told', async () => {
    await using plant = await aPlant({ faults: { loseAnswers: true } })
    await plant.tell('release', aRelease())
    await plant.work(40)
    plant.mes.floor.turn({ loseAnswers: false })
    for (const mood of ['nothing', 'try-later', 'receipts'] as const) {
      plant.hub.answerWith(mood)
      await plant.work(mood === 'receipts' ? 2000 : 20, plant.isOver)
    }
    expect(plant.hub.duplicates).toBeGreaterThan(20)
    expectTruth(plant.hub, plant.truth())
  })

  it('never acknowledges, but works', async () => {
    await using plant = await aPlant({ faults: { dropAcks: true } })
    await plant.tell('release', aRelease())
    await plant.work(2000, plant.isOver)
    expect(typesOf(plant.hub)).not.toContain('order.acknowledged')
    expect(typesOf(plant.hub)).toContain('order.closed')
  })

  it('reports wrong units, while the truth stays what it is', async () => {
    await using plant = await aPlant({ faults: { wrongUnits: true, mishaps: false } })
    await plant.tell('release', aRelease())
    await plant.work(2000, plant.isOver)
    const issue = [...plant.hub.events.values()].find(({ type }) => type.includes('material.issued'))
    expect(issue!.data).toMatchObject({ item: 'STEEL-2MM', quantity: { uom: 'GRM' } })
    expect(plant.truth().orders['odoo.42']!.issued['STEEL-2MM']).toMatchObject({ uom: 'KGM' })
  })

  it.each([
    ['take-and-fail', 'CONNECTION_LOST', true],
    ['fail', 'MES_FAULT', false],
    ['busy', 'OVERLOADED', false],
  ] as const)('fails to answer a delivery (%s): the repeat is taken once', async (webhook, code, known) => {
    await using plant = await aPlant({ faults: { webhook } })
    const first = await plant.tell('release', aRelease())
    plant.mes.floor.turn({ webhook: 'take' })
    plant.clock.skip(minutes(1))
    const second = await plant.tell('release', aRelease())

    expect(first).toBeInstanceOf(Failure)
    expect((first as Failure).code).toBe(code)
    expect(second).toEqual({ known, documents: [{ kind: 'mes-order', id: 'A.odoo.42' }] })
    await plant.work(2000, plant.isOver)
    expect(typesOf(plant.hub).filter((type) => type === 'order.acknowledged')).toHaveLength(1)
  })
})

describe('the door of the MES', () => {
  const body = JSON.stringify({ type: 'mfg.production.order.released.v1', data: aRelease() })
  const post = async (url: string, headers: object, text = body) =>
    (await fetch(url, { method: 'POST', headers: { ...headers }, body: text })).status

  it('T66: takes only what is signed, is fresh, and was not played before', async () => {
    await using plant = await aPlant()
    const at = plant.clock.world.now()
    const signed = signWebhook([secret], { id: 'w-1', at, body })
    const other = `whsec_${Buffer.alloc(32, 4).toString('base64')}`

    expect(await post(plant.mes.webhooks, {})).toBe(401)
    expect(await post(plant.mes.webhooks, signWebhook([other], { id: 'w-1', at, body }))).toBe(401)
    expect(await post(plant.mes.webhooks, signed, body.replace('"100"', '"900"'))).toBe(401)
    expect(await post(plant.mes.webhooks, signed)).toBe(202)
    expect(await post(plant.mes.webhooks, signed)).toBe(409)
    plant.clock.skip(minutes(1))
    expect(
      await post(plant.mes.webhooks, signWebhook([secret], { id: 'w-1', at: plant.clock.world.now(), body })),
    ).toBe(200)
    plant.clock.skip(minutes(10))
    expect(await post(plant.mes.webhooks, signWebhook([secret], { id: 'w-2', at, body }))).toBe(401)
  })

  it('tells again what it is asked for, as it was, and says which numbers it never gave', async () => {
    await using plant = await aPlant({ numbered: true, seed: '4', faults: { loseReports: true } })
    await plant.tell('release', aRelease())
    await plant.work(2000, plant.isOver)
    const numbersHad = () => [...plant.hub.events.values()].map(({ sequence }) => Number(sequence))
    const had = numbersHad().length

    const missed = { order: 'odoo.42', source: '/plants/A/systems/mes', from: 1, to: 999 }
    const answer = await plant.tell('tellAgain', missed)
    await plant.work(10)
    const all = numbersHad().toSorted((one, other) => one - other)
    expect(all.length).toBeGreaterThan(had)
    expect(all).toEqual(all.map((_, at) => at + 1))
    expect(answer).toMatchObject({ after: { toldAgain: expect.any(Number), neverHad: `${all.length + 1}–999` } })
    expectTruth(plant.hub, plant.truth())
  })

  it('tells what it was asked for while it was just getting lost', async () => {
    await using plant = await aPlant({ numbered: true, seed: '4', faults: { loseReports: true, silent: true } })
    await plant.tell('release', aRelease())
    await plant.work(2000, () => plant.mes.floor.due().some(({ lost }) => lost))
    const losing = plant.mes.floor.due().find(({ lost }) => lost)!

    await plant.tell('tellAgain', { order: 'odoo.42', source: '/plants/A/systems/mes', from: 1, to: 999 })
    plant.mes.floor.settle(losing, [])

    const { lost: _, ...told } = losing
    expect(plant.mes.floor.due()).toContainEqual({ ...told, sendAt: plant.mes.floor.now() })
  })

  it('is turned by its switches and tells the truth', async () => {
    await using plant = await aPlant()
    const ask = async (where: string, set?: object) => {
      const response = await fetch(
        `${plant.mes.control}${where}`,
        set ? { method: 'POST', body: JSON.stringify(set) } : {},
      )
      return { status: response.status, body: (await response.json()) as object }
    }
    expect(await ask('/faults', { silent: true })).toMatchObject({ status: 200, body: { silent: true } })
    expect(await ask('/faults', { dance: true })).toMatchObject({ status: 422 })
    expect(await ask('/clock', { skipMinutes: 30 })).toMatchObject({ body: { clock: '2026-11-16T06:30:00.000Z' } })
    expect(await ask('/truth')).toEqual({ status: 200, body: { orders: {}, stock: {}, genealogy: {} } })
    expect(await ask('/state')).toMatchObject({ body: { made: 0, pending: 0, refused: 0 } })
    expect(await ask('/else')).toMatchObject({ status: 404 })
  })
})
