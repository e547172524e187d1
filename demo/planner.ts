import { z } from 'zod'
import { type Clock, type Instant, later, minutes, seconds } from '../src/kernel/time.ts'
import type { OdooClient } from '../src/connectors/odoo/client.ts'
import type { DemoPlant } from './assets.ts'
import { type Call, callBy, Ids, warehouseOf } from './odoo-desk.ts'
import { made, warehouses } from './odoo-world.ts'

/** Orders that a plant works on at once, and those that stand in its plan for later, as its planner likes it. */
const NOW = { A: 3, B: 2, C: 2 } as const
const LATER = { A: 8, B: 8, C: 4 } as const

/** What is planned begins in half an hour at the earliest, and is promised for half an hour after its end. */
const AHEAD = minutes(30)
const SLACK = minutes(30)

/**
 * Plays the planner who works in Odoo: whenever a plant runs out of work, an order is made and released there, and the
 * next hours are planned, as a person would do it. The hub learns of it from Odoo like of any other. What the hub
 * proposes, this planner leaves to whoever looks at the demo.
 */
export function startPlanner(admin: OdooClient, clock: Clock, onError: (error: unknown) => void): AsyncDisposable {
  const stop = new AbortController()
  const call = callBy(admin)
  let turn = 0
  const work = (async () => {
    while (!stop.signal.aborted) {
      try {
        for (const [warehouse, plant] of Object.entries(warehouses))
          await plan(call, warehouse, plant, turn, clock.now())
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

/** Releases one more order when the plant has fewer open than it likes, and plans one more when little is planned. */
async function plan(call: Call, warehouse: string, plant: DemoPlant, turn: number, now: Instant): Promise<void> {
  const { manufacturing } = await warehouseOf(call, warehouse)
  const count = async (...domain: readonly unknown[]): Promise<number> => {
    const all = [['picking_type_id', '=', manufacturing], ...domain]
    return (await call('mrp.production', 'search', { domain: all }, Ids)).length
  }
  const confirmed = ['state', '=', 'confirmed']
  const begun = ['state', 'in', ['progress', 'to_close']]
  if ((await count('|', begun, '&', confirmed, ['is_planned', '=', false])) < NOW[plant])
    await release(call, plant, turn, { picking_type_id: manufacturing })
  if ((await count(confirmed, ['is_planned', '=', true])) >= LATER[plant]) return
  const date_start = stampOf(later(now, AHEAD))
  const ids = await release(call, plant, turn + 1, { picking_type_id: manufacturing, date_start })
  await call('mrp.production', 'button_plan', { ids }, z.unknown())
  const [planned] = await call('mrp.production', 'read', { ids, fields: ['date_finished'] }, Planned)
  const promised = stampOf(later(`${planned!.date_finished.replace(' ', 'T')}Z`, SLACK))
  await call('mrp.production', 'write', { ids, vals: { date_deadline: promised } }, z.unknown())
}

const Planned = z.array(z.looseObject({ date_finished: z.string() }))

/** As Odoo writes moments. */
const stampOf = (at: Instant): string => at.slice(0, 19).replace('T', ' ')

async function release(call: Call, plant: DemoPlant, turn: number, more: object): Promise<readonly number[]> {
  const kinds = made[plant]
  const { item, quantities } = kinds[turn % kinds.length]!
  const quantity = quantities[Math.floor(turn / kinds.length) % quantities.length]!
  const [product, recipe] = await Promise.all([record(call, item), record(call, `bom_${item}`)])
  const values = { product_id: product, product_qty: quantity, bom_id: recipe, ...more }
  const ids = await call('mrp.production', 'create', { vals_list: [values] }, Ids)
  await call('mrp.production', 'action_confirm', { ids }, z.unknown())
  return ids
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
