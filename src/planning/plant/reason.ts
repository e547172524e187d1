import { type Schedule } from './schedule.ts'
import { isChanged } from './cost.ts'
import type { Indexed, Job } from './indexed.ts'
import { minutesIn } from './open-time.ts'
import type { Minute } from './workload.ts'

/** Why an operation does not stay where it was planned: what is in its way there, or else whom it makes way for. */
export type Reason =
  | { readonly kind: 'leave'; readonly workCentre: string; readonly leave: string }
  | { readonly kind: 'closed'; readonly workCentre: string }
  | { readonly kind: 'past'; readonly planned: Minute }
  | { readonly kind: 'material'; readonly at: Minute }
  | { readonly kind: 'release'; readonly at: Minute }
  | { readonly kind: 'predecessor'; readonly operation: string; readonly ends: Minute }
  | { readonly kind: 'occupied'; readonly workCentre: string; readonly by: string }
  /** Nothing was in its way: it goes elsewhere or sooner so that this order (or another behind it) is less late. */
  | { readonly kind: 'promise'; readonly order: string }

/** The first thing that is in the way of the place an operation had; of those that moved. */
export function reasonFor(problem: Indexed, schedule: Schedule, job: Job): Reason | undefined {
  const { jobs, centres, workload } = problem
  const { operation, plannedAt, usual } = job
  if (!isChanged(problem, job, schedule[job.nth]!)) return undefined
  const { centre, minutes } = job.choices[usual]!
  const at = operation.started ? workload.now : plannedAt!
  const { id, leaves, usual: open } = centres[centre]!
  const span = { begins: at, ends: at + (operation.started?.left ?? minutes) }
  const leave = leaves.find(({ begins, ends }) => begins < span.ends && at < ends)
  if (leave) return { kind: 'leave', workCentre: id, leave: leave.id }
  if (at < workload.now) return { kind: 'past', planned: at }
  if ((operation.materialAt ?? at) > at) return { kind: 'material', at: operation.materialAt! }
  const { id: order, release = at } = problem.orders[job.order]!
  if (release > at) return { kind: 'release', at: release }
  for (const one of job.after) {
    const ends = schedule[one]!.at(-1)!.ends
    if (ends > at) return { kind: 'predecessor', operation: jobs[one]!.operation.id, ends }
  }
  const by = jobs.find(({ nth }) =>
    schedule[nth]!.some(
      (part) => nth !== job.nth && part.centre === centre && part.begins < span.ends && at < part.ends,
    ),
  )
  if (by) return { kind: 'occupied', workCentre: id, by: by.operation.id }
  if (minutesIn(open, { begins: at, ends: at + 1 }) === 0) return { kind: 'closed', workCentre: id }
  return { kind: 'promise', order }
}
