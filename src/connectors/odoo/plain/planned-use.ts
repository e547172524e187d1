import { type Chain, stockUnit } from './chain.ts'
import type { Draft } from './draft.ts'
import { operationName } from './operations.ts'
import type { Move, Order } from './types.ts'
import { converted } from './units.ts'

/** What is still planned of a component. */

/** Open planned raw moves of the item, those of the operation first. */
export function plannedUse(
  chain: Chain,
  order: Order,
  product: number,
  operation: string | undefined,
): readonly Move[] {
  const planned = chain.moves.filter(
    (move) =>
      move.uses === order.id &&
      move.product === product &&
      move.state !== 'done' &&
      move.state !== 'cancel' &&
      !move.additional,
  )
  if (!operation) return planned
  const isThere = (move: Move): boolean => {
    const step = chain.steps.find(({ id }) => id === move.step)
    return step !== undefined && [operationName(chain, step), step.name].includes(operation)
  }
  return [...planned.filter(isThere), ...planned.filter((move) => !isThere(move))]
}

export const needed = (moves: readonly Move[]): number => moves.reduce((total, move) => total + move.needed, 0)

/** Takes a quantity, in the unit of stock, off the plan, in its order. */
export function planLess(draft: Draft, planned: readonly Move[], quantity: number): void {
  const { chain } = draft
  let less = quantity
  for (const one of planned) {
    const part = Math.min(less, one.needed)
    less -= part
    if (part > 0) draft.plan(one, one.demand - converted(part, stockUnit(chain, one.product), chain.units.of(one.unit)))
  }
}

/** Gives it back to the first of these. */
export function planMore(draft: Draft, [first]: readonly Move[], quantity: number): void {
  const { units } = draft.chain
  if (first)
    draft.plan(first, first.demand + converted(quantity, stockUnit(draft.chain, first.product), units.of(first.unit)))
}
