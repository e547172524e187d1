import type pg from 'pg'
import { aMessage, anOrder } from '../../test/support/builders.ts'
import { testHub } from '../../test/support/hub.ts'
import { ledgerDouble } from '../../test/support/ledger-double.ts'

const ORDERS = 40
let made = 0

/** Milliseconds from an event's arrival to its effect's confirmation, of many events at a time: all that the hub does. */
export async function lifeOfEvents(pool: pg.Pool, events: number): Promise<number> {
  const orders = Array.from({ length: ORDERS }, () => anOrder({ id: `odoo.${900_000_000 + made++}` }))
  const ledger = ledgerDouble(...orders)
  await using hub = testHub(pool, ledger)
  const from = performance.now()
  const received = Array.from({ length: events }, (_, nth) =>
    hub.receive([
      aMessage(
        'output.received',
        { order: orders[nth % ORDERS]!.id, quantity: { value: '1', uom: 'H87' } },
        { id: `growth-${process.pid}-${made++}` },
      ),
    ]),
  )
  await Promise.all(received)
  while (ledger.booked.filter(({ operation }) => operation === 'receiveOutput').length < events) {
    if (performance.now() - from > 120_000) throw new Error('not all effects were booked in two minutes')
    await new Promise((resolve) => setImmediate(resolve))
  }
  return (performance.now() - from) / events
}
