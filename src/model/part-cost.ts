import type { PartMove } from './maintenance-order-case.ts'
import { add, quantity, subtract } from './quantity.ts'

/** What parts came to, in one currency; there may be more than one where an ERP was moved. */
export interface PartCost {
  readonly currency: string
  readonly value: string
}

/**
 * What the parts of an order have cost: each at its price when it was used, less what came back. What the books have not
 * told yet is not guessed, but counted.
 */
export function partCostOf(moves: readonly PartMove[]): {
  readonly costs: readonly PartCost[]
  readonly unpriced: number
} {
  const totals = new Map<string, string>()
  let unpriced = 0
  for (const { worth, isBack, refused } of moves) {
    if (refused) continue
    if (!worth) {
      unpriced += 1
      continue
    }
    // Money adds up exactly, as amounts do.
    const before = quantity(totals.get(worth.currency) ?? '0')
    const after = isBack ? subtract(before, quantity(worth.value)) : add(before, quantity(worth.value))
    totals.set(worth.currency, after.value)
  }
  return { costs: [...totals].map(([currency, value]) => ({ currency, value })), unpriced }
}
