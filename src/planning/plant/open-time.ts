import type { Minute, Span } from './workload.ts'

/** Spans in their order, each minute once; what touches is one. */
export function union(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = []
  for (const span of spans.toSorted((one, other) => one.begins - other.begins)) {
    const last = merged.at(-1)
    if (span.ends <= span.begins) continue
    if (last && span.begins <= last.ends)
      merged[merged.length - 1] = { begins: last.begins, ends: Math.max(last.ends, span.ends) }
    else merged.push({ begins: span.begins, ends: span.ends })
  }
  return merged
}

/** What is left of spans without others. */
export function without(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  let left = union(spans)
  for (const { begins, ends } of others)
    left = left.flatMap((span) => {
      if (span.ends <= begins || ends <= span.begins || ends <= begins) return [span]
      return [
        { begins: span.begins, ends: begins },
        { begins: ends, ends: span.ends },
      ].filter((part) => part.begins < part.ends)
    })
  return left
}

/** How many minutes of these spans lie in another. */
export function minutesIn(spans: readonly Span[], { begins, ends }: Span): number {
  let minutes = 0
  for (let nth = firstEndingAfter(spans, begins); nth < spans.length && spans[nth]!.begins < ends; nth++)
    minutes += Math.min(spans[nth]!.ends, ends) - Math.max(spans[nth]!.begins, begins)
  return minutes
}

/** Where so many minutes of work go at the soonest, from a minute on; work that may not pause goes into one span. */
export function fit(spans: readonly Span[], from: Minute, minutes: number, mayPause: boolean): Span | undefined {
  let begins = -1
  let left = minutes
  for (let nth = firstEndingAfter(spans, from); nth < spans.length; nth++) {
    const at = Math.max(spans[nth]!.begins, from)
    if (begins < 0 || !mayPause) [begins, left] = [at, minutes]
    const worked = spans[nth]!.ends - at
    if (worked >= left) return { begins, ends: at + left }
    left -= worked
  }
  return undefined
}

function firstEndingAfter(spans: readonly Span[], minute: Minute): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (spans[middle]!.ends > minute) high = middle
    else low = middle + 1
  }
  return low
}
