import { union, without } from './open-time.ts'
import type { Leave, Minute, Operation, Order, Span, Workload } from './workload.ts'

/** A work centre as the search uses it: open minutes with and without overtime, leaves already taken off. */
export interface Centre {
  readonly id: string
  readonly capacity: number
  readonly usual: readonly Span[]
  readonly extended: readonly Span[]
  /** Open at a price alone. */
  readonly overtime: readonly Span[]
  readonly leaves: readonly Leave[]
}

/** An operation by numbers in place of names. */
export interface Job {
  readonly nth: number
  readonly operation: Operation
  readonly order: number
  readonly after: readonly number[]
  readonly next: readonly number[]
  readonly choices: readonly { readonly centre: number; readonly minutes: number }[]
  /** Not before now, its release and its material. */
  readonly ready: Minute
  /** The choice it has in the plan as it is, else the usual one. */
  readonly usual: number
  readonly plannedAt: Minute | undefined
}

export interface Indexed {
  readonly workload: Workload
  readonly centres: readonly Centre[]
  readonly jobs: readonly Job[]
  readonly orders: readonly Order[]
}

export function indexed(workload: Workload): Indexed {
  const { now, orders, operations } = workload
  const centreOf = numbered(workload.workCentres)
  const orderOf = numbered(orders)
  const jobOf = numbered(operations)
  const next: number[][] = operations.map(() => [])
  for (const [nth, { after }] of operations.entries()) for (const one of after) next[jobOf.get(one)!]!.push(nth)
  return {
    workload,
    orders,
    centres: workload.workCentres.map(({ id, capacity, open, overtime = [], leaves }) => ({
      id,
      capacity,
      leaves,
      usual: without(open, leaves),
      extended: without(union([...open, ...overtime]), leaves),
      overtime: without(without(overtime, open), leaves),
    })),
    jobs: operations.map((operation, nth) => {
      const order = orderOf.get(operation.order)!
      const choices = operation.choices.map(({ workCentre, minutes }) => ({
        centre: centreOf.get(workCentre)!,
        minutes,
      }))
      const place = operation.started?.workCentre ?? operation.planned?.workCentre
      return {
        nth,
        operation,
        order,
        after: operation.after.map((id) => jobOf.get(id)!),
        next: next[nth]!,
        choices,
        ready: Math.max(now, orders[order]!.release ?? now, operation.materialAt ?? now),
        usual: Math.max(
          0,
          operation.choices.findIndex(({ workCentre }) => workCentre === place),
        ),
        plannedAt: operation.planned?.begins,
      }
    }),
  }
}

const numbered = (all: readonly { readonly id: string }[]): ReadonlyMap<string, number> =>
  new Map(all.map(({ id }, nth) => [id, nth]))
