import { byproductsOf, expectedOf, netByproduct, shareOf } from '../effects/byproducts.ts'
import { received } from '../effects/output.ts'
import { needAndUse, stoodIn } from '../effects/plan.ts'
import { isBeside, operationOf } from '../books/steps.ts'
import type { Order, Product } from '../books/records.ts'
import { decimal, SMALLEST } from '../books/units.ts'

const itemFacts = ({ id, code, name, tracking, unit }: Product): object => ({
  product: id,
  code,
  name,
  tracking,
  unit: unit.id,
})

/** What an order is now, as the procedures `read-orders` and `released-orders` tell it. */
export function orderFacts(order: Order): object {
  const { product, state } = order
  return {
    ...itemFacts(product),
    order: order.id,
    names: [order.name],
    warehouse: order.warehouse,
    states: [state],
    ordered: decimal(state === 'cancel' ? 0 : order.ordered),
    received: decimal(received(order)),
    start: order.start,
    end: order.end,
    components: [...new Set(order.uses.filter(({ scrap }) => !scrap).map((move) => move.product))].map((item) =>
      componentFacts(order, item),
    ),
    byproducts: byproductsOf(order).map((item) => byproductFacts(order, item)),
    operations: order.steps
      .filter((step) => !isBeside(step))
      .map((step) => ({
        operation: operationOf(step),
        name: step.name,
        workCenter: step.centre.code,
        minutes: decimal(step.expected),
        end: null,
        completed: decimal(step.good),
        unit: product.unit.id,
        over: step.state === 'done' || step.state === 'cancel',
      })),
    version: `${order.changed}/${order.changes}`,
  }
}

function componentFacts(order: Order, item: Product): object {
  const { needed, used } = needAndUse(order, item)
  const plan = order.uses.find((move) => move.isPlan && move.product === item)
  return {
    ...itemFacts(item),
    required: decimal(needed + stoodIn(order, item).lowered),
    consumed: decimal(used),
    manual: plan ? plan.isByHand : true,
    step: `${SMALLEST}`,
    operation: plan?.step ? operationOf(plan.step) : null,
  }
}

const byproductFacts = (order: Order, item: Product): object => ({
  ...itemFacts(item),
  expected: decimal(expectedOf(order, item) ?? 0),
  received: decimal(netByproduct(order, item)),
  costShare: decimal(shareOf(order, item)),
})
