import { needAndUse, sum } from './booked.ts'
import { type Chain, stockUnit } from './chain.ts'
import type { Draft } from './draft.ts'
import { itemNamed } from './items.ts'
import { needed, planLess, planMore, plannedUse } from './planned-use.ts'
import type { Order } from './types.ts'
import { roughly, rounded } from './units.ts'

/** For which component a substitute is used, and for how much of it. */
export interface Instead {
  readonly item: { readonly product?: number; readonly code?: string }
  readonly quantity: { readonly value: string; readonly unit: string }
}

/** What substitutes took off the plan of an item, and for how much of it they stand. */
export function stoodIn(chain: Chain, order: number, product: number): { lowered: number; stoodFor: number } {
  const standing = chain.entries
    .filter(({ result, posted }) => result && posted['instead'] === product && posted['order'] === order)
    .map(({ posted }) => posted as { lowered: number; equivalent: number })
  return {
    lowered: sum(standing.map(({ lowered }) => lowered)),
    stoodFor: sum(standing.map(({ equivalent }) => equivalent)),
  }
}

/**
 * A substitute stands for so much more (or less) of a component: its planned rest is what the order needs, less what was
 * used and less what is stood for. What that takes off the plan is kept with the effect, for the plan of the recipe is to
 * be known whatever came first.
 */
export async function standFor(draft: Draft, order: Order, instead: Instead, sign: 1 | -1) {
  const { chain } = draft
  const product = await itemNamed(draft, instead.item)
  const stock = stockUnit(chain, product.id)
  const planned = plannedUse(chain, order, product.id, undefined)
  const { need, used } = needAndUse(chain, order).get(product.id) ?? { need: 0, used: 0 }
  const { lowered, stoodFor } = stoodIn(chain, order.id, product.id)
  const equivalent = sign * roughly(instead.quantity, stock, chain.units)
  const rest = needed(planned)
  const wanted = planned.length > 0 ? rounded(stock, Math.max(0, need + lowered - used - stoodFor - equivalent)) : 0
  if (wanted < rest) planLess(draft, planned, rest - wanted)
  else if (wanted > rest) {
    planMore(draft, planned, wanted - rest)
    draft.steps.push({ do: 'assign', product: product.id, order: order.id })
  }
  return { instead: product.id, equivalent, lowered: rest - wanted, order: order.id }
}
