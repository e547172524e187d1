import type { Compared } from './compare.ts'

/** From which values on a flow is ready; a plant's own, as its rules have them. */
export interface Thresholds {
  /** Shares as decimal text, "0.98" is 98 %. */
  readonly completeness: string
  readonly match: string
  readonly exceptions: string
  readonly timeTolerance: string
}

export interface Counted {
  readonly received: number
  readonly judged: number
  /** Judged, and would have needed a person, by code. */
  readonly troubles: readonly { readonly code: string; readonly count: number; readonly sentence: string }[]
  /** Seconds from receipt to decision; null where nothing was judged. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number } | null
}

export interface Measured {
  /** Of what was received or ought to have come, how much was judged. */
  readonly completeness: number | null
  /** Booked by others, and never told to the hub. */
  readonly absent: number
  /** Of all that could be compared, how much is the same in both books. */
  readonly match: number | null
  readonly matching: number
  readonly compared: number
  /** Of what was judged, how much would have needed a person. */
  readonly exceptions: number | null
}

export function measuresOf({ received, judged, troubles }: Counted, rows: readonly Compared[]): Measured {
  const absent = rows.filter(({ hub, agrees }) => hub === null && !agrees).length
  const matching = rows.filter(({ agrees }) => agrees).length
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
  return {
    completeness: share(judged, received + absent),
    absent,
    match: share(matching, rows.length),
    matching,
    compared: rows.length,
    exceptions: share(
      troubles.reduce((sum, { count }) => sum + count, 0),
      judged,
    ),
  }
}

export interface Verdict {
  readonly ready: boolean
  /** In plain words: what stands against it, or what speaks for it. */
  readonly because: readonly string[]
}

const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`

/** Ready or not, and why: each threshold that is missed is a sentence of its own. */
export function verdictOn(
  counted: Counted,
  measured: Measured,
  thresholds: Thresholds,
  target: { readonly p95: number; readonly p99: number },
): Verdict {
  const { completeness, absent, match, matching, compared, exceptions } = measured
  const { received, judged, latency } = counted
  const against: string[] = []
  if (received === 0) against.push('No message came in this time, so that nothing can be said.')
  if (completeness !== null && completeness < Number(thresholds.completeness))
    against.push(
      `${judged} of ${received + absent} messages that came, or ought to have come, were judged: ${percent(completeness)}, and ${percent(Number(thresholds.completeness))} are asked for.`,
    )
  if (received > 0 && compared === 0)
    against.push('Nobody booked anything in this time that could be compared, and the hub would not have either.')
  if (match !== null && match < Number(thresholds.match))
    against.push(
      `${compared - matching} of ${compared} amounts differ from what was booked: ${percent(match)} agree, and ${percent(Number(thresholds.match))} are asked for.`,
    )
  if (exceptions !== null && exceptions > Number(thresholds.exceptions))
    against.push(
      `${percent(exceptions)} of what was judged would have needed a person, and at most ${percent(Number(thresholds.exceptions))} may.`,
    )
  if (latency && latency.p95 > target.p95)
    against.push(
      `Of a hundred messages five took longer than ${latency.p95.toFixed(1)} s, and ${target.p95} s is the target.`,
    )
  else if (latency && latency.p99 > target.p99)
    against.push(
      `Of a hundred messages one took longer than ${latency.p99.toFixed(1)} s, and ${target.p99} s is the target.`,
    )
  if (against.length > 0) return { ready: false, because: against }
  return {
    ready: true,
    because: [
      `${judged} of ${received + absent} messages were judged, ${matching} of ${compared} amounts agree, and nothing was late.`,
    ],
  }
}
