import { chanceOf } from '../chance.ts'
import { effortOf } from '../effort.ts'
import { type Candidate, candidate } from './candidate.ts'
import { policies, type Policy } from './change.ts'
import { type Cost, isChanged, lateness } from './cost.ts'
import { draftAsPlanned } from './draft.ts'
import { type Indexed, indexed } from './indexed.ts'
import { type Reason, reasonFor } from './reason.ts'
import { objectionTo, type Refusal } from './refusal.ts'
import { scheduled } from './schedule.ts'
import { search, startsFor } from './search.ts'
import type { Minute, Span, Workload } from './workload.ts'

/** What one unit of a work centre does of an operation; units are counted from 0. */
export interface PlannedPart extends Span {
  readonly workCentre: string
  readonly unit: number
  /** Minutes of setup at its begin, and of work; the rest of its time is closed. */
  readonly setup: number
  readonly minutes: number
}

export interface PlannedOperation {
  readonly operation: string
  /** One, or two where another work centre takes over. */
  readonly parts: readonly PlannedPart[]
  /** Why it does not stay where it was planned; absent where it does, or was not planned. */
  readonly because?: Reason
}

/** One way to go on, with what it costs. */
export interface Option {
  readonly policy: Policy
  readonly operations: readonly PlannedOperation[]
  readonly cost: Cost
  readonly changed: number
  readonly late: readonly { readonly order: string; readonly minutes: Minute }[]
  /** Overtime is worked there. */
  readonly overtime: readonly string[]
  /** Steps of the search for this policy; as a wish, with the seed, they give it again. */
  readonly iterations: number
}

export interface PlanWish {
  readonly seed: number
  /** Steps at most: for each policy, or what an option says it took. */
  readonly iterations: number | Readonly<Partial<Record<Policy, number>>>
  /** Whether such a share of the time is over; it ends a search and decides nothing else. */
  readonly isLate: (share: number) => boolean
  readonly policies?: readonly Policy[]
  readonly mayWorkOvertime?: boolean
}

/**
 * The ways to go on with a workload, each policy as cheap as it was found. A policy that allows more begins where the
 * one before it ended, so it is never dearer. Each draws from the seed anew: cutting one short changes nothing of
 * what the next would do from there.
 */
export function optionsFor(workload: Workload, wish: PlanWish): readonly Option[] | Refusal {
  const objection = objectionTo(workload)
  if (objection) return objection
  const problem = indexed(workload)
  const asPlanned = draftAsPlanned(problem)
  const waiting = candidate(problem, asPlanned)
  const starts = startsFor(problem, asPlanned)
  let best = [waiting ?? [], starts].flat()
  if (best.length === 0) return noRoom(problem)
  const wished = wish.policies ?? policies
  return wished.flatMap((policy, nth) => {
    if (policy === 'wait') return waiting ? optionOf(problem, policy, waiting, 0) : []
    const steps = typeof wish.iterations === 'number' ? wish.iterations : (wish.iterations[policy] ?? 0)
    const effort = effortOf(steps, () => wish.isLate((nth + 1) / wished.length))
    const found = search(problem, best, policy, effort, chanceOf(wish.seed), wish.mayWorkOvertime ?? false)
    best = [found]
    return optionOf(problem, policy, found, effort.steps)
  })
}

function noRoom(problem: Indexed): Refusal {
  const schedule = scheduled(problem, draftAsPlanned(problem))
  const subject = 'nth' in schedule ? schedule.operation.id : ''
  return {
    code: 'NO_ROOM',
    subject,
    sentence: `Operation ${subject} finds no room in the calendars; lengthen them, or take operations out.`,
  }
}

function optionOf(problem: Indexed, policy: Policy, { draft, schedule, cost }: Candidate, iterations: number): Option {
  const { jobs, centres, orders } = problem
  return {
    policy,
    cost,
    iterations,
    operations: jobs.map((job) => {
      const because = reasonFor(problem, schedule, job)
      const parts = schedule[job.nth]!.map(({ centre, unit, begins, ends, setup, minutes }) => ({
        workCentre: centres[centre]!.id,
        ...{ unit, begins, ends, setup, minutes },
      }))
      return { operation: job.operation.id, parts, ...(because && { because }) }
    }),
    changed: jobs.filter((job) => isChanged(problem, job, schedule[job.nth]!)).length,
    late: lateness(problem, schedule).flatMap((minutes, order) =>
      minutes > 0 ? [{ order: orders[order]!.id, minutes }] : [],
    ),
    overtime: centres.filter((_, nth) => draft.overtime[nth]).map(({ id }) => id),
  }
}
