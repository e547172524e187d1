import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishedGoodsReceipt } from '../../src/flows/finished-goods-receipt/flow.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway, type Gateway, type ReportedEvent } from '../support/gateway.ts'
import { type HubProcess, startHubProcess } from '../support/hub-process.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { bookedIn, type Mode, modes, withoutProcedures } from '../support/plain-ground.ts'
import { pcs } from '../support/plant.ts'
import { type Proxy, proxyTo } from '../support/proxy.ts'
import { eventually } from '../support/eventually.ts'

/** A plant with an Odoo of its own. */
interface Plant {
  readonly odoo: TestOdoo
  readonly world: OdooWorld
  readonly steel: string
  orders(count: number): Promise<readonly string[]>
}

async function plantOf(id: string, mode: Mode, stack: AsyncDisposableStack): Promise<Plant> {
  const odoo = stack.use(await testOdoo())
  const world = await odooWorld(odoo)
  stack.defer(() => world.close())
  if (mode === 'plain') await withoutProcedures(world, odoo)
  const { items, recipe, steel } = await world.bench()
  await world.inStock(items.steel, 100_000)
  return {
    odoo,
    world,
    steel,
    orders: async (count) =>
      (await world.orders(items.frame, recipe, 100, count)).map((record) => `odoo-${id}.${record}`),
  }
}

/** What the shop floor reports of one order: 25 events in the order in which they happened. */
const dayOf = (order: string, steel: string): readonly ReportedEvent[] =>
  [
    ...Array.from({ length: 10 }, () => ['material.issued', { order, item: steel, quantity: pcs(20) }] as const),
    ...['10', '20'].flatMap((operation) =>
      Array.from(
        { length: 5 },
        () => ['operation.completed', { order, operation, good: pcs(20), machineTime: '20' }] as const,
      ),
    ),
    ...Array.from({ length: 5 }, () => ['output.received', { order, quantity: pcs(20) }] as const),
  ].map(([type, data], at) => ({ id: `${order}-${at}`, type, data }))

/** The orders' events on one wire, taking turns. */
const inTurns = (days: readonly (readonly ReportedEvent[])[]): readonly ReportedEvent[] =>
  days[0]!.flatMap((_, at) => days.map((day) => day[at]!))

describe.each(modes)('Odoo of one plant is away, and its events keep coming: %s', (mode) => {
  const stack = new AsyncDisposableStack()
  let database: TestDatabase
  let a: Plant
  let b: Plant
  let wire: Proxy
  let hub: HubProcess
  let gateways: { readonly a: Gateway; readonly b: Gateway }

  beforeAll(async () => {
    database = stack.use(await testDatabase())
    a = await plantOf('a', mode, stack)
    b = await plantOf('b', mode, stack)
    wire = stack.use(await proxyTo(a.odoo.integration.url))
    const systems = [
      odooOf('A', a.odoo.integration, { id: 'odoo-a', line: wire.url, mode }),
      odooOf('B', b.odoo.integration, { id: 'odoo-b', mode }),
    ]
    hub = await startHubProcess({ databaseUrl: database.url, estate: estateOf(...systems) })
    stack.defer(() => hub.stop())
    const gatewayOf = (plant: string) => aGateway({ pool: database.pool, plant, hubs: [() => hub.url] })
    gateways = { a: await gatewayOf('A'), b: await gatewayOf('B') }
  })
  afterAll(() => stack[Symbol.asyncDispose]())

  const rows = async (sql: string, values: unknown[] = []) => (await database.pool.query(sql, values)).rows
  const behind = async (plant: string) => {
    const [row] = await rows(
      `select (select count(*)::int from open_message where plant = $1 and message_id in (select message_id from message where type like 'mfg.%'))
         + (select count(*)::int from intent where plant = $1 and state <> 'confirmed') as events`,
      [plant],
    )
    return row.events as number
  }

  it(
    'T14 SYNC-23 SYNC-26 SYNC-21: all are taken, then booked once and in the order of each order; the other plant notices nothing',
    { timeout: 900_000 },
    async () => {
      // Of half the orders the hub knows before Odoo goes away; of the others it hears from the shop floor only.
      const half = mode === 'plain' ? 1 : process.env['MILLWRIGHT_FULL'] ? 10 : 6
      const known = await a.orders(half)
      await eventually(async () =>
        expect(await rows("select from case_file where plant = 'A'")).toHaveLength(known.length + 1),
      )
      wire.cut()
      const events = inTurns([...known, ...(await a.orders(half))].map((order) => dayOf(order, a.steel)))
      for (let at = 0; at < events.length; at += 25) await gateways.a.send(...events.slice(at, at + 25))
      expect(events).toHaveLength(half * 50)
      expect([...gateways.a.acknowledged.values()].filter((status) => status === 'accepted')).toHaveLength(half * 50)

      const [order] = await b.orders(1)
      const live = dayOf(order!, b.steel)
      let reported = 0
      const liveUntil = async (isOver: () => Promise<boolean>) => {
        while (reported < live.length && !(await isOver())) {
          await gateways.b.send(live[reported++]!)
          await eventually(async () => expect(await behind('B')).toBe(0))
        }
      }
      await liveUntil(async () => reported === 15)
      expect(await behind('A'), 'all of them wait, none is given up').toBe(half * 50)

      wire.restore()
      await liveUntil(async () => (await behind('A')) === 0)
      await eventually(async () => expect(await behind('A')).toBe(0), 600_000)

      const booked = Map.groupBy(await bookedIn(a.world, mode), ({ order: of }) => of)
      const told = Map.groupBy(events, ({ data }) => data.order)
      expect(
        Object.fromEntries([...booked].map(([of, its]) => [`odoo-a.${of}`, its.map(({ event }) => event)])),
      ).toEqual(Object.fromEntries([...told].map(([of, its]) => [of, its.map(({ id }) => id)])))
      expect(await totalsOf(a)).toEqual(
        Array.from({ length: half * 2 }, () => ({ used: 200, made: 100, moves: 15, minutes: 200 })),
      )
      expect(await rows('select code, sentence from exception')).toEqual([])

      const [slowest] = await rows(
        `select max(extract(epoch from intent.answered_at - message.received_at) * 1000)::float as took, count(*)::int
       from intent join message using (message_id) where intent.plant = 'B'`,
      )
      expect(slowest.count).toBe(reported)
      expect(slowest.took).toBeLessThan(finishedGoodsReceipt.target.p95)
    },
  )
})

/** What each order with postings comes to in Odoo's own tables. */
const totalsOf = ({ world }: Plant) =>
  world.rows(
    `with moved as (
       select coalesce(m.production_id, m.raw_material_production_id) as record, count(*)::int as moves,
         sum(l.${world.columns.done}) filter (where m.raw_material_production_id is not null)::float as used,
         sum(l.${world.columns.done}) filter (where m.production_id is not null)::float as made
       from stock_move m join stock_move_line l on l.move_id = m.id where m.state = 'done' group by 1
     ), timed as (
       select w.production_id as record, sum(t.duration)::float as minutes
       from mrp_workcenter_productivity t join mrp_workorder w on w.id = t.workorder_id group by 1
     )
     select used, made, moves, minutes from moved join timed using (record)`,
  )
