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
  const { whole, near } = restsOf(book, standing, now, pace)
  if (whole <= 0) return 'all'
  return near <= 0 ? 'near' : undefined
}

/** How long a book needs no look. */
export function restOf(book: WatchedBook, standing: Standing | undefined, now: Instant, pace: Pace): Duration {
  if (!standing || standing.reading !== null) return 0
  const { whole, near } = restsOf(book, standing, now, pace)
  return Math.max(0, Math.min(whole, near))
}

/** How long each kind of look rests still; a book without a near look is looked at as a whole as often. */
function restsOf(
  { hasNear }: WatchedBook,
  { whole_at, whole_cost, near_at, near_cost }: Standing,
  now: Instant,
  pace: Pace,
): { readonly whole: Duration; readonly near: Duration } {
  const rest = (since: Instant, least: Duration, cost: Duration) =>
    Math.max(least, cost / pace.share) - between(since, now)
  return {
    whole: rest(whole_at, hasNear ? pace.whole : pace.near, whole_cost),
    near: hasNear ? rest(near_at, pace.near, near_cost) : Number.POSITIVE_INFINITY,
  }
}
