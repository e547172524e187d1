import { epochMilliseconds, type Instant } from '#kernel/time'
import type { OpenOperation, OpenWork, Place } from '#model/open-work'
import type { ProposedMove, ReplanOption } from '#model/replan-case'
import type { ReplanPolicy } from '#model/replan'
import { instantOf, minuteOf, type Option, type PlannedOperation, promiseOf, type Reason } from '#planning'
import { type Speaker } from './say.ts'

/** What the planner found, as what moves in the ERP: exactly from where it stands to where it is to stand. */
export function optionFrom(work: OpenWork, option: Option, say: Speaker): ReplanOption {
  const planned = new Map(option.operations.map((one) => [one.operation, one]))
  const moves = work.operations.flatMap((operation) => moveOf(work, operation, planned.get(operation.operation), say))
  return {
    policy: option.policy as ReplanPolicy,
    cost: option.cost,
    moves,
    orders: ordersMovedBy(work, moves),
    late: option.late.map(({ order, minutes }) => ({ order, minutes })),
    iterations: option.iterations,
  }
}

/** What is begun is left alone: it goes on as it does, wherever the planner sees its end. */
function moveOf(
  work: OpenWork,
  operation: OpenOperation,
  planned: PlannedOperation | undefined,
  say: Speaker,
): readonly ProposedMove[] {
  const [first] = planned?.parts ?? []
  const last = planned?.parts.at(-1)
  if (operation.isStarted || !first || !last) return []
  const { place, choices, order } = operation
  const stays = first.workCentre === place.workCentre && first.begins === minuteOf(place.from)
  const reason = planned?.because ?? (stays ? interruption(work, place, last.ends) : undefined)
  if (!reason) return []
  const minutes = choices.find(({ workCentre }) => workCentre === first.workCentre)!.minutes
  const from = stays ? place.from : instantOf(first.begins)
  const to: Place = { workCentre: first.workCentre, from, until: instantOf(last.ends), minutes }
  return [{ operation: operation.operation, order, from: place, to, because: say.move(operation, to, reason) }]
}

/** Where it begins as planned and a leave makes it longer. */
function interruption(work: OpenWork, { workCentre, from, until }: Place, ends: number): Reason | undefined {
  if (ends <= minuteOf(until)) return undefined
  const leave = work.workCentres
    .find(({ id }) => id === workCentre)
    ?.leaves.find((one) => isBefore(one.from, until) && isBefore(from, one.until))
  return leave && { kind: 'leave', workCentre, leave: leave.id }
}

/** An order begins with the first of its operations and ends with the last, as far as it did so before. */
export function ordersMovedBy(
  work: OpenWork,
  moves: readonly Pick<ProposedMove, 'operation' | 'order' | 'to'>[],
): ReplanOption['orders'] {
  const moved = new Map(moves.map(({ operation, to }) => [operation, to]))
  const touched = new Set<string>(moves.map(({ order }) => order))
  return work.orders.flatMap(({ order, from, until }) => {
    if (!touched.has(order)) return []
    const own = work.operations.filter((one) => one.order === order)
    const before = own.map(({ place }) => place)
    const after = own.map(({ operation, place }) => moved.get(operation) ?? place)
    const end = latest(after)
    const to = {
      from: same(earliest(before), from) ? earliest(after) : from,
      until: same(latest(before), until) || isBefore(until, end) ? end : until,
    }
    return same(to.from, from) && same(to.until, until) ? [] : [{ order, from: { from, until }, to }]
  })
}

/** Which orders are late where all of it stands as it does. */
export const lateAsPlanned = (work: OpenWork): readonly { readonly order: string; readonly minutes: number }[] =>
  work.orders.flatMap((order) => {
    const promised = promiseOf(order)
    const places = work.operations.filter((one) => one.order === order.order).map(({ place }) => place)
    if (!promised || places.length === 0) return []
    const minutes = minuteOf(latest(places)) - minuteOf(promised)
    return minutes > 0 ? [{ order: order.order, minutes }] : []
  })

const isBefore = (one: Instant, other: Instant): boolean => epochMilliseconds(one) < epochMilliseconds(other)
const same = (one: Instant, other: Instant): boolean => epochMilliseconds(one) === epochMilliseconds(other)
const earliest = (places: readonly { readonly from: Instant }[]): Instant =>
  places.map(({ from }) => from).reduce((one, other) => (isBefore(other, one) ? other : one))
const latest = (places: readonly { readonly until: Instant }[]): Instant =>
  places.map(({ until }) => until).reduce((one, other) => (isBefore(one, other) ? other : one))
