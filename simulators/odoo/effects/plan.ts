import type { Books } from '../books/books.ts'
import { isPlanned } from '../books/orders.ts'
import type { Move, Order, Product } from '../books/records.ts'
import { netOf } from '../books/moves.ts'
import { keepWithin, reserve } from '../books/stock.ts'
import { compared, roughlyIn, rounded } from '../books/units.ts'
import type { Body } from './wish.ts'
import { operationOf } from '../books/steps.ts'

/**
 * Component use. Per item of an order: needed = demand of its moves less that of their returns, used = what moved less
 * what came back; the planned rest is never below nothing, and never more than what is needed and not used.
 */

/** Open planned uses of the item, those of the operation first. */
export function plansFor({ uses }: Order, product: Product, operation?: string): readonly Move[] {
  const plans = uses.filter((move) => move.isPlan && move.product === product && isPlanned(move))
  if (operation === undefined) return plans
  const isThere = ({ step }: Move) => step !== undefined && (operationOf(step) === operation || step.name === operation)
  return [...plans.filter(isThere), ...plans.filter((move) => !isThere(move))]
}

export const restOf = (plans: readonly Move[]): number => rounded(plans.reduce((sum, { demand }) => sum + demand, 0))

export function needAndUse({ uses }: Order, product: Product): { readonly needed: number; readonly used: number } {
  let [needed, used] = [0, 0]
  for (const move of uses) {
    if (move.product !== product || move.scrap) continue
    needed += move.demand - move.returned.reduce((sum, { demand }) => sum + demand, 0)
    used += netOf(move)
  }
  return { needed: rounded(needed), used: rounded(used) }
}

/** What substitutes took off the plan of an item, and for how much of it they stand. */
export function stoodIn({ effects }: Order, product: Product): { readonly lowered: number; readonly stoodFor: number } {
  let [lowered, stoodFor] = [0, 0]
  for (const { result } of effects) {
    const { stands } = result.posted
    if (stands?.product !== product) continue
    lowered += stands.lowered
    stoodFor += stands.equivalent
  }
  return { lowered, stoodFor }
}

/** Takes a quantity off the plan, in its order. */
export function planLess({ undo }: Books, plans: readonly Move[], less: number): void {
  let left = less
  for (const plan of plans) {
    const part = Math.min(left, plan.demand)
    left -= part
    undo.set(plan, { demand: Math.max(0, rounded(plan.demand - part)) })
    keepWithin(undo, plan, plan.demand)
  }
}

export function planMore({ undo }: Books, plan: Move, more: number): void {
  undo.set(plan, { demand: rounded(plan.demand + more) })
  if (plan.state !== 'draft') undo.add(plan.product.waiting, plan)
}

/** A substitute stands for so much more, or less, of a component: so much less, or more, of that is planned. */
export function standFor(
  books: Books,
  order: Order,
  instead: NonNullable<Body['instead']>,
  sign: 1 | -1,
): { readonly product: Product; readonly equivalent: number; readonly lowered: number } {
  const product = books.item(instead.item)
  const plans = plansFor(order, product)
  const { needed, used } = needAndUse(order, product)
  const { lowered, stoodFor } = stoodIn(order, product)
  const equivalent = sign * roughlyIn(instead.quantity, product.unit)
  const rest = restOf(plans)
  const wanted = plans.length > 0 ? rounded(Math.max(0, needed + lowered - used - stoodFor - equivalent)) : 0
  if (compared(wanted, rest) < 0) planLess(books, plans, rest - wanted)
  else if (compared(wanted, rest) > 0) {
    planMore(books, plans[0]!, wanted - rest)
    reserve(books.undo, plans[0]!)
  }
  return { product, equivalent, lowered: rest - wanted }
}
