import type { Chance } from '#kernel/world'
import { below, chanceOf } from '../chance.ts'
import { effortOf } from '../effort.ts'
import { type Begun, begunBy } from './begun.ts'
import { between } from './between.ts'
import { dispatch, type Order } from './dispatch.ts'
import { graphOf, take } from './graph.ts'
import { movesOf } from './moves.ts'
import { type Pool, poolFor } from './pool.ts'
import { rules } from './rules.ts'
import { type JobShop, leastMakespan } from './shop.ts'
import { type Found, type Tabu, tabuSearch } from './tabu.ts'

export interface Wish {
  readonly seed: number
  /** Steps of the search at most: with the seed they decide the plan. */
  readonly iterations: number
  /** Whether time is over; it ends the search and decides nothing else. */
  readonly isLate: () => boolean
  /** Told of each plan that is shorter than all before. */
  readonly tell?: (makespan: number, iterations: number) => void
}

export interface JobShopPlan {
  readonly makespan: number
  readonly operations: readonly Begun[]
  /** Steps that were made; as a wish they give this plan again. */
  readonly iterations: number
  /** Whether no plan can be shorter. */
  readonly isLeast: boolean
}

/** So many plans are kept apart, by so many places for each operation. */
const PLANS = 6
const ALIKE = 0.2

/**
 * A walk ends when nothing better came for so many steps for each operation; small shops need some more, and the
 * first has the best to begin with.
 */
const PATIENCE = 30
const FIRST = 4
const LEAST_PATIENCE = 2000

/**
 * Tabu search with path relinking, after Peng, Lü and Cheng: the best plan of the dispatch rules is walked from, then
 * plans by chance, and again and again plans that lie between two good ones.
 */
export function planJobShop(shop: JobShop, wish: Wish): JobShopPlan {
  const effort = effortOf(wish.iterations, wish.isLate)
  const chance = chanceOf(wish.seed)
  const least = leastMakespan(shop)
  const graph = graphOf(shop)
  const tabu: Tabu = { graph, moves: movesOf(graph), chance, effort, least }
  const patience = Math.max(LEAST_PATIENCE, PATIENCE * shop.operations)
  const pool = poolFor(shop, PLANS, ALIKE * shop.operations)
  let best = byRule(shop)
  wish.tell?.(best.makespan, effort.steps)
  for (let from = best.order; best.makespan > least && !effort.isOver(); from = start(shop, pool, chance)) {
    const found = tabuSearch(tabu, from, pool.members.length === 0 ? FIRST * patience : patience)
    pool.add(found)
    if (found.makespan >= best.makespan) continue
    best = found
    wish.tell?.(best.makespan, effort.steps)
  }
  return {
    makespan: best.makespan,
    operations: begunBy(shop, best.order),
    iterations: effort.steps,
    isLeast: best.makespan === least,
  }
}

/** What the dispatch rules come to: the shortest of their plans. */
function byRule(shop: JobShop): Found {
  const graph = graphOf(shop)
  return Object.values(rules)
    .map((rule) => {
      const order = dispatch(shop, rule(shop))
      return { order, makespan: take(graph, order) }
    })
    .reduce((best, found) => (found.makespan < best.makespan ? found : best))
}

export const bestMakespanByRule = (shop: JobShop): number => byRule(shop).makespan

/** Where the next walk begins: between two good plans, or by chance while there are few. */
function start(shop: JobShop, { members }: Pool, chance: Chance): Order {
  if (members.length < 2 || (members.length < PLANS && chance() < 0.5)) return dispatch(shop, () => chance())
  const one = below(chance, members.length)
  const other = (one + 1 + below(chance, members.length - 1)) % members.length
  return between(members[one]!.order, members[other]!.order, 0.3 + 0.4 * chance())
}
