import { setTimeout as pause } from 'node:timers/promises'
import { databaseOf } from '#engine'
import { createKey } from '#governance/keys'
import { systemClock, uuids } from '#kernel/world'
import { startHubProcess } from '../test/support/hub-process.ts'
import { bookingsIn, idOf, timeOf } from './harness/bookings.ts'
import { type Load, type Measured, modelFrom, processorsFor } from './harness/capacity-model.ts'
import { type Connection, connectTo } from './harness/connection.ts'
import { HOME, SYSTEM } from './harness/hub.ts'
import type { BenchPostgres } from './harness/postgres.ts'
import { parentOf, processorTime } from './harness/processor.ts'
import { untilKnown } from './harness/reporter.ts'
import { rowOf } from './harness/row.ts'
import { percentileOf } from './harness/sample.ts'
import { onSchedule } from './harness/schedule.ts'
import { benchSimulatedOdoo } from './harness/simulated-odoo.ts'
import type { Wish } from './harness/wish.ts'

/** Each plant reports on all of these. */
const ORDERS = 3
const MANY = 200
/** The peak of a change of shifts in a small plant: some 1,500 events an hour. */
const PEAK = 1500 / 3600
const ids = uuids(systemClock)

/** What plants and events cost, from which a load in between is predicted; and that load as it is. */
export async function capacity({ postgres, times, seconds, tell, say }: Wish): Promise<void> {
  const took: number[] = []
  const predicted: number[] = []
  const idle: number[] = []
  for (let time = 0; time < times; time++) {
    const at = async (name: string, load: Load): Promise<Measured> => {
      const measured = await processorsAt(postgres, `capacity_${name}_${time}`, load, seconds)
      say(`${load.plants} plants, ${load.rate.toFixed(0)} events/s: ${measured.said}`)
      return { ...load, processors: measured.processors }
    }
    const few = await at('few', { plants: 1, rate: 0 })
    const many = await at('many', { plants: MANY, rate: 0 })
    const model = modelFrom(few, many, await at('at_work', { plants: MANY, rate: (MANY * PEAK) / 2 }))
    const ms = (cost: number) => `${(cost * 1000).toFixed(2)} ms`
    say(`a second of a plant takes ${ms(model.perPlant)} of processor, an event ${ms(model.perEvent)}`)
    const half = { plants: MANY / 2, rate: MANY * PEAK * 0.75 }
    took.push((await at('between', half)).processors)
    predicted.push(processorsFor(model, half))
    idle.push(many.processors)
  }
  const one = idle.map(() => 1)
  const about = { unit: 'processors', goal: { atMost: 0.25 } }
  tell(rowOf({ name: 'capacity.idle-plants', against: `one processor; ${MANY} plants`, ...about }, idle, one))
  const against = 'what the model says of it'
  tell(rowOf({ name: 'capacity.predicted', unit: 'processors', against, goal: { atMost: 1.25 } }, took, predicted))
}

async function processorsAt(
  postgres: BenchPostgres,
  name: string,
  { plants, rate }: Load,
  seconds: number,
): Promise<{ readonly processors: number; readonly said: string }> {
  const { url, pool } = await postgres.database(name)
  await using odoo = await benchSimulatedOdoo('callTakes=10,effectTakes=1')
  const orders = await odoo.orders(ORDERS, 100_000_000)
  const named = Array.from({ length: plants }, (_, nth) => `P${nth}`)
  await using hub = await startedHub(url, {
    home: HOME,
    plants: named.map((id) => ({ id, name: `Plant ${id}` })),
    systems: named.map((id) => ({
      id: `odoo-${id}`,
      kind: 'odoo',
      title: 'Odoo',
      plants: [id],
      settings: { ...odoo.access },
    })),
  })
  const senders = await Promise.all(
    named.map(async (plant) => senderOf(plant, orders, hub.url, await keyOf(databaseOf(pool), plant))),
  )
  await untilKnown(pool, plants * ORDERS)
  await untilQuiet(() => used())

  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const roots = [hub.child.pid!, parentOf(rows[0]!.pid)]
  function used(): number {
    return processorTime([hub.child.pid!])
  }
  const due = new Map<string, number>()
  const [before, from] = [processorTime(roots), performance.now()]
  if (rate === 0) await pause(seconds * 1000)
  else
    await onSchedule(
      rate,
      (nth) => nth < rate * seconds,
      async (nth, moment) => void due.set(await senders[nth % plants]!.send(), moment),
    )
  const processors = (processorTime(roots) - before) / (performance.now() - from)
  await odoo.untilBooked(due.size)
  for (const sender of senders) sender.close()
  const late = latenessOf(await bookingsIn(odoo), due)
  const said =
    late.length === 0 ? '' : `, p95 ${percentileOf(late, 0.95).toFixed(0)} ms from the moment due to the books`
  return { processors, said: `${processors.toFixed(3)} processors${said}` }
}

async function startedHub(databaseUrl: string, estate: object) {
  const hub = await startHubProcess({ databaseUrl, estate })
  process.once('exit', () => hub.child.kill())
  return { ...hub, [Symbol.asyncDispose]: () => hub.stop() }
}

const keyOf = (database: ReturnType<typeof databaseOf>, plant: string): Promise<string> =>
  createKey(database, HOME, ids, systemClock.now(), { plant, system: SYSTEM, types: ['*'], days: 1, by: 'bench' })

/** One plant's reports, one after the other. */
async function senderOf(plant: string, orders: readonly string[], url: string, key: string) {
  const connection: Connection = await connectTo(url, '/api/v1/events', {
    authorization: `Bearer ${key}`,
    'content-type': 'application/cloudevents+json',
  })
  let made = 0
  let before: Promise<unknown> = Promise.resolve()
  const post = async (): Promise<string> => {
    const id = `${plant}-${made}`
    // The hub's ids name the system that keeps the order, and each plant has an Odoo of its own name.
    const order = orders[made++ % orders.length]!.replace('odoo.', `odoo-${plant}.`)
    const event = { specversion: '1.0', id, source: `/plants/${plant}/systems/${SYSTEM}` }
    const data = { order, quantity: { value: '1', uom: 'H87' }, lot: 'F1' }
    const time = new Date().toISOString()
    const type = 'mfg.production.output.received.v1'
    const status = await connection.post(JSON.stringify({ ...event, type, time, data }))
    if (status !== 202) throw new Error(`the door answered ${status}`)
    return id
  }
  return {
    send: (): Promise<string> => {
      const sent = before.then(post)
      before = sent
      return sent
    },
    close: () => connection.close(),
  }
}

/** Starting up is over when two seconds in a row take about the same. */
async function untilQuiet(used: () => number): Promise<void> {
  let [last, rate] = [used(), Number.POSITIVE_INFINITY]
  for (let nth = 0; nth < 60; nth++) {
    await pause(2000)
    const now = used()
    if (Math.abs(now - last - rate) <= Math.max(40, 0.1 * rate)) return
    ;[last, rate] = [now, now - last]
  }
}

/** Milliseconds from the moment an event was due until it was in the books; each is there once, or the bench ends. */
function latenessOf(bookings: Awaited<ReturnType<typeof bookingsIn>>, due: ReadonlyMap<string, number>): number[] {
  const late = new Map<string, number>()
  for (const booking of bookings) {
    const id = idOf(booking)
    const moment = due.get(id)
    if (moment === undefined || late.has(id)) throw new Error(`${id} was booked twice, or never sent`)
    late.set(id, timeOf(booking) - moment)
  }
  if (late.size !== due.size) throw new Error(`${due.size - late.size} events are not in the books`)
  return [...late.values()].sort((one, other) => one - other)
}
