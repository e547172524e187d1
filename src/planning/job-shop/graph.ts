import type { Order } from './dispatch.ts'
import type { JobShop } from './shop.ts'

/**
 * A plan as the search holds it: who is before and after whom on each machine, an order that all of it agrees with,
 * when each operation is over at the soonest (`done`) and how long it takes from its begin until all is over
 * (`tail`). Flat arrays, because they are rewritten a hundred thousand times a second.
 */
export interface Graph {
  readonly shop: JobShop
  /** The operation before and after on the same machine. */
  readonly prior: Int32Array
  readonly next: Int32Array
  /** Place in its machine's sequence. */
  readonly rank: Int32Array
  readonly order: Int32Array
  /** Where an operation stands in the order. */
  readonly place: Int32Array
  readonly done: Float64Array
  readonly tail: Float64Array
  readonly marked: Uint8Array
  readonly aside: Int32Array
}

export function graphOf(shop: JobShop): Graph {
  const size = shop.none + 1
  return {
    shop,
    prior: new Int32Array(size),
    next: new Int32Array(size),
    rank: new Int32Array(size),
    order: new Int32Array(shop.operations),
    place: new Int32Array(size),
    done: new Float64Array(size),
    tail: new Float64Array(size),
    marked: new Uint8Array(size),
    aside: new Int32Array(size),
  }
}

/** Takes over a plan. Answers its makespan. */
export function take(graph: Graph, order: Order): number {
  const { shop, prior, next, rank } = graph
  const last = new Int32Array(shop.machines).fill(shop.none)
  const count = new Int32Array(shop.machines)
  prior.fill(shop.none)
  next.fill(shop.none)
  graph.order.set(order)
  for (let nth = 0; nth < order.length; nth++) {
    const operation = order[nth]!
    const machine = shop.machine[operation]!
    const before = last[machine]!
    graph.place[operation] = nth
    rank[operation] = count[machine]!++
    prior[operation] = before
    if (before !== shop.none) next[before] = operation
    last[machine] = operation
  }
  forwards(graph, 0)
  backwards(graph, shop.operations - 1)
  return makespanOf(graph)
}

/** When each operation is over, from a place in the order on. */
export function forwards({ shop: { before, duration, operations }, prior, order, done }: Graph, from: number): void {
  for (let nth = from; nth < operations; nth++) {
    const operation = order[nth]!
    const job = done[before[operation]!]!
    const machine = done[prior[operation]!]!
    done[operation] = (job > machine ? job : machine) + duration[operation]!
  }
}

/** How long it is from the begin of each operation to the end of all, from a place in the order back. */
export function backwards({ shop: { after, duration }, next, order, tail }: Graph, from: number): void {
  for (let nth = from; nth >= 0; nth--) {
    const operation = order[nth]!
    const job = tail[after[operation]!]!
    const machine = tail[next[operation]!]!
    tail[operation] = (job > machine ? job : machine) + duration[operation]!
  }
}

export function makespanOf({ shop: { first, jobs }, done }: Graph): number {
  let makespan = 0
  for (let job = 0; job < jobs; job++) {
    const last = done[first[job + 1]! - 1]!
    if (last > makespan) makespan = last
  }
  return makespan
}
