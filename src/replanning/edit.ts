import type { EditedOption, Proposal, ReplanOption } from '#model/replan-case'
import type { ReplanEdit } from '#model/replan'
import { instantOf, minuteOf, type Option, type Refusal, type Workload } from '#planning'
import { ordersMovedBy } from './propose.ts'
import type { Speaker } from './say.ts'

/**
 * A workload whose plan is an option with some operations put elsewhere. Waiting in place, the planner shifts what
 * cannot be there: what it leaves alone can.
 */
export function withEdits(workload: Workload, option: ReplanOption, edits: readonly ReplanEdit[]): Workload | Refusal {
  const places = new Map(option.moves.map(({ operation, to }) => [operation, to]))
  const wanted = new Map(edits.map((edit) => [edit.operation, edit]))
  for (const { operation, workCentre } of edits) {
    const known = workload.operations.find(({ id }) => id === operation)
    if (!known) return refusal('UNKNOWN_NAME', operation, `Operation ${operation} is not in the plan.`)
    if (known.started) return refusal('NOT_A_TIME', operation, 'It is under way and stays where it is.')
    if (!known.choices.some((choice) => choice.workCentre === workCentre))
      return refusal('NO_WORK_CENTRE', operation, 'That work centre cannot do it; choose one of its alternatives.')
  }
  return {
    ...workload,
    // Whoever puts something there by hand may touch the frozen horizon.
    frozenUntil: workload.now,
    operations: workload.operations.map((operation) => {
      const place = wanted.get(operation.id) ?? places.get(operation.id)
      if (!place || operation.started) return operation
      return { ...operation, planned: { workCentre: place.workCentre, begins: minuteOf(place.from) } }
    }),
  }
}

/** Who puts operations where they are to stand. */
export type Mover = 'by hand' | 'by the planner outside'

interface Edited {
  readonly shown: Pick<Proposal, 'work'>
  readonly option: ReplanOption
  readonly edits: readonly ReplanEdit[]
  readonly workload: Workload
  readonly by?: Mover
}

/** The option as it was edited, with what it costs now; or the first reason why that cannot be. */
export function editedOption(
  { shown, option, edits, workload, by = 'by hand' }: Edited,
  found: readonly Option[] | Refusal,
  say: Speaker,
): EditedOption {
  if ('code' in found) return { refusal: found }
  const [kept] = found
  if (!kept) return { refusal: refusal('NO_ROOM', '', 'There is no room for that in the calendars.') }
  const shifted = kept.operations.find(({ because }) => because)
  if (shifted) {
    const sentence = `${say.operation(shifted.operation)} cannot stand there: ${say.because(shifted.because!)}.`
    return { refusal: refusal('NO_ROOM', shifted.operation, sentence) }
  }
  const byHand = new Set(edits.map(({ operation }) => operation))
  const before = new Map(option.moves.map((move) => [move.operation, move]))
  const planned = new Map(kept.operations.map((one) => [one.operation, one]))
  const moves = shown.work.operations.flatMap(({ operation, order, place, choices }) => {
    if (!byHand.has(operation)) return before.get(operation) ?? []
    const { parts } = planned.get(operation)!
    const [first] = parts
    if (first!.workCentre === place.workCentre && first!.begins === minuteOf(place.from)) return []
    const to = {
      workCentre: first!.workCentre,
      from: instantOf(first!.begins),
      until: instantOf(parts.at(-1)!.ends),
      minutes: choices.find(({ workCentre }) => workCentre === first!.workCentre)!.minutes,
    }
    const where = `${say.centre(to.workCentre)} at ${say.at(to.from)}`
    return [
      {
        operation,
        order,
        from: place,
        to,
        because: `${say.operation(operation)} goes to ${where}, put there ${by}.`,
      },
    ]
  })
  const changes = moves.length * workload.prices.change
  const { late, overtime } = kept.cost
  return {
    option: {
      policy: option.policy,
      cost: { late, overtime, changes, total: late + overtime + changes },
      moves,
      orders: ordersMovedBy(shown.work, moves),
      late: kept.late.map(({ order, minutes }) => ({ order, minutes })),
      iterations: option.iterations,
    },
  }
}

const refusal = (code: Refusal['code'], subject: string, sentence: string): Refusal => ({ code, subject, sentence })
