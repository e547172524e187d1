import { opposite } from './exact.ts'
import type { PartMove } from './maintenance-order-case.ts'
import { addedUp, type Money } from './money.ts'

/**
 * What the parts of an order have cost: each at its price when it was used, less what came back. What the books have not
 * told yet is not guessed, but counted.
 */
export function partCostOf(moves: readonly PartMove[]): {
  readonly costs: readonly Money[]
  readonly unpriced: number
} {
  const booked = moves.filter(({ refused }) => !refused)
  const worths = booked.flatMap(({ worth, isBack }) =>
    worth ? { currency: worth.currency, value: isBack ? opposite(worth.value) : worth.value } : [],
  )
  return { costs: addedUp(worths), unpriced: booked.length - worths.length }
}
