import { type Duration, epochMilliseconds, instant, type Instant } from '#kernel/time'

/**
 * How these figures are computed; another way of computing them is another version, and is told with them.
 *
 * 1: By the terms of ISO 14224 and EN 13306. Planned is the plant's working time less what both maintenance and
 * production had agreed to take out. Down is what of it the asset stood still for, each minute once, whatever stood it and
 * however many said so; false alarms are none. Failures are those that count: a loss of function, no false alarm, coded where
 * they have a maintenance order. Time between failures is what is left of planned, over failures; time to restore is by the clock
 * from first sign to the end, over those that are over. Without a failure there is no time between failures.
 */
export const RELIABILITY_DEFINITION = 1

export interface Stop {
  readonly from: Instant
  /** Absent while it lasts. */
  readonly until?: Instant
  readonly isVoid: boolean
  /** Whether it is one of the failures that count. */
  readonly isCounted: boolean
}

interface Stretch {
  readonly from: Instant
  readonly until: Instant
}

export interface ReliabilityWish extends Stretch {
  readonly stops: readonly Stop[]
  /** What both had agreed to take out. */
  readonly windows: readonly Stretch[]
  /** Working time of the plant between two moments. */
  readonly work: (from: Instant, until: Instant) => Duration
}

export interface Reliability {
  readonly planned: Duration
  readonly down: Duration
  readonly failures: number
  /** How many of those are over. */
  readonly restored: number
  readonly betweenFailures?: Duration
  readonly toRestore?: Duration
  /** Share of planned time in which it could work; none where nothing was planned. */
  readonly availability?: number
}

export function reliabilityOf({ stops, windows, from, until, work }: ReliabilityWish): Reliability {
  const whole: Span = [epochMilliseconds(from), epochMilliseconds(until)]
  const out = union(windows.map((one) => spanOf(one, until)).flatMap((one) => within(one, whole)))
  const stood = stops.filter(({ isVoid }) => !isVoid).map((one) => spanOf(one, until))
  const worked = (spans: readonly Span[]): Duration =>
    spans.reduce((sum, [begins, ends]) => sum + work(instant(begins), instant(ends)), 0)
  const planned = worked(without([whole], out))
  const down = worked(without(union(stood.flatMap((one) => within(one, whole))), out))
  const counted = stops.filter((one) => one.isCounted && isIn(one.from, whole))
  const restored = counted.filter((one) => one.until !== undefined)
  return {
    ...{ planned, down, failures: counted.length, restored: restored.length },
    ...(counted.length > 0 ? { betweenFailures: (planned - down) / counted.length } : {}),
    ...(restored.length > 0 ? { toRestore: sumOf(restored.map((one) => spanOf(one, until))) / restored.length } : {}),
    ...(planned > 0 ? { availability: (planned - down) / planned } : {}),
  }
}

/** Working time in which at least one of these was so, each moment once. */
export const workIn = (
  stretches: readonly { readonly from: Instant; readonly until?: Instant }[],
  { from, until, work }: Pick<ReliabilityWish, 'from' | 'until' | 'work'>,
): Duration => {
  const whole: Span = [epochMilliseconds(from), epochMilliseconds(until)]
  const spans = union(stretches.map((one) => spanOf(one, until)).flatMap((one) => within(one, whole)))
  return spans.reduce((sum, [begins, ends]) => sum + work(instant(begins), instant(ends)), 0)
}

type Span = readonly [begins: number, ends: number]

const spanOf = (one: { readonly from: Instant; readonly until?: Instant }, end: Instant): Span => [
  epochMilliseconds(one.from),
  epochMilliseconds(one.until ?? end),
]
const isIn = (at: Instant, [begins, ends]: Span): boolean =>
  epochMilliseconds(at) >= begins && epochMilliseconds(at) < ends
const sumOf = (spans: readonly Span[]): Duration => spans.reduce((sum, [begins, ends]) => sum + (ends - begins), 0)

function within([begins, ends]: Span, [low, high]: Span): readonly Span[] {
  const cut: Span = [Math.max(begins, low), Math.min(ends, high)]
  return cut[0] < cut[1] ? [cut] : []
}

/** Each moment once, the earliest first. */
function union(spans: readonly Span[]): readonly Span[] {
  const found: Span[] = []
  for (const [begins, ends] of spans.toSorted(([one], [other]) => one - other)) {
    const last = found.at(-1)
    if (last && begins <= last[1]) found[found.length - 1] = [last[0], Math.max(last[1], ends)]
    else found.push([begins, ends])
  }
  return found
}

function without(spans: readonly Span[], taken: readonly Span[]): readonly Span[] {
  return spans.flatMap(([begins, ends]) => {
    const left: Span[] = []
    let at = begins
    for (const [out, back] of taken) {
      if (back <= at || out >= ends) continue
      if (out > at) left.push([at, out])
      at = Math.max(at, back)
    }
    return at < ends ? [...left, [at, ends] satisfies Span] : left
  })
}
