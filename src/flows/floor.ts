import { canonicalJson, type Json } from '#kernel/canonical-json'
import type { ProductionOrder } from '#model/production'

/** What the shop floor is told of an order's plan. */
export const planOf = (order: ProductionOrder) => ({
  quantity: order.ordered,
  ...(order.plannedStart ? { plannedStart: order.plannedStart } : {}),
  ...(order.plannedEnd ? { plannedEnd: order.plannedEnd } : {}),
  components: order.components.map(({ consumed: _consumed, ...component }) => component),
  operations: order.operations.map(({ completed: _completed, over: _over, ...operation }) => operation),
})

/** Whether the plan differs in anything that the shop floor works by; the owner's own bookkeeping does not count. */
export const planDiffers = (one: ProductionOrder, other: ProductionOrder): boolean =>
  canonicalJson(planOf(one) as unknown as Json) !== canonicalJson(planOf(other) as unknown as Json)
