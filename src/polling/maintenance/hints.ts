import { type Duration, epochMilliseconds, type Instant, later, milliseconds, seconds } from '#kernel/time'
import type { Hint } from '#model/ports/maintenance-books'

/** A webhook may come before what it tells of is committed: it is looked for after these, and then left to the next look. */
export const patience: readonly Duration[] = [
  milliseconds(200),
  milliseconds(400),
  milliseconds(800),
  seconds(2),
  seconds(4),
  seconds(8),
]

interface Waiting {
  readonly hint: Hint
  readonly tries: number
  readonly at: Instant
}

/** More than a burst of changes is no hint any more: the next look finds them all. */
const MOST = 1000

/** What webhooks have hinted at and what was not found yet. Kept nowhere: what is forgotten is found by the next look. */
export function hintDesk(waits: readonly Duration[] = patience) {
  const waiting = new Map<string, Waiting>()
  const nameOf = ({ book, record }: Hint): string => `${book} ${record}`

  return {
    /** Several about one thing are one, about the last of its changes. */
    add(hint: Hint, now: Instant): void {
      const known = waiting.get(nameOf(hint))?.hint
      if (!known && waiting.size >= MOST) return
      const isNewer = !known || epochMilliseconds(hint.changedAt) >= epochMilliseconds(known.changedAt)
      const both = { ...(isNewer ? hint : known), isGone: hint.isGone || known?.isGone === true }
      waiting.set(nameOf(hint), { hint: both, tries: 0, at: later(now, waits[0]!) })
    },

    due: (now: Instant): readonly Hint[] => [...waiting.values()].filter(({ at }) => at <= now).map(({ hint }) => hint),

    /** When there is something to look for again. */
    next: (): Instant | undefined => [...waiting.values()].map(({ at }) => at).toSorted()[0],

    /** What came while that one was looked for is another one, and still to be looked for. */
    settled(hint: Hint): void {
      if (waiting.get(nameOf(hint))?.hint === hint) waiting.delete(nameOf(hint))
    },

    /** Answers whether it is looked for again. */
    again(hint: Hint, now: Instant): boolean {
      const was = waiting.get(nameOf(hint))
      const wait = waits[(was?.tries ?? 0) + 1]
      if (!was || wait === undefined) {
        waiting.delete(nameOf(hint))
        return false
      }
      waiting.set(nameOf(hint), { ...was, tries: was.tries + 1, at: later(now, wait) })
      return true
    },
  }
}
