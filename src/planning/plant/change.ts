import type { Chance } from '#kernel/world'
import { below } from '../chance.ts'
import { lateness } from './cost.ts'
import type { Candidate } from './candidate.ts'
import { type Draft, withAllBefore } from './draft.ts'
import type { Indexed, Job } from './indexed.ts'

/** What people may be asked to agree to, each more than the one before. */
export const policies = ['wait', 'move', 'alternative', 'split'] as const
export type Policy = (typeof policies)[number]

/** One small change of a draft, such as the policy allows, seen what it came to. */
type Change = (problem: Indexed, from: Candidate, chance: Chance) => Draft

/** An operation looks for room sooner or later, as far as those before and behind it allow. */
const shift: Change = ({ jobs }, { draft }, chance) => {
  const { sequence } = draft
  const from = below(chance, sequence.length)
  const { after, next } = jobs[sequence[from]!]!
  let [low, high] = [from, from]
  while (low > 0 && !after.includes(sequence[low - 1]!)) low--
  while (high < sequence.length - 1 && !next.includes(sequence[high + 1]!)) high++
  const to = low + below(chance, high - low + 1)
  return { ...draft, keepsSequence: false, sequence: sequence.toSpliced(from, 1).toSpliced(to, 0, sequence[from]!) }
}

/** An operation waits for its planned minute, or no longer does. */
const release: Change = ({ jobs }, { draft }, chance) => {
  const job = anyOf(jobs, chance, ({ plannedAt }) => plannedAt !== undefined)
  return job ? { ...draft, holds: draft.holds.with(job.nth, !draft.holds[job.nth]) } : draft
}

/** An order that is late no longer waits for its planned minutes, and goes before all others. */
const hurry: Change = (problem, { draft, schedule }, chance) => {
  const { jobs } = problem
  const late = lateness(problem, schedule)
  const job = anyOf(jobs, chance, (one) => late[one.order]! > 0)
  if (!job) return draft
  const own = new Set(jobs.filter(({ order }) => order === job.order).map(({ nth }) => nth))
  const first = new Set(withAllBefore(problem, draft.sequence, own))
  return {
    ...draft,
    keepsSequence: false,
    holds: draft.holds.map((holds, nth) => holds && !own.has(nth)),
    sequence: [...first, ...draft.sequence.filter((nth) => !first.has(nth))],
  }
}

/** Another work centre does it, at its planned minute or when there is room. */
const elsewhere: Change = ({ jobs }, { draft }, chance) => {
  const job = anyOf(jobs, chance, ({ choices }) => choices.length > 1)
  if (!job) return draft
  const { nth, choices, plannedAt } = job
  return {
    ...draft,
    choice: draft.choice.with(nth, below(chance, choices.length)),
    holds: draft.holds.with(nth, plannedAt !== undefined && chance() < 0.5),
  }
}

/** Another work centre takes over where a leave interrupts, or no longer does. */
const handOver: Change = ({ jobs, centres, workload: { now } }, { draft, schedule }, chance) => {
  const job = anyOf(jobs, chance, ({ nth, operation, choices }) => {
    const [first] = schedule[nth]!
    if (!operation.mayPause || choices.length < 2 || !first) return false
    const begins = operation.started ? now : first.begins
    return (
      draft.rest[nth]! >= 0 ||
      centres[first.centre]!.leaves.some((leave) => begins < leave.ends && leave.begins < first.ends)
    )
  })
  return job ? { ...draft, rest: draft.rest.with(job.nth, below(chance, job.choices.length + 1) - 1) } : draft
}

/** A work centre works overtime, or no longer does. */
const workLonger: Change = ({ centres }, { draft }, chance) => {
  const nth = below(chance, centres.length)
  return { ...draft, overtime: draft.overtime.with(nth, !draft.overtime[nth]) }
}

function anyOf(jobs: readonly Job[], chance: Chance, may: (job: Job) => boolean): Job | undefined {
  const those = jobs.filter(may)
  return those[below(chance, those.length)]
}

export function changesFor(policy: Policy, { centres }: Indexed, mayWorkLonger: boolean): readonly Change[] {
  const isWide = policy === 'alternative' || policy === 'split'
  return [
    ...[shift, shift, release, release, hurry],
    ...(isWide ? [elsewhere, elsewhere] : []),
    ...(policy === 'split' ? [handOver, handOver] : []),
    ...(mayWorkLonger && centres.some(({ overtime }) => overtime.length > 0) ? [workLonger] : []),
  ]
}
