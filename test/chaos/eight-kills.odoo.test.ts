import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPool } from '#engine'
import { minutes } from '#kernel/time'
import type { Bench } from '../contracts/production-ledger.ts'
import { Random } from '../simulation/random.ts'
import { estateOf, odooOf } from '../support/estate.ts'
import { aGateway, type ReportedEvent } from '../support/gateway.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { lookInto } from '../support/odoo-look.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { killOdoo } from '../support/kill.ts'
import { aSite, type Site } from './plant-site.ts'
import { lifeOf, wireOf } from './storm-events.ts'
import { eventually } from '../support/eventually.ts'

const ORDERS = 25
const EVENTS = 500
/** A plant reports as it works: so many events at most are ahead of the books. */
const AHEAD = 120

type Victim = 'first hub' | 'second hub' | 'postgres' | 'odoo'

const chance = new Random(Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122))

/** Who dies, and after how many bookings; the last dies while there is still something to do. */
const blows = chance
  .shuffled<Victim>([
    ...(['first hub', 'first hub', 'first hub', 'second hub'] as const),
    ...(['postgres', 'postgres', 'odoo', 'odoo'] as const),
  ])
  .map((victim, nth, { length }) => ({ victim, after: Math.floor(((nth + chance.next()) / length) * EVENTS * 0.9) }))

describe('a storm', () => {
  const stack = new AsyncDisposableStack()
  let odoo: TestOdoo
  let world: OdooWorld
  let site: Site
  let pool: pg.Pool
  let benches: readonly Bench[]
  let lives: readonly (readonly ReportedEvent[])[]

  beforeAll(async () => {
    odoo = stack.use(await testOdoo())
    world = await odooWorld(odoo)
    stack.defer(() => world.close())
    const { items, recipe, ...bench } = await world.bench({ tracking: 'lot' })
    await world.inStock(items.paint, 10_000, 'LC')
    await world.inStock(items.steel, 10_000)
    const records = await world.orders(items.frame, recipe, 100, ORDERS)
    benches = records.map((record) => ({ ...bench, order: `odoo.${record}` }))
    lives = benches.map(({ order }) => lifeOf(order, bench))
    site = stack.use(await aSite(estateOf(odooOf('A', odoo.integration))))
    pool = openPool({ url: site.databaseUrl, connections: 3, name: 'storm' })
    stack.defer(() => pool.end())
  })
  afterAll(() => stack[Symbol.asyncDispose]())

  const strike: Record<Victim, () => Promise<void>> = {
    'first hub': () => site.hubs[0]!.kill(),
    'second hub': () => site.hubs[1]!.kill(),
    postgres: () => site.killDatabase(),
    odoo: killOdoo,
  }

  /** How many effects Odoo remembers; its tables outlive its processes. */
  const booked = async (): Promise<number> =>
    (await world.rows('select count(*)::int as count from x_millwright_effect'))[0]!['count']

  const rows = async (sql: string) => (await pool.query(sql)).rows

  it(
    'of eight kills leaves nothing lost, nothing twice, nothing out of order, and nothing for people to repair',
    async () => {
      const gateway = await aGateway({ pool, plant: 'A', hubs: site.hubs.map(({ url }) => url) })
      const wire = wireOf(lives, chance)
      const sent = { events: 0 }
      const reporting = async () => {
        while (wire.length > 0) {
          if (gateway.acknowledged.size - (await booked()) > AHEAD) await pause(50)
          else await gateway.send(...wire.splice(0, 5))
          sent.events = gateway.acknowledged.size
        }
      }
      const striking = async () => {
        for (const { victim, after } of blows) {
          await eventually(async () => expect(await booked()).toBeGreaterThanOrEqual(after), minutes(4))
          console.error(`${victim} dies after ${await booked()} of ${EVENTS} bookings`)
          await strike[victim]()
        }
      }
      await Promise.all([reporting(), reporting(), striking()])
      expect(gateway.acknowledged.size).toBe(EVENTS)

      await eventually(
        async () =>
          expect(
            await rows(
              `select type, progress as state from open_message join message using (message_id)
             where type <> 'hub.reminder.due.v1'
             union all select operation, state from intent where state <> 'confirmed'`,
            ),
          ).toEqual([]),
        minutes(5),
      )

      // Judged by Odoo's own tables and the sender's log.
      const effects = await world.rows(
        "select x_key as key, x_operation as operation, x_order as order, split_part(x_message, ' ', 2) as event from x_millwright_effect order by id",
      )
      expect(new Set(effects.map(({ key }) => key)).size).toBe(EVENTS)
      expect(effects.map(({ event }) => event).toSorted()).toEqual([...gateway.acknowledged.keys()].toSorted())
      for (const [order, its] of Map.groupBy(effects, (effect) => effect['order'] as number))
        expect(its.at(-1)!['operation'], `the last of order ${order}`).toBe('closeOrder')

      for (const bench of benches) {
        const look = await lookInto(world, bench)
        expect(look, bench.order).toMatchObject({
          state: 'closed',
          used: {
            [bench.steel]: { net: 200, documents: 7, value: 400 },
            [bench.paint]: { net: 100, documents: 2, value: 300 },
          },
          // Material, 300 machine minutes at 60 an hour, 200 labour minutes at 30.
          output: { net: 100, documents: 3, value: 400 + 300 + 300 + 100 },
          operations: { 10: { good: 100, minutes: 100, over: true }, 20: { good: 100, minutes: 200, over: true } },
          labourMinutes: 200,
          scrapped: 0,
          lots: { F1: 100 },
        })
      }

      expect(await rows('select code, sentence from exception')).toEqual([])
      const transitions = await rows(
        `select key, array_agg(seq order by decided_at, seq) as decided, array_agg(seq order by seq) as came
       from run join message using (message_id) where nature = 'transition' and verdict in ('accepted', 'flagged') group by key`,
      )
      expect(transitions.length).toBeGreaterThanOrEqual(ORDERS)
      for (const { key, decided, came } of transitions) expect(decided, key).toEqual(came)
      for (const excuse of gateway.excuses) expect(excuse).toBe(503)
      expect(site.unasked).toEqual([])
    },
    minutes(15),
  )
})
