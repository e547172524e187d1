import { type Instant, isAfter } from '#kernel/time'
import type { OrderRecord } from '#model/ports/maintenance-books'

/** What was told of the window of a maintenance order last. */
export interface SaidOfWindow {
  /** What is over stays so: planned once more, it is another window of the same order. */
  readonly nth: number
  readonly version: number
  readonly asset: string
  readonly start: Instant
  readonly end: Instant
  readonly stands: 'agreed' | 'begun' | 'over'
}

export interface WindowNews {
  readonly step: 'approved' | 'started' | 'finished' | 'cancelled'
  readonly data: object
}

interface Told {
  readonly window?: SaidOfWindow
  readonly news: readonly WindowNews[]
}

type Plan = Pick<SaidOfWindow, 'asset' | 'start' | 'end'>

/**
 * What a maintenance order says of the time its asset is taken out of work: whoever plans it there has agreed to it. An
 * order without an asset or without both times takes nothing out.
 */
export function windowOf(before: SaidOfWindow | undefined, record: OrderRecord, now: Instant): Told {
  const { order } = record
  const open = before && before.stands !== 'over' ? before : undefined
  const plan = planOf(record)
  if (!plan || !canBegin.includes(order.state)) {
    if (!open) return { ...(before ? { window: before } : {}), news: [] }
    const isDone = order.state === 'completed' || order.state === 'closed'
    return {
      window: { ...open, stands: 'over' },
      news: [isDone ? named('finished', order.id, open) : off(order.id, open)],
    }
  }
  const isBegun = order.state === 'started' || order.state === 'held'
  if (open && isSame(open, plan)) {
    if (!isBegun || open.stands === 'begun') return { window: open, news: [] }
    return { window: { ...open, stands: 'begun' }, news: [named('started', order.id, open)] }
  }
  // What would be over by now takes nothing from anybody.
  if (!open && !isAfter(plan.end, now)) return { ...(before ? { window: before } : {}), news: [] }
  const known = open ?? { nth: (before?.nth ?? 0) + 1, version: 0 }
  const window: SaidOfWindow = {
    ...{ nth: known.nth, version: known.version + 1, ...plan },
    stands: isBegun ? 'begun' : 'agreed',
  }
  return { window, news: [approved(record, window), ...(isBegun ? [named('started', order.id, window)] : [])] }
}

/** The order is there no more, and so is what it took. */
export function windowGone(before: SaidOfWindow | undefined, order: string, reason: string): Told {
  if (!before || before.stands === 'over') return { ...(before ? { window: before } : {}), news: [] }
  return { window: { ...before, stands: 'over' }, news: [off(order, before, reason)] }
}

const canBegin: readonly string[] = ['scheduled', 'approved', 'started', 'held']

function planOf({ order, standsStill }: OrderRecord): Plan | undefined {
  const { plannedStart: start, plannedEnd: end } = order
  const asset = order.asset?.trim()
  return standsStill && asset && start && end && isAfter(end, start) ? { asset, start, end } : undefined
}

const isSame = (one: Plan, other: Plan): boolean =>
  one.asset === other.asset && one.start === other.start && one.end === other.end

/** By the order's id, which stays, and not by its number for people. */
const nameOf = (order: string, { nth }: SaidOfWindow): string => (nth === 1 ? order : `${order}-${nth}`)

const approved = ({ order }: OrderRecord, window: SaidOfWindow): WindowNews => ({
  step: 'approved',
  data: {
    ...{ window: nameOf(order.id, window), version: window.version, equipment: [window.asset] },
    ...{ start: window.start, end: window.end, order: order.id },
    title: `${order.label}: ${order.title}`.slice(0, 150).toWellFormed().trim(),
  },
})

const named = (step: 'started' | 'finished', order: string, window: SaidOfWindow): WindowNews => ({
  step,
  data: { window: nameOf(order, window) },
})

const off = (order: string, window: SaidOfWindow, reason = 'It is planned no more'): WindowNews => ({
  step: 'cancelled',
  data: { window: nameOf(order, window), version: window.version, reason },
})
