import { type Cost, costOf } from './cost.ts'
import type { Draft } from './draft.ts'
import type { Indexed } from './indexed.ts'
import { type Schedule, scheduled } from './schedule.ts'

/** A draft with what it comes to. */
export interface Candidate {
  readonly draft: Draft
  readonly schedule: Schedule
  readonly cost: Cost
}

/** What a draft comes to; undefined where something finds no room in the calendars. */
export function candidate(problem: Indexed, draft: Draft): Candidate | undefined {
  const schedule = scheduled(problem, draft)
  if ('nth' in schedule) return undefined
  return { draft, schedule, cost: costOf(problem, draft, schedule) }
}
