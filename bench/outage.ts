import type { PortKeeper } from '#model/ports/port'
import { odoo as connector } from '../src/connectors/odoo/index.ts'
import { booked } from './baselines/booked.ts'
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

/** What waited for an Odoo that was away is posted about as fast as that Odoo takes it. */
export async function outage({ postgres, times, waiting, tell, say }: Wish): Promise<void> {
  await using odoo = await benchSimulatedOdoo(ODOO)
  const journal = await postgres.database('hub_outage')
  const opened = connector.connect(connector.settings.parse({ ...odoo.access, plant: PLANT }))
  try {
    const system = { id: 'odoo', kind: 'odoo', title: 'Odoo', plants: [PLANT], settings: odoo.access }
    await using hub = await benchHub(journal, [system])
    let known = 0
    const orders = async (): Promise<readonly Report[]> => {
      const laid = await odoo.orders(Math.ceil(waiting / 4 / PIECES))
      await untilKnown(journal.pool, (known += laid.length))
      return laid.flatMap((order) => Array.from({ length: PIECES }, () => piece(order, odoo.items)).flat())
    }
    const [ours, other] = await inTurn(
      times,
      async () => drained(await orders(), hub, odoo, say),
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
  hub: BenchHub,
  odoo: BenchSimulatedOdoo,
  say: Wish['say'],
): Promise<number> {
  const goal = (await odoo.booked()) + reports.length
  await odoo.set({ away: true })
  await sent(reports, hub)
  say(`${reports.length.toLocaleString('en')} are waiting …`)
  await odoo.set({ away: false })
  const from = performance.now()
  await odoo.untilBooked(goal)
  return (reports.length * 1000) / (performance.now() - from)
}

let made = 0

/** Everything is at the hub's door while Odoo is away, and acknowledged. */
async function sent(reports: readonly Report[], hub: BenchHub): Promise<void> {
  const door = await hub.connect('batch')
  const source = `/plants/${PLANT}/systems/${SYSTEM}`
  for (let at = 0; at < reports.length; at += 100) {
    const events = reports.slice(at, at + 100).map(({ type, body }) => ({
      ...{ specversion: '1.0', id: `outage-${process.pid}-${made++}`, source, type },
      time: new Date().toISOString(),
      data: body,
    }))
    const status = await door.post(JSON.stringify(events))
    if (status !== 202) throw new Error(`the door answered ${status}`)
  }
  door.close()
}

async function byHand(reports: readonly Report[], ledger: PortKeeper): Promise<number> {
  const from = performance.now()
  for (let at = 0; at < reports.length; at += BY_HAND) await booked(ledger, reports.slice(at, at + BY_HAND))
  return (reports.length * 1000) / (performance.now() - from)
}
