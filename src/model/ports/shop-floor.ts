import {
  ProductionOrderCancelled,
  ProductionOrderChanged,
  ProductionOrderReleased,
  ReportsMissed,
} from '../shop-floor.ts'
import { effects, port } from './port.ts'

const orderOf = (body: { readonly order: string }): string => body.order

/**
 * Where released production orders are handed to the people and machines that make things. Confirmed when handed over;
 * whether the order is taken on is told later, by `order.acknowledged` with the same release number.
 *
 * `tellAgain` asks for reports that never came; what is told again comes as every report does.
 */
export const ShopFloor = port('shop-floor', {
  release: effects(ProductionOrderReleased, orderOf),
  change: effects(ProductionOrderChanged, orderOf),
  cancel: effects(ProductionOrderCancelled, orderOf),
  // A question about reports waits for no delivery of the order, and none for it.
  tellAgain: effects(ReportsMissed, ({ order }) => `reports of ${order}`),
})
