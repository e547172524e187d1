import { setTimeout as pause } from 'node:timers/promises'
import {
  framesGround,
  type SimulatedOdooProcess,
  startSimulatedOdoo,
} from '../../test/support/simulated-odoo-process.ts'
import type { Booking } from './bookings.ts'

const PATIENCE = 1_800_000

/** A simulated Odoo, a process of its own, so that it shares no loop with whoever measures. */
export interface BenchSimulatedOdoo extends SimulatedOdooProcess {
  readonly items: { readonly steel: string; readonly paint: string }
  /** So many more released orders of a hundred frames, or of so many, by the hub's id. */
  orders(count: number, frames?: number): Promise<readonly string[]>
  untilBooked(count: number): Promise<void>
  /** Orders that have been over since that moment leave its books; answers what was booked on them, order by order. */
  archived(overSince: Date): Promise<readonly Booking[]>
}

export async function benchSimulatedOdoo(faults: string): Promise<BenchSimulatedOdoo> {
  const odoo = await startSimulatedOdoo(faults)
  const { ask } = odoo
  const { orders, ...ground } = framesGround(1, 100_000_000, 'LB')
  await ask('/ground', ground)
  return {
    ...odoo,
    items: { steel: 'steel', paint: 'paint' },
    orders: async (count, quantity = 100) => {
      const laid = await ask<{ orders: number[] }>('/ground', {
        orders: orders.map((frames) => ({ ...frames, quantity, count })),
      })
      return laid.orders.map((order) => `odoo.${order}`)
    },
    async untilBooked(count) {
      for (const until = performance.now() + PATIENCE; (await odoo.booked()) < count; await pause(20))
        if (performance.now() > until) throw new Error('what waits is not booked after half an hour')
    },
    archived: (overSince) => ask('/archive', { overSince: overSince.toISOString() }),
  }
}
