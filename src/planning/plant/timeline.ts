import { fit } from './open-time.ts'
import type { Minute, Span } from './workload.ts'

/** What a unit is taken by, its setup first. */
export interface Block extends Span {
  readonly job: number
  readonly family: string | undefined
  /** Minutes of setup at its begin, and of work behind it. */
  readonly setup: number
  readonly minutes: number
}

/** What is to be put onto a unit. */
export interface Piece {
  readonly job: number
  readonly minutes: number
  readonly mayPause: boolean
  readonly setup: { readonly family: string; readonly minutes: number } | undefined
}

/** What a unit does, in its order. */
export type Timeline = Block[]

export interface Room {
  readonly at: number
  readonly block: Block
}

/** The soonest room on a unit, also between others; who follows must not lose the setup it counts on. */
export function roomFor(timeline: Timeline, open: readonly Span[], piece: Piece, from: Minute): Room | undefined {
  const { job, minutes, mayPause } = piece
  const family = piece.setup?.family
  for (let at = firstEndingAfter(timeline, from); at <= timeline.length; at++) {
    const [before, behind] = [timeline[at - 1], timeline[at]]
    const setup = piece.setup && before?.family !== family ? piece.setup.minutes : 0
    const soonest = Math.max(from, before?.ends ?? from)
    if (behind && behind.begins - soonest < setup + minutes) continue
    const span = fit(open, soonest, setup + minutes, mayPause)
    if (!span) return undefined
    if (behind && (span.ends > behind.begins || losesSetup(behind, family))) continue
    return { at, block: { job, family, setup, minutes, ...span } }
  }
  return undefined
}

const losesSetup = ({ family, setup }: Block, before: string | undefined): boolean =>
  family !== undefined && setup === 0 && family !== before

/** Where something may be put that is not to begin before; what is over by then stays before it. */
function firstEndingAfter(timeline: Timeline, from: Minute): number {
  let [low, high] = [0, timeline.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (timeline[middle]!.ends > from) high = middle
    else low = middle + 1
  }
  return low
}

export const put = (timeline: Timeline, { at, block }: Room): void => void timeline.splice(at, 0, block)
