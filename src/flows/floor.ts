import { canonicalJson, type Json } from '#kernel/canonical-json'
import type { Outcome } from '#engine'
import { ShopFloor } from '#model/ports/shop-floor'
import type { ProductionOrder } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { compare } from '#model/quantity'

/** What the shop floor is told of an order's plan. */
export const planOf = (order: ProductionOrder) => ({
  quantity: order.ordered,
  ...(order.plannedStart ? { plannedStart: order.plannedStart } : {}),
  ...(order.plannedEnd ? { plannedEnd: order.plannedEnd } : {}),
  components: order.components.map(({ consumed: _consumed, smallest: _smallest, ...component }) => component),
  operations: order.operations.map(({ completed: _completed, over: _over, ...operation }) => operation),
})

/**
 * Whether something was decided that the shop floor works by. Once work has begun, Odoo moves dates, times and needs by
 * itself with every posting; then only the quantity is a decision.
 */
export function planDiffers(one: ProductionOrder, other: ProductionOrder, hasBegun: boolean): boolean {
  if (hasBegun) return compare(one.ordered, other.ordered) !== 0
  return canonicalJson(planOf(one) as unknown as Json) !== canonicalJson(planOf(other) as unknown as Json)
}

/** An order is given up in Odoo: the case ends, and the shop floor is told where it had been told of the order. */
export function tellCancelled(
  told: ProductionOrder,
  data: OrderFile,
  keeps: (port: { readonly portName: string }) => boolean,
): Outcome<OrderFile> {
  const sentence = `${told.label} is cancelled in Odoo.`
  if (!keeps(ShopFloor) || !data.floor) return { verdict: 'accepted', sentence, file: { state: 'cancelled', data } }
  const floor = { ...data.floor, release: data.floor.release + 1 }
  return {
    verdict: 'accepted',
    sentence: `${sentence} The shop floor is told.`,
    file: { state: 'cancelled', data: { ...data, floor } },
    intents: [ShopFloor.cancel({ order: told.id, release: floor.release })],
  }
}
