import { setTimeout as pause } from 'node:timers/promises'
import type { PortKeeper } from '#model/ports/port'
import { odoo as connector } from '../src/connectors/odoo/index.ts'
import { type OdooWorld, odooWorld } from '../test/support/odoo-world.ts'
import { handBatched } from './baselines/hand-batched.ts'
import { oneByOne } from './baselines/one-by-one.ts'
import { benchHub, PLANT } from './harness/hub.ts'
import { benchOdoo } from './harness/odoo.ts'
import { rowsOf } from './harness/odoo-rows.ts'
import { type Person, plannerAt } from './harness/person.ts'
import { rowOf } from './harness/row.ts'
import { reporter, untilKnown } from './harness/reporter.ts'
import { inTurn } from './harness/sample.ts'
import { type Orders, shopFloor } from './harness/shop-floor.ts'
import type { Wish } from './harness/wish.ts'

/** Enough pieces of each order that the hub is busy for as long as the person saves. */
const LOAD = 4

/** From HTTP to Odoo's own tables, beside the same procedures called by hand; and what a person notices of it. */
export async function odoo(wish: Wish): Promise<void> {
  await using real = await benchOdoo(wish.say)
  const world = await odooWorld(real)
  const { url, database, apiKey } = real.integration
  const settings = { url, database, apiKey }
  const opened = connector.connect(connector.settings.parse({ ...settings, plant: PLANT }))
  const journal = await wish.postgres.database('hub_odoo')
  try {
    const orders = await shopFloor(world)
    const sets = [await orders(wish.orders), await orders(wish.orders), await orders(wish.orders)] as const
    const load = await orders(wish.orders)
    const form = (await orders(1)).records[0]!
    await using hub = await benchHub(journal, [{ id: 'odoo', kind: 'odoo', title: 'Odoo', plants: [PLANT], settings }])
    await untilKnown(journal.pool, 4 * wish.orders + 1)
    const reported = reporter(hub, world)
    await postings(wish, reported, opened.provides[0]!, sets)
    await sameRows(world, sets)
    await personSave(wish, () => reported(load), await plannerAt(real, form))
  } finally {
    opened.close()
    await world.close()
  }
}

type Reported = ReturnType<typeof reporter>

async function postings(
  { times, orders, tell }: Wish,
  reported: Reported,
  ledger: PortKeeper,
  [mine, batched, single]: readonly [Orders, Orders, Orders],
): Promise<void> {
  const [ours, inBatches, alone] = await inTurn(
    times,
    () => perSecond(mine, reported),
    () => perSecond(batched, ({ reports }) => handBatched(ledger, reports)),
    () => perSecond(single, ({ reports }) => oneByOne(ledger, reports)),
  )
  const unit = 'postings/s'
  const hand = `the same procedures called by hand, ${orders} effects of one kind a call`
  tell(rowOf({ name: 'odoo.vs-hand-batched', unit, against: hand, goal: { atLeast: 0.9 } }, ours!, inBatches!))
  const one = 'the same procedures called by hand, one effect a call'
  tell(rowOf({ name: 'odoo.vs-one-by-one', unit, against: one, goal: { atLeast: 3 } }, ours!, alone!))
}

async function perSecond(orders: Orders, work: (orders: Orders) => Promise<void>): Promise<number> {
  const from = performance.now()
  await work(orders)
  return (orders.reports.length * 1000) / (performance.now() - from)
}

/** A person's save beside a hub that has more to book than the save takes, and beside one that has nothing. */
async function personSave({ times, tell }: Wish, load: () => Promise<void>, person: Person): Promise<void> {
  const besideTheHub = async (): Promise<number> => {
    let over = false
    const busy = Promise.all(Array.from({ length: LOAD }, load)).then(() => (over = true))
    await pause(300)
    const took = await person.save()
    if (over) throw new Error('the hub had nothing left to do before the person was through: give it more orders')
    await busy
    return took
  }
  const [beside, idle] = await inTurn(times, besideTheHub, () => person.save())
  const against = 'the same save while the hub is idle'
  tell(rowOf({ name: 'odoo.person-save', unit: 'ms', against, goal: { atMost: 2 } }, beside!, idle!))
}

/** The same events on orders alike leave the same rows in Odoo, whichever way they came. */
async function sameRows(world: OdooWorld, sets: readonly Orders[]): Promise<void> {
  const [first, ...others] = await Promise.all(sets.map(({ records }) => rowsOf(world, records)))
  for (const other of others)
    for (const [nth, row] of other.entries())
      if (row !== first![nth]) throw new Error(`the sides left different rows in Odoo:\n${first![nth]}\n${row}`)
}
