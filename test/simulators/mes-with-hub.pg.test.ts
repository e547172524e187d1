import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEngine } from '#engine'
import { type Duration, milliseconds } from '#kernel/time'
import { systemClock } from '#kernel/world'
import type { FieldTable } from '#model/field-table/table'
import { quantity } from '#model/quantity'
import type { ReportsMissed } from '#model/shop-floor'
import { mes as connector } from '../../src/connectors/mes/index.ts'
import { type Faults, noFaults } from '../../simulators/mes/faults.ts'
import type { Format } from '../../simulators/mes/floor.ts'
import { memoryJournal } from '../../simulators/mes/journal.ts'
import { startMes } from '../../simulators/mes/mes.ts'
import { mondayMorning } from '../../simulators/mes/calendar.ts'
import { plantClock } from '../../simulators/mes/plant-clock.ts'
import { testApi } from '../support/api.ts'
import { aMessage, anOrder, aPolicy } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { engineParts } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { mended, mesA, speaker, withFieldTables } from '../support/wire.ts'
import { aRelease } from './orders.ts'
import { eventually } from '../support/eventually.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

const secret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`

/** An order as Odoo tells it, with what goes into it and the work on it. */
const tell = (id: string) => {
  const { components, operations } = aRelease()
  return anOrder({
    id,
    item: 'FRAME-W',
    tracking: 'lot',
    components: components.map((component) => ({ ...component, consumed: quantity(0, component.required.uom) })),
    operations: operations.map((operation) => ({ ...operation, completed: quantity(0), over: false })),
  })
}

interface Wish {
  readonly format: Format
  readonly orders: readonly string[]
  /** What the estate has; a test that mends a table changes it in here. */
  readonly tables?: FieldTable[]
  /** It counts what it tells of each order, and the hub may ask it for what is missing. */
  readonly numbered?: boolean
  readonly faults?: Partial<Faults>
  /** How long the hub waits for a missing number. */
  readonly patience?: Duration
}

/** A simulated MES, the hub's own connector to it, a real door and engine; only the ledger is a double. */
async function aPlant({ format, orders, tables = [mesA], numbered = false, faults, patience }: Wish) {
  const stack = new AsyncDisposableStack()
  const told = orders.map(tell)
  const ledger = ledgerDouble(...told)
  const receive: { now?: Parameters<typeof testApi>[1] } = {}
  const wire = [
    {
      ...speaker(),
      get table() {
        return tables[0]!
      },
    },
  ]
  const api = stack.use(
    await testApi(
      database,
      { receive: (messages) => receive.now!.receive(messages), wake: (...lanes) => receive.now!.wake(...lanes) },
      { wire },
    ),
  )
  await api.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = api.app.server.address() as AddressInfo

  const clock = plantClock(systemClock, mondayMorning(Date.UTC(2026, 10, 18)), 20_000)
  const mes = stack.use(
    await startMes({
      plant: 'A',
      system: 'mes',
      hub: `http://127.0.0.1:${port}`,
      key: await api.key({ plant: 'A', system: 'mes', types: ['*'] }),
      secrets: [secret],
      port: 0,
      controlPort: 0,
      seed: '3',
      speed: 20_000,
      format,
      numbered,
      substitutes: { 'STEEL-2MM': { item: 'STEEL-2MM-B', ratio: '1.2' } },
      faults: { ...noFaults(), ...faults },
      journal: memoryJournal(),
      world: systemClock,
      clock,
    }),
  )
  const settings = { url: mes.webhooks, secrets: [secret], plant: 'A', tellsAgain: numbered }
  const floor = connector.connect(connector.settings.parse(settings))
  stack.defer(() => floor.close())
  const toFloor = { system: 'mes', keeper: floor.provides[0]!, callsAtOnce: 2, deadline: 15_000, lingers: 30_000 }
  const policy = {
    ...aPolicy,
    substitutes: ['STEEL-2MM-B for STEEL-2MM at 1.2 up to 60 %'],
    patience: { ...aPolicy.patience, sequence: patience ?? aPolicy.patience.sequence },
  }
  const parts = engineParts(database.pool, ledger, { policyOf: () => policy })
  const { connections = parts.connections } = withFieldTables(tables, parts)
  const engine = stack.use(
    startEngine({
      ...parts,
      systems: [...parts.systems, toFloor],
      connections: (plant, name) => (name === 'shop-floor' ? toFloor : connections(plant, name)),
    }),
  )
  receive.now = engine
  const end = new AbortController()
  const running = mes.run(end.signal)
  stack.defer(async () => {
    end.abort()
    await running
  })
  await engine.receive(
    told.map((order) =>
      aMessage('order.released', { order: order.id, told: order } as never, {
        source: '/plants/A/systems/odoo',
        id: `release ${order.id}`,
      }),
    ),
  )

  const files = async () =>
    (await database.pool.query('select key, state, data from case_file where key = any ($1) order by key', [orders]))
      .rows
  return {
    api,
    mes,
    engine,
    files,
    /** What the hub asked the MES to tell again. */
    asked: async () =>
      (
        await database.pool.query(
          `select body, state, receipt -> 'after' as answer from intent where operation = 'tellAgain'
           and body ->> 'order' = any ($1) order by planned_at`,
          [orders],
        )
      ).rows as readonly { body: ReportsMissed; state: string; answer: object }[],
    closed: () =>
      eventually(async () => expect((await files()).map(({ state }) => state)).toEqual(orders.map(() => 'closed'))),
    /** The hub has counted what truly was, and nothing is left for anybody. */
    async agrees() {
      const truth = mes.floor.truth()
      for (const { key, data } of await files()) {
        const { received, issued, instead, holds } = truth.orders[key as string]!
        expect(data).toMatchObject({ received, floor: { acknowledged: 1, status: 'completed' } })
        for (const [item, amount] of Object.entries(issued))
          expect(Number(data.issued[item].value)).toBeCloseTo(Number(amount.value))
        for (const [component, items] of Object.entries(instead))
          expect(Number(data.substituted[component].value)).toBeCloseTo(Number(items['STEEL-2MM-B']!.value) / 1.2)
        expect([Object.keys(data.substituted ?? {}), data.holds ?? {}]).toEqual([Object.keys(instead), {}])
        const noted = ledger.booked.filter(({ operation, body }) => {
          const { order } = body as { order: string }
          return operation === 'noteHold' && order === key
        })
        expect(noted).toHaveLength(2 * Object.keys(holds).length)
      }
      const { rows } = await database.pool.query(`select code, sentence from exception where closed_at is null`)
      expect(rows).toEqual([])
      expect(mes.floor.counts()).toMatchObject({ refused: 0, pending: 0 })
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

const ownWords: Format = { kind: 'records', table: 'mes-a' }

describe('a simulated MES and the hub, over real sockets', () => {
  it.each<[string, Format, readonly string[]]>([
    ['in events', { kind: 'events' }, ['odoo.1', 'odoo.2', 'odoo.75']],
    ['in its own words', ownWords, ['odoo.4', 'odoo.5', 'odoo.6']],
  ])(
    'SYS-10 WF-21: an order released in Odoo is made, reported %s and closed, and the hub counted what is true',
    async (_how, format, orders) => {
      await using plant = await aPlant({ format, orders })
      await plant.closed()
      await plant.agrees()
      // Some order was held for a while, and for some a part of the steel was another.
      const made = Object.values(plant.mes.floor.truth().orders)
      for (const told of ['holds', 'instead'] as const)
        expect(made.some((order) => Object.keys(order[told]).length > 0)).toBe(true)
    },
    120_000,
  )

  it('SYNC-14: reports with a unit that nobody has named hold the closing, and count once the table knows it', async () => {
    const kilos = (uom: 'KGM' | undefined) =>
      mended(({ units: { plant, ...others } }) => {
        const { kg: _, ...rest } = plant!
        return { units: { ...others, plant: { ...rest, ...(uom ? { kg: uom } : {}) } } }
      })
    const tables = [kilos(undefined)]
    await using plant = await aPlant({ format: ownWords, orders: ['odoo.7'], tables })
    const closing = `select sentence from run join message using (message_id)
      where key = 'odoo.7' and type = 'mfg.production.order.closed.v1' order by attempt desc limit 1`
    await eventually(async () =>
      expect((await database.pool.query(closing)).rows).toMatchObject([
        { sentence: expect.stringMatching(/^The closing of .* waits for a record that is not understood yet/) },
      ]),
    )
    const steward = await plant.api.person('steward', { role: 'integration', plant: 'A' })
    const { groups } = (await steward.get('/api/v1/exceptions?code=UOM_NOT_CONVERTIBLE')).json()
    const ids = groups[0].items.map(({ exceptionId }: { exceptionId: string }) => exceptionId)

    tables[0] = kilos('KGM')
    expect((await steward.post('/api/v1/exceptions/actions', { action: 'retry', ids })).statusCode).toBe(200)
    await plant.closed()
    await plant.agrees()
  }, 120_000)

  it('SYNC-21: reports that were lost on the way are asked for, told again and booked; nobody has to see to it', async () => {
    const faults = { loseReports: true }
    await using plant = await aPlant({
      format: { kind: 'events' },
      orders: ['odoo.8', 'odoo.9'],
      numbered: true,
      faults,
    })
    await plant.closed()
    await plant.agrees()
    const asked = await plant.asked()
    expect(asked.length).toBeGreaterThan(2)
    expect(asked.map(({ state }) => state)).toEqual(asked.map(() => 'confirmed'))
    expect(asked.filter(({ answer }) => 'neverHad' in answer)).toEqual([])
    const numbers = asked.flatMap(({ body: { order, from, to } }) =>
      Array.from({ length: to - from + 1 }, (_, at) => `${order} ${from + at}`),
    )
    expect(new Set(numbers).size).toBe(numbers.length)
  }, 120_000)

  it('SYNC-21: what the MES never had is asked for once, waited for, and then named to somebody', async () => {
    await using plant = await aPlant({
      format: { kind: 'events' },
      orders: ['odoo.10'],
      numbered: true,
      faults: { silent: true },
      patience: milliseconds(500),
    })
    await plant.engine.receive([
      aMessage('order.status-changed', { order: 'odoo.10', to: 'started' }, { sequence: '5002' }),
      aMessage('order.status-changed', { order: 'odoo.10', to: 'paused' }, { sequence: '5003' }),
    ])
    await eventually(async () => {
      const { rows } = await database.pool.query(
        `select code, sentence from exception where subject = 'odoo.10' and closed_at is null`,
      )
      expect(rows).toEqual([
        {
          code: 'SEQUENCE_GAP',
          sentence: 'Number 5002 has come, but events 1–5001 of /plants/A/systems/mes never came.',
        },
      ])
      expect(await plant.asked()).toEqual([
        {
          body: { order: 'odoo.10', source: '/plants/A/systems/mes', from: 1, to: 5001 },
          state: 'confirmed',
          answer: { toldAgain: expect.any(Number), neverHad: expect.stringMatching(/–5001$/) },
        },
      ])
    })
  }, 120_000)
})
