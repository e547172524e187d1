import type pg from 'pg'
import { migrate, postgresStore } from '#engine'
import { aMessage, anOrder } from '../../test/support/builders.ts'
import { testHub } from '../../test/support/hub.ts'
import { ledgerDouble } from '../../test/support/ledger-double.ts'
import type { Drained } from '../drain.ts'

/** As the peers' are: a hundred in a commit, five of a key one after the other. */
const BATCH = 100
const EACH = 5

/**
 * The hub works off receipts of goods by the flow that production has: the order is judged, its case carried on, an effect
 * booked under its key and confirmed. A call to the ledger takes a millisecond, whatever it carries.
 */
export async function drainOfHub(
  pool: pg.Pool,
  events: number,
  keys: number,
  series = 'drain',
  beforeWork: () => Promise<void> = async () => {},
): Promise<Drained> {
  await migrate(pool)
  const orders = Array.from({ length: keys }, (_, nth) => anOrder({ id: `odoo.${nth + 1}` }))
  const store = postgresStore(pool, 'hub')
  const counts = new Map<string, number>()
  const told = Array.from({ length: events }, (_, at) => {
    const order = orders[Math.floor(at / EACH) % keys]!.id
    const place = (counts.get(order) ?? 0) + 1
    counts.set(order, place)
    const body = { order, quantity: { value: '1', uom: 'H87' }, lot: `L-${place}` }
    return aMessage('output.received', body, { id: `${series}-${at}` })
  })
  for (let from = 0; from < events; from += BATCH) await store.accept(told.slice(from, from + BATCH))

  const ledger = ledgerDouble(...orders)
  const reached = new Map<string, number>()
  const done = Promise.withResolvers<void>()
  let disordered = 0
  ledger.before = (effects) => {
    for (const { operation, body } of effects) {
      if (operation !== 'receiveOutput') continue
      const { order, lot } = body as { readonly order: string; readonly lot: string }
      const place = Number(lot.slice(2))
      if (place !== (reached.get(order) ?? 0) + 1) disordered++
      reached.set(order, place)
    }
    return new Promise((resolve) => setTimeout(resolve, 1))
  }
  ledger.after = () => {
    if (ledger.booked.length >= events) done.resolve()
  }
  await beforeWork()
  const from = performance.now()
  await using hub = testHub(pool, ledger)
  void hub
  await done.promise
  return { seconds: (performance.now() - from) / 1000, disordered }
}
