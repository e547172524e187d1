import type { Policy } from '#engine'
import type { Instant } from '#kernel/time'
import type { MaterialIssued, ProductionOrder } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, compare, convertible, prorate, type Quantity, quantity, scale } from '#model/quantity'
import { isValidAt, type Substitute, substituteFrom } from '#model/substitutes'
import { tallyOf, type ToleranceVerdict, weigh } from '../tolerance.ts'

type Component = ProductionOrder['components'][number]

export type SubstituteVerdict =
  /** It stands for so much of a component, and that stands so to what the order needs of it. */
  | ({ readonly component: Component; readonly equivalent: Quantity } & ToleranceVerdict)
  | {
      readonly kind: 'too-much'
      readonly component: Component
      readonly equivalent: Quantity
      readonly allowed: Quantity
    }
  /** It may stand for several things the order needs, and nobody said for which. */
  | { readonly kind: 'which'; readonly components: readonly Component[] }
  | { readonly kind: 'unit-does-not-convert'; readonly component: Component }
  /** No rule of the plant lets it stand for anything here; `others` may. */
  | { readonly kind: 'not-allowed'; readonly others: readonly Substitute[] }

/** Decides for what an issued item stands that the order does not list. Pure and exact. */
export function judgeSubstitute(
  issue: Pick<MaterialIssued, 'item' | 'quantity' | 'insteadOf'>,
  { order, issued, substituted = {} }: Pick<OrderFile, 'order' | 'issued' | 'substituted'>,
  { substitutes, overConsumption }: Pick<Policy, 'substitutes' | 'overConsumption'>,
  at: Instant,
): SubstituteVerdict {
  const meant = order.components.filter(({ item }) => !issue.insteadOf || item === issue.insteadOf)
  const rules = substitutes.map(substituteFrom).filter((rule) => isValidAt(rule, at))
  const allowed = meant.flatMap((component) => {
    const rule = rules.find(({ item, instead }) => item === issue.item && instead === component.item)
    return rule ? [{ component, rule }] : []
  })
  const [first, ...more] = allowed
  if (!first) return { kind: 'not-allowed', others: rules.filter(({ instead }) => instead === issue.insteadOf) }
  if (more.length > 0) return { kind: 'which', components: allowed.map(({ component }) => component) }
  const { component, rule } = first
  const { uom } = component.required
  const ratio = quantity(rule.ratio, rule.uom ?? uom)
  if (!convertible(issue.quantity.uom, ratio.uom)) return { kind: 'unit-does-not-convert', component }
  const equivalent = prorate(quantity(1, uom), issue.quantity, ratio)
  const stands = tallyOf(substituted, component.item, uom)
  const limit = scale(component.required, rule.share)
  if (rule.share !== '1' && compare(add(stands, equivalent), limit) > 0)
    return { kind: 'too-much', component, equivalent, allowed: limit }
  const before = add(tallyOf(issued, component.item, uom), stands)
  return { component, equivalent, ...weigh(component.required, before, equivalent, overConsumption) }
}
