import type { Draft } from './draft.ts'
import type { Indexed, Job } from './indexed.ts'
import { minutesIn } from './open-time.ts'
import type { Schedule } from './schedule.ts'
import type { Part } from './board.ts'

/** What a plan costs, in parts; money is as the workload's values and prices are. */
export interface Cost {
  /** Days late, by value and priority of each order. */
  readonly late: number
  readonly overtime: number
  readonly changes: number
  readonly total: number
}

const DAY = 24 * 60

export function costOf(problem: Indexed, draft: Draft, schedule: Schedule): Cost {
  const { prices } = problem.workload
  let late = 0
  for (const [order, minutes] of lateness(problem, schedule).entries()) {
    const { value, priority } = problem.orders[order]!
    late += (minutes / DAY) * value * priority
  }
  let minutes = 0
  let changed = 0
  for (const job of problem.jobs) {
    const parts = schedule[job.nth]!
    if (isChanged(problem, job, parts)) changed++
    for (const part of parts)
      if (draft.overtime[part.centre]) minutes += minutesIn(problem.centres[part.centre]!.overtime, part)
  }
  const overtime = minutes * prices.overtimeMinute
  const changes = changed * prices.change
  return { late, overtime, changes, total: late + overtime + changes }
}

/** By how many minutes each order misses its promise. */
export function lateness({ jobs, orders }: Indexed, schedule: Schedule): readonly number[] {
  const late = orders.map(() => 0)
  for (const { nth, order } of jobs) {
    const { promised } = orders[order]!
    if (promised !== undefined) late[order] = Math.max(late[order]!, schedule[nth]!.at(-1)!.ends - promised)
  }
  return late
}

/**
 * Whether an operation is done elsewhere, at another time or by two, of those that have a place in the plan as it is.
 */
export function isChanged(
  { centres }: Indexed,
  { operation: { planned, started } }: Job,
  parts: readonly Part[],
): boolean {
  const place = started ?? planned
  const [first, second] = parts
  if (!place || !first) return false
  if (second || centres[first.centre]!.id !== place.workCentre) return true
  return !started && first.begins !== planned!.begins
}
