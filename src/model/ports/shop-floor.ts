import { ProductionOrderCancelled, ProductionOrderChanged, ProductionOrderReleased } from '../shop-floor.ts'
import { effects, port } from './port.ts'

const orderOf = (body: { readonly order: string }): string => body.order

/**
 * Where released production orders are handed to the people and machines that make things. Confirmed when handed over;
 * whether the order is taken on is told later, by `order.acknowledged` with the same release number.
 */
export const ShopFloor = port('shop-floor', {
  release: effects(ProductionOrderReleased, orderOf),
  change: effects(ProductionOrderChanged, orderOf),
  cancel: effects(ProductionOrderCancelled, orderOf),
})
