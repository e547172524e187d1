import { between, type Duration, type Instant, minutes, seconds } from '#kernel/time'
import type { Question, WatchedBook } from '#model/ports/change-watch'
import type { Standing } from './watched.ts'

/** How often there is a look at least. */
export interface Pace {
  readonly near: Duration
  readonly whole: Duration
  /** Of a processor, that each kind of look at a book may cost: it rests the longer, the longer it took. */
  readonly share: number
}

/** Near and whole looks at the largest book together stay below a hundredth of a processor. */
export const usualPace: Pace = { near: seconds(10), whole: minutes(1), share: 0.005 }

/** What to ask of a book now: to be read until it is, then looked at when its rest is over. */
export function dueOf(
  book: WatchedBook,
  standing: Standing | undefined,
  now: Instant,
  pace: Pace,
): Question['about'] | undefined {
  if (!standing || standing.reading !== null) return 'every'
  const isOver = (since: Instant, rest: Duration, cost: Duration) =>
    between(since, now) >= Math.max(rest, cost / pace.share)
  if (!book.hasNear) return isOver(standing.whole_at, pace.near, standing.whole_cost) ? 'all' : undefined
  if (isOver(standing.whole_at, pace.whole, standing.whole_cost)) return 'all'
  return isOver(standing.near_at, pace.near, standing.near_cost) ? 'near' : undefined
}
