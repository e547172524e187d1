import type pg from 'pg'
import { openPool, postgresStore } from '#engine'
import { seconds } from '#kernel/time'
import { aSite, type Site } from '../test/chaos/plant-site.ts'
import { aMessage } from '../test/support/builders.ts'
import { estateOf, odooOf } from '../test/support/estate.ts'
import { aGateway, type ReportedEvent } from '../test/support/gateway.ts'
import { startHubProcess } from '../test/support/hub-process.ts'
import { PLANT } from './harness/hub.ts'
import { untilKnown } from './harness/reporter.ts'
import { rowOf } from './harness/row.ts'
import { piece, type Report } from './harness/shop-floor.ts'
import { type BenchSimulatedOdoo, benchSimulatedOdoo } from './harness/simulated-odoo.ts'
import type { Wish } from './harness/wish.ts'

/** Enough orders that each hub of two holds lanes of some. */
const ORDERS = 250
const BATCH = 100
const HOME = 'centre'

/** How long nothing goes on when something dies, beside how long that may be. */
export async function recovery({ times, waiting, tell, say }: Wish): Promise<void> {
  await using odoo = await benchSimulatedOdoo('callTakes=4')
  const estate = estateOf(odooOf(PLANT, { ...odoo.access, login: 'millwright', timeout: seconds(10) }))
  const row = (name: string, atMost: number, ours: readonly number[]) => {
    const other = ours.map(() => atMost)
    tell(rowOf({ name: `recovery.${name}`, unit: 's', against: 'what is allowed', goal: { atMost: 1 } }, ours, other))
  }
  const repeated = async (measure: () => Promise<number>): Promise<readonly number[]> => {
    const values: number[] = []
    while (values.length < times) values.push(await measure())
    return values
  }

  await using site = await aSite(estate, undefined, '18')
  const pool = openPool({ url: site.databaseUrl, connections: 2, name: 'bench' })
  try {
    const orders = await odoo.orders(ORDERS)
    await untilKnown(pool, ORDERS)
    const standstill = (strike: () => Promise<unknown>) =>
      repeated(async () => untilBooked(odoo, await struckAmid(strike)))
    // What was struck may be there again later than what it did: nothing else is struck before.
    let restarted: Promise<unknown> = Promise.resolve()
    const struckAmid = async (strike: () => Promise<unknown>): Promise<number> => {
      await restarted
      const goal = (await odoo.booked()) + (await sent(site, pool, reportsOf(orders, odoo)))
      await strike()
      return goal
    }
    say('one of two hubs is killed while both work …')
    row('hub-killed', 10, await standstill(async () => void (restarted = site.hubs[0]!.kill())))
    say('the database is killed, and there again …')
    row('database-killed', 5, await standstill(() => site.killDatabase()))

    for (const hub of site.hubs) await hub[Symbol.asyncDispose]()
    say(`${waiting.toLocaleString('en')} events are left waiting …`)
    await leftWaiting(pool, orders, odoo, waiting)
    const start = async (): Promise<number> => {
      const before = await odoo.booked()
      const from = performance.now()
      const hub = await startHubProcess({ databaseUrl: site.databaseUrl, estate })
      await odoo.untilBooked(before + 1)
      const took = (performance.now() - from) / 1000
      hub.child.kill('SIGKILL')
      await hub.ended
      return took
    }
    row('cold-start', 15, await repeated(start))
  } finally {
    await pool.end()
  }
}

const reportsOf = (orders: readonly string[], { items }: BenchSimulatedOdoo): readonly Report[] =>
  orders.flatMap((order) => piece(order, items))

/** Seconds from now until so much is booked. */
async function untilBooked(odoo: BenchSimulatedOdoo, goal: number): Promise<number> {
  const from = performance.now()
  await odoo.untilBooked(goal)
  return (performance.now() - from) / 1000
}

let made = 0

/** All acknowledged, by one hub or the other; answers how many. */
async function sent({ hubs }: Site, pool: pg.Pool, reports: readonly Report[]): Promise<number> {
  const gateway = await aGateway({ pool, plant: PLANT, hubs: hubs.map(({ url }) => url) })
  const events = reports.map(({ type, body }) => ({
    id: `recovery-${made++}`,
    type: type.slice('mfg.production.'.length, -'.v1'.length),
    data: body as ReportedEvent['data'],
  }))
  for (let at = 0; at < events.length; at += BATCH) await gateway.send(...events.slice(at, at + BATCH))
  return events.length
}

/** Written down while no hub runs. */
async function leftWaiting(
  pool: pg.Pool,
  orders: readonly string[],
  odoo: BenchSimulatedOdoo,
  count: number,
): Promise<void> {
  const store = postgresStore(pool, HOME)
  const reports = reportsOf(orders, odoo)
  for (let at = 0; at < count; at += BATCH)
    await store.accept(
      Array.from({ length: BATCH }, (_, nth) => {
        const { type, body } = reports[(at + nth) % reports.length]!
        const data = body as ReportedEvent['data']
        return aMessage(type.slice('mfg.production.'.length, -'.v1'.length), data, { id: `waiting-${at + nth}` })
      }),
    )
}
