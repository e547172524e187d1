import { type Order } from './dispatch.ts'
import type { JobShop } from './shop.ts'

/** An operation of a plan, counted from 0: `index` within its job. */
export interface Begun {
  readonly job: number
  readonly index: number
  readonly machine: number
  readonly start: number
  readonly end: number
}

/** Each operation as soon as its job and its machine are ready, in the order of the plan; listed job by job. */
export function begunBy(shop: JobShop, order: Order): readonly Begun[] {
  const free = new Float64Array(shop.machines)
  const ready = new Float64Array(shop.jobs)
  const begun: Begun[] = Array.from({ length: shop.operations })
  for (const operation of order) {
    const [job, machine] = [shop.job[operation]!, shop.machine[operation]!]
    const start = Math.max(free[machine]!, ready[job]!)
    const end = start + shop.duration[operation]!
    free[machine] = end
    ready[job] = end
    begun[operation] = { job, index: operation - shop.first[job]!, machine, start, end }
  }
  return begun
}
