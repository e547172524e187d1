import { Failure } from '#kernel/failure'
import type { OpenWork } from '#model/open-work'
import type { OutsidePlan } from '#model/outside-plan'
import type { ReplanOption } from '#model/replan-case'
import { minuteOf, type Workload } from '#planning'
import { editedOption, withEdits } from './edit.ts'
import type { Planner } from './planner.ts'
import type { Speaker } from './say.ts'

interface Ground {
  readonly work: OpenWork
  readonly workload: Workload
  readonly seed: number
  readonly plan: Planner
  readonly say: Speaker
}

type Judged =
  | { readonly option: ReplanOption }
  | {
      readonly option?: undefined
      readonly refusal: { readonly code: string; readonly subject: string; readonly sentence: string }
    }

/** Nothing moves yet, and nobody here searched for it. */
const asItStands: ReplanOption = {
  policy: 'outside',
  cost: { late: 0, overtime: 0, changes: 0, total: 0 },
  ...{ moves: [], orders: [], late: [], iterations: 0 },
}

/**
 * What a planner outside proposes is never trusted: it is held against the rules that a planner's own edits are held
 * against, and costs what they say. It is an option like any other, or refused with the first of it that cannot be.
 */
export async function judged(told: OutsidePlan | Failure, ground: Ground, signal: AbortSignal): Promise<Judged> {
  const { work, workload, seed, plan, say } = ground
  if (told instanceof Failure) return refused('OUTSIDE_AWAY', `The planner outside has no plan: ${told.message}.`)
  const named = Map.groupBy(told.places, ({ operation }) => operation)
  const twice = [...named].find(([, places]) => places.length > 1)
  if (twice) return cannot(`${say.operation(twice[0])} stands in it twice.`)
  const stands = new Map(work.operations.map(({ operation, place }) => [operation as string, place]))
  const edits = told.places.filter(({ operation, workCentre, from }) => {
    const place = stands.get(operation)
    return place?.workCentre !== workCentre || minuteOf(place.from) !== minuteOf(from)
  })
  const wanted = withEdits(workload, asItStands, edits)
  if ('code' in wanted) return cannot(`${say.operation(wanted.subject)}: ${wanted.sentence}`)
  const wish = { seed, iterations: 0, policies: ['wait'] as const }
  const found = await plan({ workload: wanted, wish, atMost: 1000 }, signal)
  const by = 'by the planner outside'
  const { option, refusal } = editedOption({ shown: { work }, option: asItStands, edits, workload, by }, found, say)
  return option ? { option } : cannot(refusal!.sentence)
}

const refused = (code: string, sentence: string): Judged => ({ refusal: { code, subject: '', sentence } })
const cannot = (why: string): Judged =>
  refused('OUTSIDE_REFUSED', `The plan of the planner outside cannot be carried out. ${why}`)
