import type pg from 'pg'
import { freePort } from '../test/support/free-port.ts'
import { againAndAgain } from './harness/again-and-again.ts'
import { circumstances } from './harness/circumstances.ts'
import { residentMemory } from './harness/footprint.ts'
import { benchHub, PLANT } from './harness/hub.ts'
import { latenessBySlice } from './harness/lateness-by-slice.ts'
import { PIECES, turnOf } from './harness/order-life.ts'
import { orderSupply } from './harness/order-supply.ts'
import { rowOf } from './harness/row.ts'
import { percentileOf } from './harness/sample.ts'
import { onSchedule } from './harness/schedule.ts'
import { type SettledOrders, settledOrders } from './harness/settled-orders.ts'
import { type BenchSimulatedOdoo, benchSimulatedOdoo } from './harness/simulated-odoo.ts'
import { quarterOf, slicesOf } from './harness/slices.ts'
import { slopeOf } from './harness/slope.ts'
import { type Look, watchedHub } from './harness/watched-hub.ts'
import type { Wish } from './harness/wish.ts'
import { type WorkPlaces, workPlaces } from './harness/work-places.ts'

/** As in `outage`: about what a real Odoo with two workers takes on a small machine. */
const ODOO = 'workers=2,callTakes=40,effectTakes=4'
/** Events from which the hub learns what a call costs, and those by which Odoo is measured. */
const LEARNED = 1000
const MEASURED = 3000
/** Events a second meanwhile: faster than Odoo takes them, slower than the door can. */
const BURST = 1000
/**
 * A hub fills its memory for minutes, until garbage comes as fast as it is collected, and a session more or less is none that
 * stays: of what is measured in less than these seconds nothing is asked.
 */
const WARM = 20 * 60
/** Memory moves by tens of megabytes within minutes: in less than these seconds nothing is seen of one in an hour. */
const LONG = 6 * 3600
const HOUR = 3_600_000

/** After hours at half of what Odoo takes, a hub holds as much memory, files and sessions as before, and is no later. */
export async function soak({ postgres, seconds, tell, absent, say }: Wish): Promise<void> {
  const slices = slicesOf(seconds)
  await using odoo = await benchSimulatedOdoo(ODOO)
  const journal = await postgres.database('hub_soak')
  const system = { id: 'odoo', kind: 'odoo', title: 'Odoo', plants: [PLANT], settings: odoo.access }
  const port = await freePort()
  await using hub = await benchHub(journal, [system], {}, { MILLWRIGHT_METRICS_PORT: `${port}` })
  await using supply = await orderSupply(odoo, journal.pool, PIECES)
  const [reports, urgent] = [latenessBySlice(slices), latenessBySlice(slices)]
  const orders = settledOrders(odoo, ({ told, due }, at) =>
    (turnOf(told) === 'urgent' ? urgent : reports).learn(due, at - due),
  )
  const places = await workPlaces(hub, supply, odoo.items, orders.acknowledged)
  const capacity = await capacityOf(odoo, places, orders)
  const rate = capacity / 2
  say(`${capacity.toFixed(0)} events/s are booked; ${rate.toFixed(0)}/s come for ${seconds} s …`)

  const pid = hub.hub.child.pid!
  const watched = watchedHub({ pid, pool: journal.pool, metrics: `http://127.0.0.1:${port}/metrics`, seconds })
  const before = orders.count()
  const began = slices.begin()
  const coming = comesAt(rate, places)
  const settling = againAndAgain(orders.settle)
  for (const quarter of [1, 2, 3, 4]) {
    const parties = { hub: pid, 'simulated Odoo': odoo.pid }
    const ends = began + quarter * seconds * 250
    const { told } = await circumstances(journal, parties, () => watched.until(ends))
    const { memory, heap, files, sessions } = watched.looks.at(-1)!
    const holds = `${memory.toFixed(0)} MB, heap ${heap.toFixed(0)} MB, ${files} files, ${sessions} sessions`
    say(`quarter ${quarter}: ${holds}; ${told}`)
  }
  const came = ((orders.count() - before) * 1000) / (Date.now() - began)
  await coming.stop()
  await settling.stop()
  await orders.untilAllSettled()
  const [own, odoos] = [process.pid, odoo.pid].map((process) => `${residentMemory(process).toFixed(0)} MB`)
  say(
    `${orders.count()} events, ${came.toFixed(0)}/s, are booked once and in order; the bench has ${own}, Odoo ${odoos}`,
  )
  say(`the journal has ${await sizeOf(journal.pool)}`)
  places.hangUp()

  const looks = Map.groupBy(watched.looks, ({ at }) => slices.at(at))
  const held = (of: keyof Look, share: number): readonly number[] =>
    Array.from({ length: slices.count }, (_, slice) =>
      percentileOf(
        (looks.get(slice) ?? []).map((look) => look[of]),
        share,
      ),
    )
  const row = (name: string, unit: string, atMost: number, values: readonly number[]) => {
    const goal = seconds < WARM ? {} : { goal: { atMost } }
    const told = { name: `soak.${name}`, unit, against: 'the second quarter; ours is the last', ...goal }
    tell(rowOf(told, quarterOf(values, 4), quarterOf(values, 2)))
  }
  row('memory', 'MB', 1.05, held('memory', 0.5))
  // What is in use when garbage was just collected is what is kept.
  row('heap', 'MB', 1.05, held('heap', 0))
  row('files', 'open', 1, held('files', 0.5))
  row('sessions', 'open', 1, held('sessions', 0.5))
  row('p99', 'ms', 1.1, reports.within(0.99))
  row('critical-p99', 'ms', 1.1, urgent.within(0.99))

  const warm = watched.looks.filter(({ at }) => at >= began + seconds * 250)
  const growth = (of: keyof Look): number => slopeOf(warm.map((look) => ({ at: look.at / HOUR, value: look[of] })))
  const [grew, heapGrew] = [growth('memory'), growth('heap')]
  const told = `${grew.toFixed(1)} MB/h of memory and ${heapGrew.toFixed(1)} MB/h of heap after the first quarter`
  say(told)
  const name = 'soak.growth'
  if (seconds < LONG) absent({ name, why: `${told}, which says nothing of so short a time; ask for ${LONG} s or more` })
  else tell(rowOf({ name, unit: 'MB/h', against: 'what is allowed', goal: { atMost: 1 } }, [grew], [1]))
}

/** Events booked in a second while more wait. */
async function capacityOf(odoo: BenchSimulatedOdoo, places: WorkPlaces, orders: SettledOrders): Promise<number> {
  const burst = async (events: number): Promise<number> => {
    const from = performance.now()
    await onSchedule(BURST, (nth) => nth < events, places.report)
    await odoo.untilBooked(orders.count())
    return (events * 1000) / (performance.now() - from)
  }
  await burst(LEARNED)
  return burst(MEASURED)
}

/** Reports until it is asked to stop; then until every order that is begun is at its end. */
function comesAt(rate: number, places: WorkPlaces): { stop(): Promise<void> } {
  const ended = onSchedule(rate, places.isBusy, places.report)
  return {
    stop: () => {
      places.closeDown()
      return ended
    },
  }
}

async function sizeOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ size: string }>(
    'select pg_size_pretty(pg_database_size(current_database())) as size',
  )
  return rows[0]!.size
}
