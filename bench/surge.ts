import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { assertBooked, bookingsIn } from './harness/bookings.ts'
import { circumstances } from './harness/circumstances.ts'
import type { Connection } from './harness/connection.ts'
import { type BenchHub, benchHub, PLANT } from './harness/hub.ts'
import { untilKnown } from './harness/reporter.ts'
import { rowOf } from './harness/row.ts'
import { percentileOf } from './harness/sample.ts'
import { onSchedule } from './harness/schedule.ts'
import { piece } from './harness/shop-floor.ts'
import { type BenchSimulatedOdoo, benchSimulatedOdoo } from './harness/simulated-odoo.ts'
import { eventOf, lateness, URGENT_ORDERS, URGENT_RATE, urgentFrom, within as shareWithin } from './harness/urgent.ts'
import type { Wish } from './harness/wish.ts'

/** As in `outage`: about what a real Odoo with two workers takes on a small machine. */
const ODOO = 'workers=2,callTakes=40,effectTakes=4'
/** When all is measured, so that what waits is booked, and can be checked, in minutes and not in hours. */
const FAST = { callTakes: 0, effectTakes: 0 }
/** So much more bulk comes than Odoo takes. */
const TIMES_CAPACITY = 10
const BULK_ORDERS = 1000
const BULK_SENDERS = 4
const BATCH = 100

/** What is urgent arrives in Odoo's books about as fast under a surge of reports as when nothing else is to do. */
export async function surge({ postgres, times, backlog, seconds, tell, say }: Wish): Promise<void> {
  const ours: number[] = []
  const idle: number[] = []
  for (let time = 0; time < times; time++) {
    await using odoo = await benchSimulatedOdoo(ODOO)
    const journal = await postgres.database(`hub_surge_${time}`)
    const system = { id: 'odoo', kind: 'odoo', title: 'Odoo', plants: [PLANT], settings: odoo.access }
    await using hub = await benchHub(journal, [system])
    const urgentOrders = await odoo.orders(URGENT_ORDERS)
    const bulk = bulkFrom(await odoo.orders(BULK_ORDERS, 1_000_000), odoo, hub)
    await untilKnown(journal.pool, URGENT_ORDERS + BULK_ORDERS)
    const urgent = await urgentFrom(urgentOrders, hub)

    await urgent.send(Math.min(5, seconds))
    const parties = { hub: hub.hub.child.pid!, 'simulated Odoo': odoo.pid }
    const sent = () => circumstances(journal, parties, () => urgent.send(seconds))
    const { result: alone, told: toldAlone } = await sent()
    say(`alone: ${toldAlone}`)
    const capacity = await capacityOf(odoo, bulk, Math.max(1000, Math.min(4000, backlog / 25)))
    const rate = TIMES_CAPACITY * capacity
    say(`${capacity.toFixed(0)} events/s are booked; ${rate.toFixed(0)}/s come until ${backlog} wait …`)

    const from = performance.now()
    const before = bulk.acknowledged.length
    const coming = bulk.comesAt(rate)
    while (bulk.acknowledged.length + urgent.acknowledged.length - (await odoo.booked()) < backlog) await pause(500)
    say(`${backlog} wait; urgent events for ${seconds} s …`)
    const { result: beside, told: toldBeside } = await sent()
    say(`under the surge: ${toldBeside}`)
    const came = ((bulk.acknowledged.length - before) * 1000) / (performance.now() - from)
    const left = bulk.acknowledged.length + urgent.acknowledged.length - (await odoo.booked())
    await coming.stop()
    say(`bulk came at ${(came / capacity).toFixed(1)} times; ${left} waited in the end, ${bulk.putOff()} put off`)
    if (left < backlog) throw new Error(`only ${left} waited in the end: the surge was none`)

    await odoo.set(FAST)
    await odoo.untilBooked(bulk.acknowledged.length + urgent.acknowledged.length)
    const booked = await bookingsIn(odoo)
    assertBooked([...bulk.acknowledged, ...urgent.acknowledged], booked)
    const took = lateness(booked)
    idle.push(shareWithin(alone, took, 0.99))
    say(`p99 by stage, alone: ${await stagesOf(journal.pool, alone, took)}`)
    say(`p99 by stage, beside: ${await stagesOf(journal.pool, beside, took)}`)
    ours.push(shareWithin(beside, took, 0.99))
    say(`p99 ${idle.at(-1)!.toFixed(0)} ms alone, ${ours.at(-1)!.toFixed(0)} ms under the surge`)
    urgent.close()
    bulk.close()
  }
  const against = `the same holds and liftings, ${URGENT_RATE}/s, with nothing else to do`
  tell(rowOf({ name: 'surge.critical-p99', unit: 'ms', against, goal: { atMost: 2 } }, ours, idle))
  const bar = ours.map(() => 500)
  const within = { name: 'surge.critical-within', unit: 'ms', against: 'half a second', goal: { atMost: 1 } }
  tell(rowOf(within, ours, bar))
}

async function capacityOf(odoo: BenchSimulatedOdoo, bulk: Bulk, events: number): Promise<number> {
  // The hub learns first what a call costs.
  await bulk.send(events / 4)
  await odoo.untilBooked((await odoo.booked()) + 1)
  const from = performance.now()
  const before = await odoo.booked()
  await bulk.send(events)
  const goal = before + events
  await odoo.untilBooked(goal)
  return (events * 1000) / (performance.now() - from)
}

interface Bulk {
  /** The ids of what was acknowledged. */
  readonly acknowledged: readonly string[]
  send(events: number): Promise<void>
  comesAt(rate: number): { stop(): Promise<void> }
  /** How often the door asked to come again later. */
  putOff(): number
  close(): void
}

/** Reports in batches; each sender has orders of its own, so that what is sent first is first. */
function bulkFrom(orders: readonly string[], { items }: BenchSimulatedOdoo, hub: BenchHub): Bulk {
  const acknowledged: string[] = []
  let putOff = 0
  let made = 0
  const lines = Array.from({ length: BULK_SENDERS }, (_, nth) => {
    let connection: Connection | undefined
    const mine = orders.filter((_order, place) => place % BULK_SENDERS === nth)
    const reports = reportsOf(mine, items)
    let before: Promise<void> = Promise.resolve()
    const post = async (): Promise<void> => {
      const events = Array.from({ length: BATCH }, () => eventOf(`b${made++}`, reports.next().value!))
      const body = JSON.stringify(events)
      connection ??= await hub.connect('batch')
      for (let status = 0; status !== 202;) {
        status = await connection.post(body)
        if (status === 202) break
        const again = connection.retryAfter
        if ((status !== 429 && status !== 503) || !again) throw new Error(`the door answered ${status} to bulk`)
        putOff++
        await pause(again * 1000)
      }
      acknowledged.push(...events.map(({ id }) => id))
    }
    return { close: () => connection?.close(), next: () => (before = before.then(post)) }
  })
  return {
    acknowledged,
    send: async (events) => {
      for (let sent = 0, nth = 0; sent < events; sent += BATCH, nth++) await lines[nth % BULK_SENDERS]!.next()
    },
    comesAt(rate) {
      let goesOn = true
      const ended = onSchedule(
        rate / BATCH,
        () => goesOn,
        (nth) => (goesOn ? lines[nth % BULK_SENDERS]!.next() : Promise.resolve()),
      )
      return {
        stop: () => {
          goesOn = false
          return ended
        },
      }
    },
    putOff: () => putOff,
    close: () => {
      for (const line of lines) line.close()
    },
  }
}

function* reportsOf(orders: readonly string[], items: BenchSimulatedOdoo['items']) {
  for (;;) for (const order of orders) yield* piece(order, items)
}

/** Where the time of urgent events went: to the door, to the judgement, into the books. */
async function stagesOf(
  pool: pg.Pool,
  due: ReadonlyMap<string, number>,
  booked: ReadonlyMap<string, number>,
): Promise<string> {
  const { rows } = await pool.query<{ id: string; received: number; decided: number }>(
    `select id, extract(epoch from received_at)::float8 * 1000 as received, extract(epoch from decided_at)::float8 * 1000 as decided
     from message join run using (message_id) where id = any($1) and verdict = 'accepted'`,
    [[...due.keys()]],
  )
  const p99 = (stage: (row: (typeof rows)[number]) => number) => percentileOf(rows.map(stage), 0.99).toFixed(0)
  return [
    `door ${p99(({ id, received }) => received - due.get(id)!)} ms`,
    `judged ${p99(({ received, decided }) => decided - received)} ms later`,
    `booked ${p99(({ id, decided }) => booked.get(id)! - decided)} ms later`,
  ].join(', ')
}
