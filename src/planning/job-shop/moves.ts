import type { Chance } from '#kernel/world'
import { below } from '../chance.ts'
import type { Graph } from './graph.ts'

/**
 * What a search may try next: the neighbourhood N7 of Zhang, Li, Guan and Rao. Along one critical path each operation
 * of a block goes to its end or its begin, and the first and last go inside. What could make a circle is left out.
 */
export interface Moves {
  count: number
  readonly moved: Int32Array
  readonly target: Int32Array
  readonly behind: Uint8Array
  /** What the makespan would be, seen from the operations that are moved over. */
  readonly estimate: Float64Array
  /** The step until which the move is forbidden. */
  readonly forbidden: Float64Array
  /** Until which step an operation must not come to stand before one of another job, by `pairOf` the two. */
  readonly until: Float64Array
  readonly path: Int32Array
  readonly begins: Float64Array
}

/** Beyond so many, pairs share a place: a move may be forbidden that need not be, which costs little. */
const MOST_PAIRS = 2 ** 22

/** Where it stands until when an operation must not come before one of that job. */
export const pairOf = ({ until }: Moves, { shop: { jobs, job } }: Graph, operation: number, other: number): number =>
  (operation * jobs + job[other]!) & (until.length - 1)

export const movesOf = ({ shop: { operations, jobs } }: Graph): Moves => {
  const most = 4 * operations + 4 * jobs
  return {
    count: 0,
    moved: new Int32Array(most),
    target: new Int32Array(most),
    behind: new Uint8Array(most),
    estimate: new Float64Array(most),
    forbidden: new Float64Array(most),
    until: new Float64Array(Math.min(MOST_PAIRS, 2 ** Math.ceil(Math.log2(operations * jobs + 1)))),
    path: new Int32Array(operations),
    begins: new Float64Array(operations),
  }
}

/** Finds the moves of one critical path, drawn where there are several. */
export function look(moves: Moves, graph: Graph, makespan: number, chance: Chance): void {
  moves.count = 0
  const { path } = moves
  const { next } = graph
  let length = criticalPath(path, graph, makespan, chance)
  // Walked from its end: `path[length - 1]` begins first.
  while (length > 1) {
    let end = length - 1
    while (end > 0 && next[path[end]!] === path[end - 1]) end--
    if (end < length - 1) lookInto(moves, graph, end, length - 1)
    length = end
  }
}

function criticalPath(path: Int32Array, graph: Graph, makespan: number, chance: Chance): number {
  const { shop, done, prior } = graph
  const { before, duration, none } = shop
  let operation = lastOne(graph, makespan, chance)
  for (let length = 0; ;) {
    path[length++] = operation
    const begin = done[operation]! - duration[operation]!
    const [job, machine] = [before[operation]!, prior[operation]!]
    const byJob = job !== none && done[job] === begin
    const byMachine = machine !== none && done[machine] === begin
    if (!byJob && !byMachine) return length
    operation = byJob && (!byMachine || chance() < 0.5) ? job : machine
  }
}

function lastOne({ shop: { jobs, first }, done }: Graph, makespan: number, chance: Chance): number {
  let found = -1
  let seen = 0
  for (let job = 0; job < jobs; job++) {
    const last = first[job + 1]! - 1
    if (done[last] !== makespan || first[job]! > last) continue
    if (below(chance, ++seen) === 0) found = last
  }
  return found
}

/** The moves of one block, which lies in the path from `from` (the last to begin) to `to` (the first). */
function lookInto(moves: Moves, graph: Graph, from: number, to: number): void {
  const { path } = moves
  const { shop, done, tail } = graph
  const { before, after } = shop
  const [last, first] = [path[from]!, path[to]!]
  for (let nth = to; nth > from; nth--) {
    const operation = path[nth]!
    if (tail[last]! >= tail[after[operation]!]!) addBehind(moves, graph, operation, last)
  }
  for (let nth = from; nth < to; nth++) {
    const operation = path[nth]!
    // Two that lie beside one another have changed places already.
    if (done[first]! >= done[before[operation]!]! && nth !== to - 1) addBefore(moves, graph, operation, first)
  }
  for (let nth = to - 1; nth > from; nth--) {
    const operation = path[nth]!
    if (tail[operation]! >= tail[after[first]!]!) addBehind(moves, graph, first, operation)
    if (done[operation]! >= done[before[last]!]! && nth !== from + 1) addBefore(moves, graph, last, operation)
  }
}

/**
 * The estimate of Balas and Vazacopoulos: heads anew from left to right, tails from right to left, as if the rest
 * stayed.
 */
function addBehind(moves: Moves, graph: Graph, moved: number, target: number): void {
  const { shop, done, tail, prior, next } = graph
  const { before, after, duration } = shop
  const { begins, until } = moves
  let over = done[prior[moved]!]!
  let count = 0
  let forbidden = 0
  for (let operation = next[moved]!; ; operation = next[operation]!) {
    const job = done[before[operation]!]!
    const begin = job > over ? job : over
    begins[count++] = begin
    over = begin + duration[operation]!
    const banned = until[pairOf(moves, graph, operation, moved)]!
    if (banned > forbidden) forbidden = banned
    if (operation === target) break
  }
  const ready = done[before[moved]!]!
  let left = Math.max(tail[after[moved]!]!, tail[next[target]!]!) + duration[moved]!
  let estimate = (ready > over ? ready : over) + left
  for (let operation = target; operation !== moved; operation = prior[operation]!) {
    const job = tail[after[operation]!]!
    left = (job > left ? job : left) + duration[operation]!
    const through = begins[--count]! + left
    if (through > estimate) estimate = through
  }
  add(moves, moved, target, 1, estimate, forbidden)
}

function addBefore(moves: Moves, graph: Graph, moved: number, target: number): void {
  const { shop, done, tail, prior, next } = graph
  const { before, after, duration } = shop
  const { begins, until } = moves
  const begin = Math.max(done[before[moved]!]!, done[prior[target]!]!)
  let over = begin + duration[moved]!
  let forbidden = 0
  let count = 0
  for (let operation = target; operation !== moved; operation = next[operation]!) {
    const job = done[before[operation]!]!
    const here = job > over ? job : over
    begins[count++] = here
    over = here + duration[operation]!
    const banned = until[pairOf(moves, graph, moved, operation)]!
    if (banned > forbidden) forbidden = banned
  }
  let left = tail[next[moved]!]!
  let estimate = 0
  for (let operation = prior[moved]!; ; operation = prior[operation]!) {
    const job = tail[after[operation]!]!
    left = (job > left ? job : left) + duration[operation]!
    const through = begins[--count]! + left
    if (through > estimate) estimate = through
    if (operation === target) break
  }
  const job = tail[after[moved]!]!
  const through = begin + duration[moved]! + (job > left ? job : left)
  add(moves, moved, target, 0, through > estimate ? through : estimate, forbidden)
}

function add(moves: Moves, moved: number, target: number, behind: 0 | 1, estimate: number, forbidden: number): void {
  const nth = moves.count++
  moves.moved[nth] = moved
  moves.target[nth] = target
  moves.behind[nth] = behind
  moves.estimate[nth] = estimate
  moves.forbidden[nth] = forbidden
}
