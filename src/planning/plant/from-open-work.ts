import { epochMilliseconds, type Instant, instant, minutes as lasting } from '#kernel/time'
import type { OpenOperation, OpenOrder, OpenWork } from '#model/open-work'
import type { Minute, Operation, Span, WorkCentre, Workload } from './workload.ts'

/** What a plant's rules say of planning anew. */
export interface Terms {
  readonly now: Instant
  readonly frozenUntil: Instant
  /** What a day of delay is worth of an order that nobody has bought. */
  readonly lateDay: number
  /** So many times as much where the order is urgent. */
  readonly urgent: number
  /** What it costs that an operation does not stay where it was. */
  readonly change: number
}

/** Whole minutes: what is beneath one is left to whoever works there. */
export const minuteOf = (at: Instant): Minute => Math.floor(epochMilliseconds(at) / lasting(1))
export const instantOf = (minute: Minute): Instant => instant(minute * lasting(1))
const whole = (minutes: number): number => Math.max(1, Math.floor(minutes + 1e-6))

/** A plant's open work as the planner takes it. What is overdue and not begun is due now. */
export function toWorkload(work: OpenWork, { now, frozenUntil, lateDay, urgent, change }: Terms): Workload {
  const at = minuteOf(now)
  const hours = new Map(work.hours.map(({ id, open }) => [id, open.map(spanOf)]))
  const started = Map.groupBy(
    work.operations.filter(({ isStarted }) => isStarted),
    ({ place }) => place.workCentre,
  )
  return {
    now: at,
    frozenUntil: minuteOf(frozenUntil),
    workCentres: work.workCentres.map(({ id, hours: by, leaves }): WorkCentre => ({
      id,
      open: (hours.get(by) ?? []).filter(({ begins, ends }) => begins < ends),
      leaves: leaves.map(({ id: leave, ...span }) => ({ id: leave, ...around(span) })).filter(isSpan),
      // One at a time, as the ERP plans it; more where more are under way already.
      capacity: Math.max(1, started.get(id)?.length ?? 0),
    })),
    orders: work.orders.map((order) => orderOf(order, { lateDay, urgent })),
    operations: work.operations.map((operation) => operationOf(operation, at)),
    prices: { overtimeMinute: 0, change },
  }
}

/** What the customer was promised counts, else what the ERP says. */
export const promiseOf = ({ sale, promised }: OpenOrder): Instant | undefined => sale?.promised ?? promised

function orderOf(order: OpenOrder, { lateDay, urgent }: Pick<Terms, 'lateDay' | 'urgent'>): Workload['orders'][number] {
  const promised = promiseOf(order)
  return {
    id: order.order,
    value: order.sale?.value ?? lateDay,
    priority: order.isUrgent ? urgent : 1,
    ...(promised ? { promised: minuteOf(promised) } : {}),
  }
}

function operationOf(operation: OpenOperation, now: Minute): Operation {
  const { operation: id, order, after, choices, place, isStarted, left, material } = operation
  const { workCentre } = place
  return {
    id,
    order,
    after,
    choices: choices.map((choice) => ({ workCentre: choice.workCentre, minutes: whole(choice.minutes) })),
    mayPause: true,
    ...(material ? { materialAt: minuteOf(material) } : {}),
    ...(isStarted
      ? { started: { workCentre, left: Math.max(0, Math.floor(left)) } }
      : { planned: { workCentre, begins: Math.max(now, minuteOf(place.from)) } }),
  }
}

interface Stretch {
  readonly from: Instant
  readonly until: Instant
}
const spanOf = ({ from, until }: Stretch): Span => ({ begins: minuteOf(from), ends: minuteOf(until) })
/** A leave takes each minute it touches. */
const around = ({ from, until }: Stretch): Span => ({
  begins: minuteOf(from),
  ends: Math.ceil(epochMilliseconds(until) / lasting(1)),
})
const isSpan = ({ begins, ends }: Span): boolean => begins < ends
