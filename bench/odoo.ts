import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { PortKeeper } from '#model/ports/port'
import { odoo as connector } from '../src/connectors/odoo/index.ts'
import { type OdooWorld, odooWorld } from '../test/support/odoo-world.ts'
import { handBatched } from './baselines/hand-batched.ts'
import { oneByOne } from './baselines/one-by-one.ts'
import { type BenchHub, benchHub, PLANT, SYSTEM } from './harness/hub.ts'
import { benchOdoo } from './harness/odoo.ts'
import { effectsOf, rowsOf } from './harness/odoo-rows.ts'
import { plannerAt } from './harness/person.ts'
import { rowOf } from './harness/row.ts'
import { inTurn } from './harness/sample.ts'
import { type Orders, shopFloor } from './harness/shop-floor.ts'
import type { Wish } from './harness/wish.ts'

const CONNECTIONS = 8
/** Enough pieces of each order that the hub is busy for as long as the person saves. */
const LOAD = 4

/** From HTTP to Odoo's own tables, beside the same procedures called by hand; and what a person notices of it. */
export async function odoo({ postgres, times, orders, tell, say }: Wish): Promise<void> {
  await using real = await benchOdoo(say)
  const world = await odooWorld(real)
  const { url, database, apiKey } = real.integration
  const settings = { url, database, apiKey }
  const opened = connector.connect(connector.settings.parse({ ...settings, plant: PLANT }))
  const journal = await postgres.database('hub_odoo')
  try {
    const floor = await shopFloor(world, orders)
    const [mine, batched, single, load] = [await floor.set(), await floor.set(), await floor.set(), await floor.set()]
    const system = { id: 'odoo', kind: 'odoo', title: 'Odoo', plants: [PLANT], settings }
    await using hub = await benchHub(journal, [system])
    await untilKnown(journal.pool, 4 * orders)
    const reported = reporter(hub, world)
    await reported(mine)

    const ledger = opened.provides[0]!
    await byHand(ledger, handBatched, batched)()
    await byHand(ledger, oneByOne, single)()
    const [ours, inBatches, alone] = await inTurn(
      times,
      () => perSecond(mine, () => reported(mine)),
      () => perSecond(batched, byHand(ledger, handBatched, batched)),
      () => perSecond(single, byHand(ledger, oneByOne, single)),
    )
    await sameRows(world, [mine, batched, single])
    const unit = 'postings/s'
    tell(
      rowOf(
        {
          name: 'odoo.vs-hand-batched',
          unit,
          against: `procedures called by hand, ${orders} effects of one kind a call`,
          goal: { atLeast: 0.8 },
        },
        ours!,
        inBatches!,
      ),
    )
    tell(
      rowOf(
        {
          name: 'odoo.vs-one-by-one',
          unit,
          against: 'procedures called by hand, one effect a call',
          goal: { atLeast: 3 },
        },
        ours!,
        alone!,
      ),
    )

    const person = await plannerAt(real, (await floor.set()).records[0]!)
    const [beside, idle] = await inTurn(
      times,
      async () => {
        const busy = Promise.all(Array.from({ length: LOAD }, () => reported(load)))
        await pause(300)
        const open = effectsOf(world, load.records)
        const took = await person.save()
        if ((await open) + 1 > (await effectsOf(world, load.records)))
          throw new Error('nothing was booked beside the person')
        await busy
        return took
      },
      () => person.save(),
    )
    tell(
      rowOf(
        { name: 'odoo.person-save', unit: 'ms', against: 'the same save while the hub is idle', goal: { atMost: 2 } },
        beside!,
        idle!,
      ),
    )
  } finally {
    opened.close()
    await world.close()
  }
}

async function perSecond({ reports }: Orders, work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return (reports.length * 1000) / (performance.now() - from)
}

type Baseline = (ledger: PortKeeper, reports: Orders['reports']) => Promise<void>
const byHand =
  (ledger: PortKeeper, baseline: Baseline, { reports }: Orders) =>
  () =>
    baseline(ledger, reports)

/** Reports each once over HTTP, and waits until Odoo has as many more effects of these orders in its own table. */
function reporter(hub: BenchHub, world: OdooWorld): (orders: Orders) => Promise<void> {
  let sent = 0
  const wanted = new Map<Orders, number>()
  const run = process.pid.toString(36)
  return async (orders) => {
    const goal = (wanted.get(orders) ?? 0) + orders.reports.length
    wanted.set(orders, goal)
    const waiting = [...orders.reports]
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        const connection = await hub.connect('single')
        for (let report = waiting.shift(); report; report = waiting.shift()) {
          const { type, body } = report
          const event = {
            id: `${run}-${sent++}`,
            source: `/plants/${PLANT}/systems/${SYSTEM}`,
            time: new Date().toISOString(),
          }
          const status = await connection.post(JSON.stringify({ specversion: '1.0', ...event, type, data: body }))
          if (status !== 202) throw new Error(`the door answered ${status}`)
        }
        connection.close()
      }),
    )
    const until = performance.now() + 120_000
    while ((await effectsOf(world, orders.records)) < goal) {
      if (performance.now() > until) throw new Error('Odoo does not have all effects after two minutes')
      await pause(10)
    }
  }
}

/** The hub has heard of the orders, as it has at a customer's before anything is reported of them. */
async function untilKnown(pool: pg.Pool, orders: number): Promise<void> {
  for (const until = performance.now() + 120_000; ; await pause(200)) {
    const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from case_file')
    if (rows[0]!.count >= orders) return
    if (performance.now() > until) throw new Error('the hub has not heard of the orders in two minutes')
  }
}

/** The same events on orders alike leave the same rows in Odoo, whichever way they came. */
async function sameRows(world: OdooWorld, sets: readonly Orders[]): Promise<void> {
  const [first, ...others] = await Promise.all(sets.map(({ records }) => rowsOf(world, records)))
  for (const other of others)
    if (other !== first) throw new Error(`the sides left different rows in Odoo:\n${first}\n${other}`)
}
