import { setTimeout as pause } from 'node:timers/promises'
import { assertBooked, type Booking, idOf, timeOf } from './bookings.ts'
import { type Turn, turnOf } from './order-life.ts'
import type { BenchSimulatedOdoo } from './simulated-odoo.ts'
import type { Said } from './work-places.ts'

/** So long after its end the hub has nothing more to ask of an order. */
const AT_REST = 30_000
const PATIENCE = 600_000

/**
 * Holds what was acknowledged of each order against Odoo's books once the order is over, and keeps neither any longer: of a day
 * only what is open has to be remembered.
 */
export interface SettledOrders {
  readonly acknowledged: (said: Said) => void
  /** How many events have been acknowledged. */
  readonly count: () => number
  /** Takes orders that are over and at rest out of Odoo's books; an error where anything is missing, twice or out of order. */
  readonly settle: () => Promise<void>
  /** Until nothing acknowledged is left that was not held against the books. */
  readonly untilAllSettled: () => Promise<void>
}

export function settledOrders(
  odoo: Pick<BenchSimulatedOdoo, 'archived' | 'booked'>,
  booked: (said: Said, at: number) => void,
): SettledOrders {
  const open = new Map<number, Said[]>()
  let count = 0

  async function settle(): Promise<void> {
    const archived = await odoo.archived(new Date(Date.now() - AT_REST))
    for (const [order, bookings] of Map.groupBy(archived, (booking) => booking.order)) {
      const said = open.get(order) ?? []
      open.delete(order)
      assertInTurn(said, bookings)
      const byId = new Map(bookings.map((booking) => [idOf(booking), booking]))
      for (const one of said) booked(one, timeOf(byId.get(one.id)!))
    }
  }

  return {
    acknowledged(said) {
      count++
      const order = Number(said.order.slice('odoo.'.length))
      const list = open.get(order)
      if (list) list.push(said)
      else open.set(order, [said])
    },
    count: () => count,
    settle,
    async untilAllSettled() {
      const until = performance.now() + PATIENCE
      for (await settle(); open.size > 0; await settle()) {
        if (performance.now() > until) {
          const [[order, said] = []] = open
          const last = said?.at(-1)?.told.type
          throw new Error(`${open.size} orders are not over in Odoo, such as ${order}, of which ${last} was said last`)
        }
        await pause(500)
      }
      const left = await odoo.booked()
      if (left > 0) throw new Error(`Odoo has ${left} bookings on orders of which nothing was said`)
    },
  }
}

/** All that was acknowledged of an order is booked, once, each kind in its own order and the end last. */
function assertInTurn(said: readonly Said[], bookings: readonly Booking[]): void {
  const turns = new Map<string, Turn>(said.map(({ id, told }) => [id, turnOf(told)]))
  for (const kind of ['urgent', 'asks', 'reports'] as const) {
    // Bookings that nobody wanted are told with the reports.
    const belongs = (id: string): boolean => [kind, 'ends'].includes(turns.get(id) ?? 'reports')
    assertBooked(
      said.map(({ id }) => id).filter(belongs),
      bookings.filter((booking) => belongs(idOf(booking))),
    )
  }
}
