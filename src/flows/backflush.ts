import type { Policy } from '#engine'
import { type Backflush, type BackflushLine, FollowedByUse } from '#model/backflush'
import type { ProductionOrder } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, compare, isPositive, prorate, type Quantity, subtract, zero } from '#model/quantity'
import { tallyOf } from './tolerance.ts'

type Component = ProductionOrder['components'][number]
type Rule = Policy['backflush']

/** Where components count that belong to no operation: with the goods themselves. */
export const OUTPUT = '(output)'

export type BackflushVerdict =
  | ({ readonly kind: 'follows'; readonly file: OrderFile } & Backflush)
  /** A tracked component would be used, and the plant does not let the hub choose its lot. */
  | { readonly kind: 'lot-required'; readonly component: Component; readonly quantity: Quantity }

/** Whether nobody issues the component: its owner says so, or the plant does. */
export const isBackflushed = ({ item, method }: Pick<Component, 'item' | 'method'>, { items }: Rule): boolean =>
  method === 'backflush' ||
  items.some((named) => (named.endsWith('*') ? item.startsWith(named.slice(0, -1)) : item === named))

/** Counts what went through an operation, or came out; less than nothing never did. */
export function workedOn(file: OrderFile, place: string, amount: Quantity): OrderFile {
  const before = tallyOf(file.worked ?? {}, place, file.order.ordered.uom)
  return { ...file, worked: { ...file.worked, [place]: add(before, amount) } }
}

/**
 * What has to be used up or given back so that the use of every such component stands where the reports say: what
 * their progress needs, less what was issued by hand. A function of what is counted, not of how it came about, so that
 * any order of the reports ends the same. Pure and exact.
 */
export function judgeBackflush(file: OrderFile, rule: Rule, mayChooseLots: boolean): BackflushVerdict {
  const uses: BackflushLine[] = []
  const returns: BackflushLine[] = []
  let backflushed = file.backflushed ?? {}
  for (const component of file.order.components) {
    if (!isBackflushed(component, rule)) continue
    const booked = tallyOf(backflushed, component.item, component.required.uom)
    const wanted = useOf(component, file)
    const line = (quantity: Quantity): BackflushLine => ({ ...placeOf(component), item: component.item, quantity })
    const more = subtract(wanted, booked)
    if (compare(more, zero(more.uom)) === 0) continue
    if (!isPositive(more)) returns.push(line(subtract(booked, wanted)))
    else if (component.tracking !== 'none' && !mayChooseLots) return { kind: 'lot-required', component, quantity: more }
    else uses.push(line(more))
    backflushed = { ...backflushed, [component.item]: wanted }
  }
  return { kind: 'follows', uses, returns, file: { ...file, backflushed } }
}

function useOf(component: Component, { order, worked = {}, issued, substituted = {} }: OrderFile): Quantity {
  const { item, required, operation, smallest } = component
  const nothing = zero(required.uom)
  const place = order.operations.some((one) => one.operation === operation) ? operation! : OUTPUT
  const made = tallyOf(worked, place, order.ordered.uom)
  const needed = isPositive(made) ? prorate(required, made, order.ordered, smallest) : nothing
  const byHand = add(tallyOf(issued, item, required.uom), tallyOf(substituted, item, required.uom))
  const left = subtract(needed, byHand)
  return isPositive(left) ? left : nothing
}

const placeOf = ({ operation }: Component): Pick<BackflushLine, 'operation'> => (operation ? { operation } : {})

/** What the effect would have used and given back was not, after all. */
export function withoutBackflush(file: OrderFile, body: unknown): OrderFile {
  const { backflush } = FollowedByUse.parse(body)
  if (!backflush) return file
  const after = { ...file.backflushed }
  for (const { item, quantity } of backflush.uses) after[item] = subtract(after[item] ?? zero(quantity.uom), quantity)
  for (const { item, quantity } of backflush.returns) after[item] = add(after[item] ?? zero(quantity.uom), quantity)
  return { ...file, backflushed: after }
}
