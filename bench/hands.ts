import type pg from 'pg'
import { postgresStore } from '#engine'
import { messageOf } from '../src/engine/inbox/message-of.ts'
import { kindOf } from '#model/catalogue'
import { systemClock, uuids } from '#kernel/world'
import { assertBooked, bookingsIn } from './harness/bookings.ts'
import { postmasterOf } from './harness/busy.ts'
import { type BenchHub, benchHub, HOME, PLANT, SYSTEM } from './harness/hub.ts'
import { processorTime } from './harness/processor.ts'
import { untilKnown } from './harness/reporter.ts'
import { rowOf } from './harness/row.ts'
import { benchSimulatedOdoo } from './harness/simulated-odoo.ts'
import type { Wish } from './harness/wish.ts'

/** A call costs what it does in `drain`, whatever it carries; as many as come are worked on. */
const ODOO = 'callTakes=1'
const KEYS = 500
/** As in `drain`: a hundred in a commit, five of an order one after the other. */
const BATCH = 100
const EACH = 5
const ids = uuids(systemClock)

/** A backlog worked off by several processes of the hub on one database, beside one process. */
export async function hands({ postgres, times, events, tell, say }: Wish): Promise<void> {
  const rates = new Map<number, number[]>([1, 2, 4].map((count) => [count, []]))
  for (let time = 0; time < times; time++)
    for (const [count, measured] of rates) {
      const journal = await postgres.database(`hands_${count}_${time}`)
      const { rate, costs } = await workedOff(journal, count, events)
      measured.push(rate)
      say(`${count} hub processes: ${rate.toFixed(0)} events/s; µs of processor an event: ${costs}`)
    }
  for (const count of [2, 4])
    tell(
      rowOf(
        { name: `hands.${count}`, unit: 'events/s', against: 'the same backlog and one process' },
        rates.get(count)!,
        rates.get(1)!,
      ),
    )
}

async function workedOff(
  journal: { readonly url: string; readonly pool: pg.Pool },
  count: number,
  events: number,
): Promise<{ readonly rate: number; readonly costs: string }> {
  await using stack = new AsyncDisposableStack()
  const odoo = stack.use(await benchSimulatedOdoo(ODOO))
  const system = { id: 'odoo', kind: 'odoo', title: 'Odoo', plants: [PLANT], settings: odoo.access }
  const hubs: BenchHub[] = []
  for (let nth = 0; nth < count; nth++) hubs.push(stack.use(await benchHub(journal, [system])))
  const orders = await odoo.orders(KEYS, 1_000_000)
  await untilKnown(journal.pool, KEYS)
  const sent = await backlog(journal.pool, orders, events)
  const postmaster = await postmasterOf(journal.pool)
  const kinds: Readonly<Record<string, () => number>> = {
    hubs: () => processorTime(hubs.map(({ hub }) => hub.child.pid!)),
    PostgreSQL: () => processorTime([postmaster]),
    'simulated Odoo': () => processorTime([odoo.pid]),
  }
  const before = Object.values(kinds).map((used) => used())

  const from = performance.now()
  await journal.pool.query(`update lane set owner = null, lease_until = null where owner = 'elsewhere'`)
  await odoo.untilBooked(events)
  const seconds = (performance.now() - from) / 1000
  const costs = Object.entries(kinds).map(
    ([name, used], nth) => `${name} ${(((used() - before[nth]!) * 1000) / events).toFixed(0)}`,
  )
  assertBooked(sent, await bookingsIn(odoo))
  return { rate: events / seconds, costs: `${costs.join(', ')}; ${seconds.toFixed(1)} s` }
}

/** Receipts that wait behind lanes which nobody may take yet. Answers their ids in the order they came in. */
async function backlog(pool: pg.Pool, orders: readonly string[], events: number): Promise<readonly string[]> {
  await pool.query(
    `update lane set owner = 'elsewhere', epoch = epoch + 1, lease_until = clock_timestamp() + interval '1 day'
     where stream = 'production-order'`,
  )
  const store = postgresStore(pool, HOME)
  const source = `/plants/${PLANT}/systems/${SYSTEM}`
  const type = 'mfg.production.output.received.v1'
  const kind = kindOf(type)!
  const sent = Array.from({ length: events }, (_, nth) => {
    const order = orders[Math.floor(nth / EACH) % orders.length]!
    const data = { order, quantity: { value: '1', uom: 'H87' }, lot: 'F1' }
    const at = systemClock.now()
    const event = { specversion: '1.0' as const, id: `hands-${nth}`, source, type, time: at, data }
    const coming = { messageId: ids(), plant: PLANT, receivedAt: at, receivedFrom: SYSTEM }
    return messageOf(event, kind, data, coming)
  })
  for (let at = 0; at < sent.length; at += BATCH) await store.accept(sent.slice(at, at + BATCH))
  return sent.map(({ id }) => id)
}
