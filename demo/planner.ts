import { z } from 'zod'
import { type Clock, seconds } from '../src/kernel/time.ts'
import type { OdooClient } from '../src/connectors/odoo/client.ts'
import { type Call, callBy, Ids, warehouseOf } from './odoo-desk.ts'
import { made, warehouses } from './odoo-world.ts'

/** Orders that a plant has open at once, as its planner likes it. */
const OPEN = { A: 4, B: 3, C: 2 } as const

/**
 * Plays the planner who works in Odoo: whenever a plant runs out of work, an order is made and released there, as a
 * person would do it. The hub learns of it from Odoo like of any other.
 */
export function startPlanner(admin: OdooClient, clock: Clock, onError: (error: unknown) => void): AsyncDisposable {
  const stop = new AbortController()
  const call = callBy(admin)
  let turn = 0
  const work = (async () => {
    while (!stop.signal.aborted) {
      try {
        for (const [warehouse, plant] of Object.entries(warehouses)) await plan(call, warehouse, plant, turn)
        turn++
      } catch (error) {
        onError(error)
      }
      await clock.sleep(seconds(8), stop.signal)
    }
  })()
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await work
    },
  }
}

/** Releases one more order when the plant has fewer open than it likes. */
async function plan(call: Call, warehouse: string, plant: 'A' | 'B' | 'C', turn: number): Promise<void> {
  const { manufacturing } = await warehouseOf(call, warehouse)
  const domain = [
    ['picking_type_id', '=', manufacturing],
    ['state', 'in', ['confirmed', 'progress', 'to_close']],
  ]
  const open = await call('mrp.production', 'search', { domain }, Ids)
  if (open.length >= OPEN[plant]) return
  const kinds = made[plant]
  const { item, quantities } = kinds[turn % kinds.length]!
  const quantity = quantities[Math.floor(turn / kinds.length) % quantities.length]!
  const [product, recipe] = await Promise.all([record(call, item), record(call, `bom_${item}`)])
  const values = { product_id: product, product_qty: quantity, bom_id: recipe, picking_type_id: manufacturing }
  const ids = await call('mrp.production', 'create', { vals_list: [values] }, Ids)
  await call('mrp.production', 'action_confirm', { ids }, z.unknown())
}

/** The record behind a name of the demo. */
async function record(call: Call, name: string): Promise<number> {
  const domain = [
    ['module', '=', 'millwright_demo'],
    ['name', '=', name],
  ]
  const [found] = await call(
    'ir.model.data',
    'search_read',
    { domain, fields: ['res_id'] },
    z.array(z.looseObject({ res_id: z.int() })),
  )
  if (!found) throw new Error(`The demo's Odoo has no ${name}`)
  return found.res_id
}
