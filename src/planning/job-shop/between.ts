import type { Order } from './dispatch.ts'

/**
 * A plan on the way from one plan to another. What both do in the same order it does too, so it is a plan: each
 * operation stands where it stands in one, drawn so far towards where it stands in the other.
 */
export function between(from: Order, to: Order, share: number): Order {
  const there = new Int32Array(to.length)
  for (let nth = 0; nth < to.length; nth++) there[to[nth]!] = nth
  const stand = new Float64Array(from.length)
  for (let nth = 0; nth < from.length; nth++) stand[from[nth]!] = nth * (1 - share) + there[from[nth]!]! * share
  return from.slice().sort((one, other) => stand[one]! - stand[other]! || there[one]! - there[other]!)
}
