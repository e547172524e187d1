import { type Duration, epochMilliseconds, instant, type Instant, minutes } from '#kernel/time'
import type { OpenWork } from '#model/open-work'
import { optionsFor, type Terms, toWorkload, type Workload } from '#planning'

/** A time in which a work centre could be taken out, and what that does to production. */
export interface Slot {
  readonly from: Instant
  readonly until: Instant
  /** What is lost with promises and moved, beyond what is without it, if everything only waits. */
  readonly cost: number
  readonly orders: readonly HitOrder[]
}

/** An order that would have to be worked on there then, or that would be later by it. */
export interface HitOrder {
  readonly order: string
  readonly label: string
  readonly minutes: number
  /** Later against its promise by so much. */
  readonly lateBy: Duration
}

export interface SlotWish {
  readonly workCentre: string
  readonly lasts: Duration
  readonly from: Instant
  readonly until: Instant
  readonly onShift: boolean
}

const STEP = minutes(30)
/** What stands least in the way is priced by the planner; so many of them. */
const PRICED = 8
/** What is under way is not stopped for it where anything else can be. */
const STARTED = 100

interface Candidate {
  readonly from: Instant
  readonly until: Instant
  readonly inTheWay: number
}

/** The cheapest time for it; undefined where there is none in that time. As late as it may be, where several cost the same. */
export function cheapestSlot(work: OpenWork, wish: SlotWish, terms: Terms): Slot | undefined {
  const workload = toWorkload(work, terms)
  const before = asItWaits(workload)
  const priced = candidatesFor(work, wish).flatMap((one) => {
    const after = before && asItWaits(takenOut(workload, wish.workCentre, one))
    return after ? { ...one, cost: Math.max(0, after.cost.total - before.cost.total), late: after.late } : []
  })
  const [best] = priced.toSorted((one, other) => one.cost - other.cost || byWay(one, other))
  if (!best || !before) return undefined
  const { from, until, cost, late } = best
  return { from, until, cost, orders: hit(work, wish.workCentre, best, minutesLater(before.late, late)) }
}

/** Everything keeps its turn, and waits for what is before it. */
function asItWaits(workload: Workload) {
  const found = optionsFor(workload, { seed: 1, iterations: 0, isLate: () => false, policies: ['wait'] })
  return 'code' in found ? undefined : found[0]
}

const minuteOf = (at: Instant): number => Math.floor(epochMilliseconds(at) / minutes(1))

const takenOut = (workload: Workload, workCentre: string, { from, until }: Candidate): Workload => ({
  ...workload,
  workCentres: workload.workCentres.map((centre) =>
    centre.id === workCentre
      ? { ...centre, leaves: [...centre.leaves, { id: 'upkeep', begins: minuteOf(from), ends: minuteOf(until) }] }
      : centre,
  ),
})

/** Where it is longer than any shift it is done at any time. */
function candidatesFor(work: OpenWork, wish: SlotWish): readonly Candidate[] {
  const found = candidatesIn(work, wish)
  return found.length > 0 || !wish.onShift ? found : candidatesIn(work, { ...wish, onShift: false })
}

/** Each half hour in which it could begin, the few in which least stands in the way. */
function candidatesIn(work: OpenWork, { workCentre, lasts, from, until, onShift }: SlotWish): readonly Candidate[] {
  const centre = work.workCentres.find(({ id }) => id === workCentre)
  if (!centre) return []
  const shifts = (work.hours.find(({ id }) => id === centre.hours)?.open ?? []).map(spanOf)
  const leaves = centre.leaves.map(spanOf)
  const planned = work.operations
    .filter(({ place }) => place.workCentre === workCentre)
    .map(({ place, isStarted }) => ({ ...spanOf(place), weight: isStarted ? STARTED : 1 }))
  const found: Candidate[] = []
  const last = epochMilliseconds(until) - lasts
  for (let at = Math.ceil(epochMilliseconds(from) / STEP) * STEP; at <= last; at += STEP) {
    const span = { begins: at, ends: at + lasts }
    if (leaves.some((leave) => shared(leave, span) > 0)) continue
    if (onShift && !shifts.some((shift) => shared(shift, span) === lasts)) continue
    const inTheWay = planned.reduce((sum, one) => sum + shared(one, span) * one.weight, 0)
    found.push({ from: instant(at), until: instant(at + lasts), inTheWay })
  }
  return found.toSorted(byWay).slice(0, PRICED)
}

const byWay = (one: Candidate, other: Candidate): number =>
  one.inTheWay - other.inTheWay || (one.from < other.from ? 1 : -1)

interface Span {
  readonly begins: number
  readonly ends: number
}

const spanOf = ({ from, until }: { readonly from: Instant; readonly until: Instant }): Span => ({
  ...{ begins: epochMilliseconds(from), ends: epochMilliseconds(until) },
})

/** For how long both last. */
const shared = (one: Span, other: Span): Duration =>
  Math.max(0, Math.min(one.ends, other.ends) - Math.max(one.begins, other.begins))

type Late = readonly { readonly order: string; readonly minutes: number }[]

const minutesLater = (before: Late, after: Late): ReadonlyMap<string, number> => {
  const was = new Map(before.map(({ order, minutes: late }) => [order, late]))
  return new Map(after.map(({ order, minutes: late }) => [order, late - (was.get(order) ?? 0)]))
}

function hit(
  work: OpenWork,
  workCentre: string,
  slot: Candidate,
  later: ReadonlyMap<string, number>,
): readonly HitOrder[] {
  const there = work.operations.filter(({ place }) => place.workCentre === workCentre)
  const taken = spanOf(slot)
  return work.orders
    .map(({ order, label }) => {
      const own = there.filter((one) => one.order === order)
      const inTheWay = own.reduce((sum, { place }) => sum + shared(spanOf(place), taken), 0)
      return {
        ...{ order: order as string, label, minutes: Math.round(inTheWay / minutes(1)) },
        lateBy: minutes(Math.max(0, later.get(order) ?? 0)),
      }
    })
    .filter((one) => one.minutes > 0 || one.lateBy > 0)
    .toSorted((one, other) => other.lateBy - one.lateBy || other.minutes - one.minutes)
}
