import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { againAndAgain } from './again-and-again.ts'
import { HOME, PLANT } from './hub.ts'
import type { BenchSimulatedOdoo } from './simulated-odoo.ts'

/** So many orders are released before anybody works on them; that lasts longer than the hub needs to hear of them. */
const AHEAD = 300
/** At most so many more a second, so that no heap of releases stands before what is said of orders. */
const EACH = 20

/** New orders in Odoo for as long as it is wanted, each known to the hub before anything is said of it. */
export interface OrderSupply extends AsyncDisposable {
  next(): string
}

export async function orderSupply(odoo: BenchSimulatedOdoo, pool: pg.Pool, pieces: number): Promise<OrderSupply> {
  const unheard = new Set<string>()
  const ready: string[] = []
  const turn = async (): Promise<void> => {
    const count = Math.min(EACH, AHEAD - unheard.size - ready.length)
    if (count > 0) for (const order of await odoo.orders(count, pieces)) unheard.add(order)
    const { rows } = await pool.query<{ key: string }>(
      `select key from case_file where home = $1 and plant = $2 and kind = 'production-order' and key = any($3)`,
      [HOME, PLANT, [...unheard]],
    )
    for (const { key } of rows) {
      unheard.delete(key)
      ready.push(key)
    }
  }
  while (ready.length < AHEAD) {
    await turn()
    await pause(100)
  }
  const { stop } = againAndAgain(turn)
  return {
    next() {
      const order = ready.shift()
      if (!order) throw new Error('the hub hears of new orders too late for this stream')
      return order
    },
    [Symbol.asyncDispose]: stop,
  }
}
