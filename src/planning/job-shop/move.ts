import { backwards, forwards, type Graph, makespanOf } from './graph.ts'

/** An operation goes right behind a later one of its machine, or right before an earlier one. */
export interface Move {
  readonly moved: number
  readonly target: number
  readonly behind: boolean
}

/**
 * Makes a move and recomputes what depends on it. Answers the makespan, or -1 and nothing changed where operations
 * would wait for one another in a circle.
 */
export function make(graph: Graph, { moved, target, behind }: Move): number {
  const { place, prior, next } = graph
  const [from, to] = behind ? [place[moved]!, place[target]!] : [place[target]!, place[moved]!]
  const [was, beyond] = [prior[moved]!, next[moved]!]
  relink(graph, moved, behind ? target : prior[target]!, behind ? next[target]! : target)
  if (!(behind ? reorderBehind(graph, moved, target, from, to) : reorderBefore(graph, moved, target, from, to))) {
    relink(graph, moved, was, beyond)
    return -1
  }
  rerank(graph, behind ? beyond : moved, behind ? moved : was)
  forwards(graph, from)
  backwards(graph, to)
  return makespanOf(graph)
}

/** Takes an operation out of its machine's sequence and puts it between two neighbours there. */
function relink({ prior, next, shop: { none } }: Graph, moved: number, left: number, right: number): void {
  const [was, beyond] = [prior[moved]!, next[moved]!]
  if (was !== none) next[was] = beyond
  if (beyond !== none) prior[beyond] = was
  if (left !== none) next[left] = moved
  if (right !== none) prior[right] = moved
  prior[moved] = left
  next[moved] = right
}

/** Counts the sequence of a machine anew, from one operation to another. */
function rerank({ rank, prior, next, shop: { none } }: Graph, from: number, to: number): void {
  let nth = prior[from] === none ? 0 : rank[prior[from]!]! + 1
  for (let operation = from; ; operation = next[operation]!) {
    rank[operation] = nth++
    if (operation === to) return
  }
}

/** In the order everything that needs the moved one goes behind the target with it; the rest closes up. */
function reorderBehind(graph: Graph, moved: number, target: number, from: number, to: number): boolean {
  const { order, place, marked, aside, prior, shop } = graph
  const { before } = shop
  let count = 0
  for (let nth = from; nth <= to; nth++) {
    const operation = order[nth]!
    if (operation !== moved && marked[before[operation]!] === 0 && marked[prior[operation]!] === 0) continue
    marked[operation] = 1
    aside[count++] = operation
  }
  const isCircle = marked[target] === 1
  let free = from
  if (!isCircle)
    for (let nth = from; nth <= to; nth++) {
      const operation = order[nth]!
      if (marked[operation] === 1) continue
      order[free] = operation
      place[operation] = free++
    }
  for (let nth = 0; nth < count; nth++) {
    const operation = aside[nth]!
    marked[operation] = 0
    if (isCircle) continue
    order[free] = operation
    place[operation] = free++
  }
  return !isCircle
}

/** The same the other way about: everything that the moved one needs goes before the target with it. */
function reorderBefore(graph: Graph, moved: number, target: number, from: number, to: number): boolean {
  const { order, place, marked, aside, next, shop } = graph
  const { after } = shop
  let count = 0
  for (let nth = to; nth >= from; nth--) {
    const operation = order[nth]!
    if (operation !== moved && marked[after[operation]!] === 0 && marked[next[operation]!] === 0) continue
    marked[operation] = 1
    aside[count++] = operation
  }
  const isCircle = marked[target] === 1
  let free = to
  if (!isCircle)
    for (let nth = to; nth >= from; nth--) {
      const operation = order[nth]!
      if (marked[operation] === 1) continue
      order[free] = operation
      place[operation] = free--
    }
  for (let nth = 0; nth < count; nth++) {
    const operation = aside[nth]!
    marked[operation] = 0
    if (isCircle) continue
    order[free] = operation
    place[operation] = free--
  }
  return !isCircle
}
