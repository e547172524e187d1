import { between, type Duration, type Instant, seconds } from '#kernel/time'

/** The clocks of one message: when it happened and was written down by theirs, when it came by ours. */
export interface Stamps {
  readonly occurredAt: Instant
  readonly recordedAt?: Instant | null
  readonly receivedAt: Instant
}

export interface ClockError {
  /** By how much the clock runs ahead of the hub's; behind it where negative. */
  readonly ahead: Duration
  readonly messages: number
}

/** Fewer say nothing. */
const ENOUGH = 5
/** What the way here may take, beside what a clock is off. */
const PROMPT = seconds(2)

/**
 * How far a clock is off, as its last messages tell. A message takes its time to come and never comes before it was
 * sent: so the promptest tell the clock, and a tenth of them may be nonsense. What comes late is a clock that is behind
 * only when everything comes equally late; else it is somebody who reports late. Nothing is ever rewritten by this. Pure.
 */
export function clockError(messages: readonly Stamps[]): ClockError | undefined {
  if (messages.length < ENOUGH) return undefined
  const happened = delays(messages, ({ occurredAt }) => occurredAt)
  const written = delays(messages, ({ occurredAt, recordedAt }) => recordedAt ?? occurredAt)
  const earliest = Math.min(lowOf(happened), lowOf(written))
  if (earliest < 0) return { ahead: -earliest, messages: messages.length }
  const late = lowOf(written)
  const isSteady = middleOf(written) - late <= Math.max(PROMPT, late / 20)
  return { ahead: isSteady && late > PROMPT ? -late : 0, messages: messages.length }
}

const delays = (messages: readonly Stamps[], stamp: (of: Stamps) => Instant): readonly Duration[] =>
  messages.map((of) => between(stamp(of), of.receivedAt)).sort((one, other) => one - other)

const lowOf = (sorted: readonly Duration[]): Duration => sorted[Math.floor(sorted.length / 10)] ?? 0
const middleOf = (sorted: readonly Duration[]): Duration => sorted[Math.floor(sorted.length / 2)] ?? 0
