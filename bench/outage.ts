import type { PortKeeper } from '#model/ports/port'
import { odoo as connector } from '../src/connectors/odoo/index.ts'
import { booked } from './baselines/booked.ts'
import { assertBooked, bookingsIn, idOf, timeOf } from './harness/bookings.ts'
import { type BenchHub, benchHub, PLANT, SYSTEM } from './harness/hub.ts'
import { untilKnown } from './harness/reporter.ts'
import { rowOf } from './harness/row.ts'
import { inTurn } from './harness/sample.ts'
import { piece, type Report } from './harness/shop-floor.ts'
import { type BenchSimulatedOdoo, benchSimulatedOdoo } from './harness/simulated-odoo.ts'
import type { Wish } from './harness/wish.ts'

/** About what a real Odoo with two workers takes on a small machine, were it never busy with anything else. */
const ODOO = 'workers=2,callTakes=40,effectTakes=4'
/** Pieces that are made of each order: four reports each. */
const PIECES = 5
/** Effects by hand in a call: enough that the call itself hardly counts. */
const BY_HAND = 100
/** Orders of their own on which something urgent is said while Odoo is away. */
const HOLDS = 100
/** Before it tries again, the hub rests for up to ten seconds; what was under way then is bulk. */
const URGENT_WITHIN = 12_000

/** What waited for an Odoo that was away is posted about as fast as that Odoo takes it. */
export async function outage({ postgres, times, waiting, tell, say }: Wish): Promise<void> {
  await using odoo = await benchSimulatedOdoo(ODOO)
  const journal = await postgres.database('hub_outage')
  const opened = connector.connect(connector.settings.parse({ ...odoo.access, plant: PLANT }))
  try {
    const system = { id: 'odoo', kind: 'odoo', title: 'Odoo', plants: [PLANT], settings: odoo.access }
    await using hub = await benchHub(journal, [system])
    const held = await odoo.orders(HOLDS)
    let known = held.length
    const orders = async (): Promise<readonly Report[]> => {
      const laid = await odoo.orders(Math.ceil(waiting / 4 / PIECES))
      await untilKnown(journal.pool, (known += laid.length))
      return laid.flatMap((order) => Array.from({ length: PIECES }, () => piece(order, odoo.items)).flat())
    }
    const [ours, other] = await inTurn(
      times,
      async () => drained(await orders(), held.map(holdOn), hub, odoo, say),
      async () => byHand(await orders(), opened.provides[0]!),
    )
    const against = `the same effects by hand, ${BY_HAND} a call, one call at a time`
    const goal = { atLeast: 0.8 }
    tell(rowOf({ name: 'outage.of-capacity', unit: 'postings/s', against, goal }, ours!, other!))
  } finally {
    opened.close()
  }
}

/** Postings in a second from the moment Odoo is back until it has the last of what waited. */
async function drained(
  reports: readonly Report[],
  holds: readonly Told[],
  hub: BenchHub,
  odoo: BenchSimulatedOdoo,
  say: Wish['say'],
): Promise<number> {
  const before = await odoo.booked()
  await odoo.set({ away: true })
  const bulk = await sent(reports, hub)
  // What is urgent comes last, and is to be booked first.
  const urgent = await sent(holds, hub)
  say(`${reports.length.toLocaleString('en')} reports and ${holds.length} holds are waiting …`)
  await odoo.set({ away: false })
  const from = performance.now()
  await odoo.untilBooked(before + reports.length + holds.length)
  const rate = ((reports.length + holds.length) * 1000) / (performance.now() - from)
  const booked = await bookingsIn(odoo, before)
  // Who asks Odoo about a lot waits for an answer, and movements that ask nothing pass: each kind keeps its own order.
  const asks = new Set(reports.flatMap(({ body }, nth) => (body['lot'] === 'LB' ? [bulk[nth]!] : [])))
  assertBooked(
    [...asks],
    booked.filter((one) => asks.has(idOf(one))),
  )
  assertBooked(
    [...bulk.filter((id) => !asks.has(id)), ...urgent],
    booked.filter((one) => !asks.has(idOf(one))),
  )
  const last = booked.findLastIndex((one) => urgent.includes(idOf(one)))
  say(`${last + 1 - urgent.length} reports were booked before the last of ${urgent.length} holds`)
  const when = timeOf(booked[last]!) - timeOf(booked[0]!)
  if (when > URGENT_WITHIN) throw new Error(`the last hold was booked ${when} ms after the first of what waited`)
  return rate
}

const holdOn = (order: string): Told => ({
  type: 'mfg.production.order.held.v1',
  body: { order, hold: `Q${made}`, reason: 'a crack was found' },
})

type Told = Pick<Report, 'type' | 'body'>
let made = 0

/** Everything is at the hub's door while Odoo is away, and acknowledged. */
async function sent(reports: readonly Told[], hub: BenchHub): Promise<readonly string[]> {
  const door = await hub.connect('batch')
  const source = `/plants/${PLANT}/systems/${SYSTEM}`
  const ids: string[] = []
  for (let at = 0; at < reports.length; at += 100) {
    const events = reports.slice(at, at + 100).map(({ type, body }) => ({
      ...{ specversion: '1.0', id: `outage-${process.pid}-${made++}`, source, type },
      time: new Date().toISOString(),
      data: body,
    }))
    const status = await door.post(JSON.stringify(events))
    if (status !== 202) throw new Error(`the door answered ${status}`)
    ids.push(...events.map(({ id }) => id))
  }
  door.close()
  return ids
}

async function byHand(reports: readonly Report[], ledger: PortKeeper): Promise<number> {
  const from = performance.now()
  for (let at = 0; at < reports.length; at += BY_HAND) await booked(ledger, reports.slice(at, at + BY_HAND))
  return (reports.length * 1000) / (performance.now() - from)
}
