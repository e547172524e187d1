import type { Chance } from '#kernel/world'
import { below } from '../chance.ts'
import type { Effort } from '../effort.ts'
import type { Order } from './dispatch.ts'
import { type Graph, take } from './graph.ts'
import { make } from './move.ts'
import { look, type Moves, pairOf } from './moves.ts'

export interface Found {
  readonly order: Order
  readonly makespan: number
}

export interface Tabu {
  readonly graph: Graph
  readonly moves: Moves
  readonly chance: Chance
  readonly effort: Effort
  /** A plan that is so short is the end. */
  readonly least: number
}

/** Walks from a plan to its best neighbour that was not left lately, until nothing better came for so many steps. */
export function tabuSearch(tabu: Tabu, from: Order, patience: number): Found {
  const { graph, moves, chance, effort, least } = tabu
  moves.until.fill(0)
  let makespan = take(graph, from)
  let best = makespan
  const order = graph.order.slice()
  const { jobs, machines } = graph.shop
  const shortest = Math.ceil(10 + jobs / machines)
  const spread = Math.ceil(shortest * (jobs <= 2 * machines ? 0.4 : 0.5)) + 1
  for (let since = 0; since < patience && best > least && !effort.isOver(); since++) {
    effort.steps++
    look(moves, graph, makespan, chance)
    if (moves.count === 0) break
    const nth = choose(tabu, best)
    forbid(tabu, nth, effort.steps + shortest + below(chance, spread))
    const reached = make(graph, {
      moved: moves.moved[nth]!,
      target: moves.target[nth]!,
      behind: moves.behind[nth] === 1,
    })
    if (reached < 0) continue
    makespan = reached
    if (makespan >= best) continue
    best = makespan
    order.set(graph.order)
    since = -1
  }
  return { order, makespan: best }
}

/** The best move that is not forbidden, or that leads where nobody was; where all are forbidden, any. */
function choose({ moves, chance, effort }: Tabu, best: number): number {
  const { count, estimate, forbidden } = moves
  let found = -1
  let least = Infinity
  let equals = 0
  for (let nth = 0; nth < count; nth++) {
    const value = estimate[nth]!
    if (value > least) continue
    if (value >= best && forbidden[nth]! >= effort.steps) continue
    equals = value < least ? 1 : equals + 1
    least = value
    if (equals === 1 || below(chance, equals) === 0) found = nth
  }
  return found < 0 ? below(chance, count) : found
}

/** What the move turns about must not be turned back for a while. */
function forbid({ graph, moves }: Tabu, nth: number, last: number): void {
  const { next } = graph
  const { until } = moves
  const [moved, target] = [moves.moved[nth]!, moves.target[nth]!]
  const [from, to] = moves.behind[nth] === 1 ? [moved, target] : [target, moved]
  for (let operation = from; ; operation = next[operation]!) {
    if (operation !== moved) {
      if (moved === from) until[pairOf(moves, graph, moved, operation)] = last
      else until[pairOf(moves, graph, operation, moved)] = last
    }
    if (operation === to) break
  }
}
