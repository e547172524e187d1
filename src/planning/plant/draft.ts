import type { Centre, Indexed, Job } from './indexed.ts'
import type { Span } from './workload.ts'

/** What a search decides; all else follows from it. */
export interface Draft {
  /** In which order operations look for room: each behind those it waits for. */
  readonly sequence: readonly number[]
  /** Whether none may begin before another that stands before it at its work centre, even where there is room. */
  readonly keepsSequence: boolean
  /** Which choice each takes. */
  readonly choice: readonly number[]
  /** Whether it waits for the minute it is planned for, so that nothing changes without need. */
  readonly holds: readonly boolean[]
  /** The choice that takes over where a leave interrupts, or -1: it waits for the end of the leave. */
  readonly rest: readonly number[]
  /** Which work centres work overtime. */
  readonly overtime: readonly boolean[]
}

/** The plan as it is, shifted where it must be. */
export const draftAsPlanned = ({ jobs, centres }: Indexed): Draft => ({
  sequence: inOrder(jobs, ({ plannedAt }) => plannedAt ?? Infinity),
  keepsSequence: true,
  choice: jobs.map(({ usual }) => usual),
  holds: jobs.map(({ plannedAt }) => plannedAt !== undefined),
  rest: jobs.map(() => -1),
  overtime: centres.map(() => false),
})

/** Least first, as far as what waits for others allows. */
export function inOrder(jobs: readonly Job[], key: (job: Job) => number): readonly number[] {
  const keys = jobs.map(key)
  const waitsFor = jobs.map(({ after }) => after.length)
  const ready = jobs.filter(({ after }) => after.length === 0).map(({ nth }) => nth)
  const sequence: number[] = []
  while (ready.length > 0) {
    let least = 0
    for (let nth = 1; nth < ready.length; nth++) {
      const [one, other] = [ready[nth]!, ready[least]!]
      if (keys[one]! < keys[other]! || (keys[one] === keys[other] && one < other)) least = nth
    }
    const job = ready.splice(least, 1)[0]!
    sequence.push(job)
    for (const next of jobs[job]!.next) if (--waitsFor[next]! === 0) ready.push(next)
  }
  return sequence
}

/** Some operations and all they wait for, in the order of a sequence. */
export function withAllBefore(
  { jobs }: Indexed,
  sequence: readonly number[],
  some: ReadonlySet<number>,
): readonly number[] {
  const wanted = new Set(some)
  for (const nth of sequence.toReversed()) if (wanted.has(nth)) for (const one of jobs[nth]!.after) wanted.add(one)
  return sequence.filter((nth) => wanted.has(nth))
}

export const openOf = (centre: Centre, overtime: boolean): readonly Span[] =>
  overtime ? centre.extended : centre.usual
