import type { Rule } from './rules.ts'
import type { JobShop } from './shop.ts'

/**
 * An order in which operations are begun; each stands behind the one before it in its job, so every such order is a
 * plan.
 */
export type Order = Int32Array

/**
 * Plans without delay: of all machines, the one that can begin soonest begins what the rule wishes.
 * Two machines that could begin at once do not disturb one another, so the lower number goes first.
 */
export function dispatch(shop: JobShop, rule: Rule): Order {
  const order = new Int32Array(shop.operations)
  const free = new Float64Array(shop.machines)
  const readyAt = new Float64Array(shop.jobs)
  const next = shop.first.slice(0, shop.jobs)
  for (let nth = 0; nth < shop.operations; nth++) {
    const operation = chosen(shop, rule, next, readyAt, free)
    const [job, machine] = [shop.job[operation]!, shop.machine[operation]!]
    order[nth] = operation
    next[job]!++
    free[machine] = Math.max(free[machine]!, readyAt[job]!) + shop.duration[operation]!
    readyAt[job] = free[machine]!
  }
  return order
}

function chosen(shop: JobShop, rule: Rule, next: Int32Array, readyAt: Float64Array, free: Float64Array): number {
  let begin = Infinity
  let on = -1
  for (let job = 0; job < shop.jobs; job++) {
    if (next[job] === shop.first[job + 1]) continue
    const machine = shop.machine[next[job]!]!
    const could = Math.max(readyAt[job]!, free[machine]!)
    if (could < begin || (could === begin && machine < on)) [begin, on] = [could, machine]
  }
  let best = -1
  let wish = Infinity
  for (let job = 0; job < shop.jobs; job++) {
    const operation = next[job]!
    if (operation === shop.first[job + 1] || shop.machine[operation] !== on || readyAt[job]! > begin) continue
    const wished = rule(operation, readyAt[job]!)
    if (best < 0 || wished < wish || (wished === wish && readyAt[job]! < readyAt[shop.job[best]!]!))
      [best, wish] = [operation, wished]
  }
  return best
}
