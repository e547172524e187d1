import { leftOf } from './booked.ts'
import { orderOf, stockUnit } from './chain.ts'
import type { Draft } from './draft.ts'
import { itemNamed } from './items.ts'
import { backOnShelf, bookUse, prepareUse, type Use, usesOf } from './material.ts'
import type { Plan } from './plan.ts'
import { refuse } from './refusal.ts'
import type { Id } from './types.ts'
import { amount, compared } from './units.ts'

/**
 * Component use that follows from a report, with it or not at all: what the report is to use is found before anything
 * is written. Returns are of the very moves that used the goods.
 */
export async function withBackflush(draft: Draft, plan: Plan): Promise<Plan> {
  const follows = draft.body['backflush'] as { uses: Use[]; returns: Use[] } | undefined
  if (!follows) return plan
  const moves: Id[] = []
  const said: string[] = []
  for (const line of follows.returns) {
    moves.push(...(await giveBack(draft, line)))
    said.push(`-${line.quantity.value} ${nameOf(line)}`)
  }
  const uses: { product: number; moves: Id[] }[] = []
  const orders = new Set<number>()
  for (const line of follows.uses) {
    // What this one takes of the plan and the shelves, the next one has not.
    const use = await prepareUse(draft, { ...line, anyLot: true })
    const move = await bookUse(draft, use)
    orders.add(use.order.id)
    uses.push({ product: use.product.id, moves: [move.id] })
    moves.push(move.id)
    said.push(`+${line.quantity.value} ${nameOf(line)}`)
  }
  for (const order of orders) draft.steps.push({ do: 'genealogy', order })
  return {
    ...plan,
    posted: { ...plan.posted, uses },
    documents: { ...plan.documents, moves: [...(plan.documents.moves ?? []), ...moves] },
    ...(said.length > 0 ? { says: { ...plan.says, usedUp: said.join(', ') } } : {}),
  }
}

const nameOf = ({ item }: Use): string => item.code ?? `${item.product}`

/** Of the report that is taken back first, then of the latest one. */
async function giveBack(draft: Draft, line: Use): Promise<readonly Id[]> {
  const { chain, body } = draft
  const product = await itemNamed(draft, line.item)
  const stock = stockUnit(chain, product.id)
  let left = amount(line.quantity, stock, chain.units)
  const moves: Id[] = []
  for (const used of usesOf(chain, product.id, body['original'] ?? '')) {
    const part = Math.min(left, leftOf(chain, used))
    if (compared(stock, part, 0) <= 0) continue
    moves.push(backOnShelf(draft, used, orderOf(chain, used.uses), part, undefined).id)
    left -= part
  }
  if (compared(stock, left, 0) > 0)
    refuse(
      'OVER_REVERSAL',
      `${line.quantity.value} of ${product.label} cannot be given back: so much of it was not used up`,
    )
  return moves
}
