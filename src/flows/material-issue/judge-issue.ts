import type { Policy } from '#engine'
import type { MaterialIssued, ProductionOrder } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, compare, convertible, type Quantity, scale } from '#model/quantity'
import { tallyOf, type ToleranceVerdict, weigh } from '../tolerance.ts'

type Component = ProductionOrder['components'][number]

export type IssueVerdict =
  | ({ readonly component: Component } & ToleranceVerdict)
  | { readonly kind: 'not-on-the-order' }
  | { readonly kind: 'unit-does-not-convert'; readonly component: Component }
  /** So far from what the order needs that the unit is probably wrong. */
  | { readonly kind: 'unit-suspect'; readonly component: Component }
  | { readonly kind: 'lot-required'; readonly component: Component }

/** One issue of more than this many times what the whole order needs is a wrong unit until a person says otherwise. */
const ABSURD = '50'

/** Decides what an issue of material means for its order. Pure; the tolerance is a policy of the plant. */
export function judgeIssue(
  issue: Pick<MaterialIssued, 'item' | 'quantity' | 'lot'>,
  { order, issued, substituted = {} }: Pick<OrderFile, 'order' | 'issued' | 'substituted'>,
  tolerance: Policy['overConsumption'],
): IssueVerdict {
  const component = order.components.find(({ item }) => item === issue.item)
  if (!component) return { kind: 'not-on-the-order' }
  if (!convertible(issue.quantity.uom, component.required.uom)) return { kind: 'unit-does-not-convert', component }
  if (component.tracking !== 'none' && !issue.lot) return { kind: 'lot-required', component }
  if (compare(issue.quantity, scale(component.required, ABSURD)) > 0) return { kind: 'unit-suspect', component }
  const { uom } = component.required
  // What substitutes stand for is not needed any more.
  const before: Quantity = add(tallyOf(issued, issue.item, uom), tallyOf(substituted, issue.item, uom))
  return { component, ...weigh(component.required, before, issue.quantity, tolerance) }
}
