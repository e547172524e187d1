import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { OdooWorld } from '../../test/support/odoo-world.ts'
import { type BenchHub, PLANT, SYSTEM } from './hub.ts'
import { effectsOf } from './odoo-rows.ts'
import type { Orders } from './shop-floor.ts'

const CONNECTIONS = 8
const PATIENCE = 300_000

/** Reports each once over HTTP, and waits until Odoo has as many more effects of these orders in its own table. */
export function reporter(hub: BenchHub, world: OdooWorld): (orders: Orders) => Promise<void> {
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
    const until = performance.now() + PATIENCE
    while ((await effectsOf(world, orders.records)) < goal) {
      if (performance.now() > until) throw new Error('Odoo does not have all effects after five minutes')
      await pause(10)
    }
  }
}

/** The hub has heard of the orders, as it has at a customer's before anything is reported of them. */
export async function untilKnown(pool: pg.Pool, orders: number): Promise<void> {
  for (const until = performance.now() + PATIENCE; ; await pause(200)) {
    const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from case_file')
    if (rows[0]!.count >= orders) return
    if (performance.now() > until) throw new Error('the hub has not heard of the orders in five minutes')
  }
}
