import { genealogy, netByproducts, netLots, netOutput } from './booked.ts'
import { plannedByproducts, restOf } from './byproducts.ts'
import { type Chain, linesOf, stockUnit } from './chain.ts'
import type { Desk } from './desk.ts'
import { plannedOutput } from './output.ts'
import type { Move, Order } from './types.ts'
import { compared, converted, rounded } from './units.ts'
import type { Words } from './words.ts'

/** What is no movement follows from what is booked, so it may be set again and again. */
export async function follow(
  desk: Desk,
  words: Words,
  chain: Chain,
  order: Order,
  byproduct: number | undefined,
): Promise<void> {
  if (byproduct === undefined) await outputFollows(desk, words, chain, order)
  else await byproductFollows(desk, chain, order, byproduct)
  await linkGenealogy(desk, chain, order)
}

async function outputFollows(desk: Desk, words: Words, chain: Chain, order: Order): Promise<void> {
  const unit = chain.units.of(order.unit)
  const made = converted(netOutput(chain, order), stockUnit(chain, order.product), unit)
  const planned = plannedOutput(chain, order)
  await planRest(desk, chain, planned, Math.max(0, rounded(unit, order.quantity - made)))
  const lots = netLots(chain, order)
  const named = chain.products.get(order.product)!.tracking === 'serial' ? lots : lots.slice(0, 1)
  const sameLots = named.length === order.lots.length && named.every((lot) => order.lots.includes(lot))
  const values = {
    ...(compared(unit, order.shown, made) === 0 ? {} : { qty_producing: made }),
    ...(sameLots ? {} : words.lots(named)),
  }
  if (Object.keys(values).length > 0) await desk.set('mrp.production', [order.id], values)
  const state = words.stateOf({ ...order, shown: made }, chain.steps)
  if (state && state !== order.state) await desk.set('mrp.production', [order.id], { state })
}

async function byproductFollows(desk: Desk, chain: Chain, order: Order, product: number): Promise<void> {
  let net = netByproducts(chain, order).get(product) ?? 0
  for (const move of plannedByproducts(chain, order, product)) {
    const rest = await restOf(desk, chain, move, order, net)
    if (!rest) return
    net = rest.over
    await planRest(desk, chain, move, rest.quantity)
  }
}

/** Odoo fills in what it expects to come; nothing is reserved by that. */
async function planRest(desk: Desk, chain: Chain, planned: Move, rest: number): Promise<void> {
  if (compared(chain.units.of(planned.unit), planned.demand, rest) === 0) return
  await desk.drop(
    'stock.move.line',
    linesOf(chain, planned.id).map(({ id }) => id as number),
  )
  await desk.set('stock.move', [planned.id as number], { product_uom_qty: rest }, { no_procurement: true })
}

export async function linkGenealogy(desk: Desk, chain: Chain, order: Order): Promise<void> {
  for (const { made, used } of genealogy(chain, order)) {
    const same = used.length === made.links.length && used.every((id) => made.links.includes(id))
    if (!same) await desk.set('stock.move.line', [made.id as number], { consume_line_ids: [[6, 0, used]] })
  }
}
