import { isAfter } from '#kernel/time'
import type { ClockMark } from '#model/production-order-case'
import type { Downtime } from '#model/work'

export interface Marked {
  readonly marks: readonly ClockMark[]
  /** The standstill that is complete with this mark. */
  readonly standstill?: Pick<Downtime, 'started' | 'ended' | 'reason'>
}

interface Span {
  readonly paused: ClockMark
  readonly resumed: ClockMark
}

const inOrder = (marks: readonly ClockMark[]): readonly ClockMark[] =>
  marks.toSorted((one, other) => (isAfter(one.at, other.at) ? 1 : isAfter(other.at, one.at) ? -1 : 0))

/** From the first word that it stands still to the first that it goes on, however many say so. */
function spansOf(marks: readonly ClockMark[]): readonly Span[] {
  const spans: Span[] = []
  let paused: ClockMark | undefined
  for (const mark of inOrder(marks)) {
    if (mark.what === 'paused') paused ??= mark
    else if (mark.what === 'resumed' && paused) {
      spans.push({ paused, resumed: mark })
      paused = undefined
    }
  }
  return spans
}

const overlap = (one: Span, other: Span): boolean =>
  isAfter(one.resumed.at, other.paused.at) && isAfter(other.resumed.at, one.paused.at)

/**
 * Adds a mark, whichever order they come in. A standstill is told once, when both its ends are known; what another
 * source says of the same one later adds nothing.
 */
export function marked(before: readonly ClockMark[], mark: ClockMark): Marked {
  const marks = inOrder([...before, mark])
  const told = spansOf(marks.filter(({ paired }) => paired))
  const fresh = spansOf(marks).find((span) => !told.some((known) => overlap(known, span)))
  if (!fresh) return { marks }
  const { paused, resumed } = fresh
  return {
    marks: marks.map((one) => (one === paused || one === resumed ? { ...one, paired: true } : one)),
    standstill: { started: paused.at, ended: resumed.at, ...(paused.reason ? { reason: paused.reason } : {}) },
  }
}
