import type { z } from 'zod'
import { type Instant, epochMilliseconds, instant, isAfter, seconds } from '../../src/kernel/time.ts'
import {
  ProductionOrderCancelled,
  ProductionOrderChanged,
  ProductionOrderReleased,
  ReportsMissed,
} from '../../src/model/shop-floor.ts'
import { agenda } from './agenda.ts'
import { chanceFrom } from '../chance.ts'
import { eventsOf, type Speaker } from './events.ts'
import { type Faults, setFaults } from './faults.ts'
import type { AskedAgain, Entry, Journal, MadeReport, TakenOrder } from './journal.ts'
import { clockOffset, fateOf, isLost } from './mishaps.ts'
import { numbers } from './numbers.ts'
import type { Plant } from './plants.ts'
import { hasWords, recordOf } from './records.ts'
import { type Report, report, withUnknownCode, withWrongUnits } from './report.ts'
import { storyOf, workNumber } from './story.ts'
import { type Beside, type Shelf, type Substitutes, supplyFrom } from './supply.ts'
import { truthKeeper, type TruthView } from './truth.ts'

export interface FloorParts {
  readonly plant: Plant
  readonly system: string
  readonly seed: string
  readonly shelf: Shelf
  readonly beside?: Beside | undefined
  readonly substitutes?: Substitutes | undefined
  readonly format: Format
  /** Events are numbered for each order. */
  readonly numbered?: boolean
  /** What is planned for later is not begun before. */
  readonly keepsPlan?: boolean
  readonly faults: Faults
  readonly journal: Journal
  /** When the plant's clock begins, unless the journal knows better. */
  readonly begins: number
  /** What the world's clock shows at a moment of the plant's. */
  readonly stamp: (at: number) => Instant
}

/** Canonical CloudEvents, or records of the MES's own through a field table of the hub. */
export type Format = { readonly kind: 'events' } | { readonly kind: 'records'; readonly table: string }

export interface Delivery {
  readonly id: string
  readonly type: string
  readonly data: unknown
}

/** What is answered to a delivery; `toldAgain` and `neverHad` when it asked for reports. */
export interface Taken {
  readonly known: boolean
  readonly reference: string
  readonly toldAgain?: number
  readonly neverHad?: string
}

export interface Floor {
  /** Takes a delivery of the hub; one that was taken before changes nothing. */
  take(delivery: Delivery): Taken | { readonly wrong: string }
  /** Lets the plant work until a moment of its clock. */
  workUntil(moment: number): void
  readonly now: () => number
  readonly next: () => number | undefined
  /** Reports whose time has come and which the hub does not have, in their order. */
  due(): readonly MadeReport[]
  /** When the next report is to go out, of those made. */
  nextSending(): number | undefined
  /** The hub has it, or refuses it for good with these codes. */
  settle(report: MadeReport, codes: readonly string[]): void
  /** Sets switches; answers what was not understood. */
  turn(switches: object): readonly string[]
  truth(): TruthView
  readonly counts: () => {
    readonly made: number
    readonly pending: number
    readonly refused: number
    readonly flawed: number
  }
}

interface OrderHere {
  released: ProductionOrderReleased
  release: number
  begun: boolean
  cancelled: boolean
  /** What was planned for an older plan does not happen any more. */
  plan: number
}

/**
 * The shop floor: takes orders, works on them by its own clock, and writes reports down. Nothing here waits or sends.
 * After a restart it lives through its journal again, which leaves it where it was.
 */
export function floor(parts: FloorParts): Floor {
  const { plant, faults, journal } = parts
  const chance = chanceFrom(parts.seed)
  const speaker: Speaker = { plant: plant.plant, system: parts.system }
  const supply = supplyFrom(parts.shelf)
  const truth = truthKeeper()
  const isNumbered = parts.numbered === true && parts.format.kind === 'events'
  const orders = new Map<string, OrderHere>()
  /** Orders that are planned for later. */
  const waiting = new Set<string>()
  const deliveries = new Set<string>()
  const before = new Map(journal.before.flatMap((one) => (one.entry === 'made' ? [[one.no, one]] : [])))
  const settled = new Map(journal.before.flatMap((one) => (isSettled(one) ? [[one.no, one.entry]] : [])))
  const pending = new Map<string, MadeReport>()
  const counted = numbers()
  /** Taken already; somebody presses the button twice, or the hub has asked for it. */
  const echoes = new Map<string, MadeReport>()
  let made = 0
  let flawed = 0
  let now = parts.begins
  const plans = agenda((at) => (now = Math.max(now, at)))

  /** Writes a report down once; what was written before the restart stands as it is. */
  function put(one: Report, sendAt: number, more: Pick<MadeReport, 'again' | 'flawed' | 'last'> = {}): void {
    const known = before.get(one.no)
    const said = faults.wrongUnits ? withWrongUnits(one) : one
    const first = isNumbered ? counted.take(one.order, said.facts.length) : undefined
    const entry: MadeReport = known ?? {
      entry: 'made',
      at: now,
      no: one.no,
      order: one.order,
      sendAt,
      ...outgoing(said, first),
      ...(first === undefined ? {} : { numbers: [first, first + said.facts.length - 1] }),
      ...(faults.loseReports && isLost(chance.named(`loss of ${one.no}`)) ? { lost: true } : {}),
      ...(said === one ? {} : { flawed: true }),
      ...more,
    }
    counted.keep(entry)
    if (!known) journal.write(entry)
    made++
    if (entry.flawed) flawed++
    if (!settled.has(entry.no)) pending.set(entry.no, entry)
  }

  function outgoing(said: Report, first: number | undefined): { text: string; type: string; path: string } {
    const offset = faults.mishaps ? clockOffset(chance, said.terminal) : 0
    const time = instant(epochMilliseconds(parts.stamp(now)) + offset)
    if (parts.format.kind === 'records' && hasWords(said))
      return {
        text: JSON.stringify(recordOf(said, time)),
        type: 'application/json',
        path: `/api/v1/wire/${parts.format.table}`,
      }
    const events = eventsOf(said, time, speaker, first)
    const batch = events.length > 1
    return {
      text: JSON.stringify(batch ? events : events[0]),
      type: batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
      path: '/api/v1/events',
    }
  }

  /** Something happened: the truth has it at once, the hub when the report gets there. */
  function happens(one: Report): void {
    for (const fact of one.facts) truth.happened(fact)
    const fate = fateOf(chance.named(`fate of ${one.no}`), faults.mishaps)
    const mistyped = fate.corrected === undefined ? undefined : withUnknownCode(one)
    if (mistyped) put(mistyped, now + fate.delay, { flawed: true })
    // Statuses, and what is reckoned up at the end, come from the MES itself and in their order; the rest comes from
    // people and terminals.
    const usual = one.kind === 'status' || reckonings.has(one.kind) ? 0 : fate.delay
    const delay = mistyped ? fate.corrected! + usual : usual
    put(one, now + delay, {
      ...(fate.again === undefined ? {} : { again: fate.again }),
      ...(one.kind === 'close' || reckonings.has(one.kind) ? { last: true } : {}),
    })
  }

  /** What the hub asks for goes out at once, as it was; what was late anyhow with it. A repeat does no harm. */
  function tellAgain({ id, order, from, to }: AskedAgain): Partial<Taken> {
    deliveries.add(id)
    const { reports, neverHad } = counted.between(order, from, to)
    for (const { lost: _, again: __, ...report } of reports)
      (pending.has(report.no) ? pending : echoes).set(report.no, { ...report, sendAt: now })
    return { toldAgain: reports.length, ...(neverHad ? { neverHad } : {}) }
  }

  function planWork(id: string, order: OrderHere): void {
    const plan = ++order.plan
    const own = chance.named(`order ${id} release ${order.release}`)
    for (const step of storyOf({
      order: order.released,
      plant,
      chance: own,
      supply,
      beside: parts.beside,
      substitutes: parts.substitutes,
      from: now,
    }))
      plans.put(step.at, () => {
        if (order.plan !== plan) return
        if (step.begins) order.begun = true
        happens(step.report)
      })
  }

  /** Begins what is due; what is planned for later waits where the plant keeps to the plan. */
  function comes(id: string, order: OrderHere, waits = false): void {
    if (!waits) return planWork(id, order)
    order.plan++
    waiting.add(id)
  }

  function isDue(order: string): void {
    waiting.delete(order)
    planWork(order, orders.get(order)!)
  }

  const isPlannedLater = (data: unknown): boolean => {
    const { plannedStart } = data as { readonly plannedStart?: string }
    return parts.keepsPlan === true && plannedStart !== undefined && isAfter(plannedStart, parts.stamp(now))
  }

  function begin({ type, data, refused, acknowledged, id, waits }: TakenOrder): void {
    const verdict = judge(type, data, refused, waits)
    deliveries.add(id)
    const { order, release } = data as { order: string; release: number }
    if (!acknowledged) return
    const own = chance.named(`answer to ${order} ${release}`)
    const desk = { order, work: workNumber(plant, order), terminal: 3, operator: 'planner' }
    const answer = report(desk, 'acknowledgement', `ACK/${order}/${release}`, {
      release,
      accepted: verdict === undefined,
      ...(verdict === undefined ? { reference: desk.work } : { reason: verdict }),
    })
    plans.put(now + seconds(own.between(5, 60)), () => happens(answer))
  }

  /** Takes the order on, or says why not. */
  function judge(type: string, data: unknown, refused: boolean, waits?: boolean): string | undefined {
    if (type === RELEASED) {
      const released = ProductionOrderReleased.parse(data)
      if (orders.has(released.order)) return 'This order is here already'
      const order = { released, release: released.release, begun: false, cancelled: refused, plan: 0 }
      orders.set(released.order, order)
      truth.begin(released.order, released.item, released.quantity)
      if (refused) truth.refuse(released.order)
      else comes(released.order, order, waits)
      return refused ? 'No capacity for this order' : undefined
    }
    const { order: id, release } = data as { order: string; release: number }
    const order = orders.get(id)
    if (!order || order.cancelled) return 'This order is not here'
    if (release <= order.release) return 'A later release of this order is here already'
    if (order.begun) return 'Work on this order has begun'
    if (refused) return 'Not possible now'
    order.release = release
    waiting.delete(id)
    if (type === CANCELLED) {
      order.cancelled = true
      order.plan++
      const desk = { order: id, work: workNumber(plant, id), terminal: 3, operator: 'planner' }
      const gone = report(desk, 'status', `ST/${desk.work}/0`, { from: 'accepted', to: 'cancelled' })
      plans.put(now + seconds(90), () => happens(gone))
      return undefined
    }
    const { reason: _, ...changed } = ProductionOrderChanged.parse(data)
    order.released = { ...order.released, ...changed }
    truth.begin(id, order.released.item, order.released.quantity)
    comes(id, order, waits)
    return undefined
  }

  // Lives through what was before: orders at their moments, and the work that followed.
  const wished = { ...faults }
  for (const entry of journal.before) {
    plans.runUntil(entry.at)
    now = Math.max(now, entry.at)
    if (entry.entry === 'order') begin(entry)
    if (entry.entry === 'due') isDue(entry.order)
    if (entry.entry === 'asked') tellAgain(entry)
    if (entry.entry === 'switched') Object.assign(faults, entry.faults)
  }
  setFaults(faults, wished)
  journal.write({ entry: 'switched', at: now, faults: { ...faults } })

  return {
    take({ id, type, data }) {
      const wrong = wrongWith(type, data)
      if (wrong) return { wrong }
      const { order } = data as { order: string }
      const reference = workNumber(plant, order)
      if (deliveries.has(id)) return { known: true, reference }
      if (type === MISSED) {
        const { from, to } = data as ReportsMissed
        const asked: AskedAgain = { entry: 'asked', at: now, id, order, from, to }
        journal.write(asked, 'safely')
        return { known: false, reference, ...tellAgain(asked) }
      }
      const { refuseOrders: refused, dropAcks } = faults
      const entry: TakenOrder = {
        ...{ entry: 'order', at: now, id, type, data, refused, acknowledged: !dropAcks },
        ...(isPlannedLater(data) ? { waits: true } : {}),
      }
      journal.write(entry, 'safely')
      begin(entry)
      return { known: false, reference }
    },
    workUntil(moment) {
      plans.runUntil(moment)
      now = Math.max(now, moment)
      for (const order of waiting) {
        if (isPlannedLater(orders.get(order)!.released)) continue
        journal.write({ entry: 'due', at: now, order })
        isDue(order)
      }
    },
    now: () => now,
    next: () => plans.next(),
    due() {
      const open = [...pending.values()]
      // An order is closed when nothing about it is on somebody's desk any more.
      const waits = ({ last, order }: MadeReport) => last && open.some((one) => one.order === order && !one.last)
      return [...open, ...echoes.values()]
        .filter((one) => one.sendAt <= now && !waits(one))
        .toSorted((one, other) => one.sendAt - other.sendAt)
    },
    nextSending() {
      const times = [...pending.values(), ...echoes.values()].map(({ sendAt }) => sendAt).filter((at) => at > now)
      return times.length > 0 ? Math.min(...times) : undefined
    },
    settle(one, codes) {
      // While it was getting lost the hub has asked for it: so it goes out after all.
      if (one.lost && !pending.get(one.no)?.lost) return
      if (!pending.delete(one.no)) return void echoes.delete(one.no)
      if (one.again !== undefined) echoes.set(one.no, { ...one, sendAt: now + one.again })
      const entry: Entry =
        codes.length > 0 ? { entry: 'refused', at: now, no: one.no, codes } : { entry: 'taken', at: now, no: one.no }
      journal.write(entry)
      settled.set(one.no, entry.entry)
    },
    turn(switches) {
      const wrong = setFaults(faults, switches)
      journal.write({ entry: 'switched', at: now, faults: { ...faults } })
      return wrong
    },
    truth: () => truth.view(),
    counts: () => ({
      made,
      flawed,
      pending: pending.size,
      refused: [...settled.values()].filter((how) => how === 'refused').length,
    }),
  }
}

/** A lot is changed, and a batch weighed, when all of it is there. */
const reckonings: ReadonlySet<Report['kind']> = new Set(['lot-split', 'lot-merge', 'yield'])

const RELEASED = 'mfg.production.order.released.v1'
const CANCELLED = 'mfg.production.order.cancelled.v1'
const MISSED = 'mfg.production.reports.missed.v1'
const shapes: Record<string, z.ZodType> = {
  [RELEASED]: ProductionOrderReleased,
  'mfg.production.order.changed.v1': ProductionOrderChanged,
  [CANCELLED]: ProductionOrderCancelled,
  [MISSED]: ReportsMissed,
}

function wrongWith(type: string, data: unknown): string | undefined {
  const shape = shapes[type]
  if (!shape) return `This MES takes no ${type}`
  const issue = shape.safeParse(data).error?.issues[0]
  return issue && `${issue.path.join('.')}: ${issue.message}`
}

const isSettled = (entry: Entry): entry is Extract<Entry, { entry: 'taken' | 'refused' }> =>
  entry.entry === 'taken' || entry.entry === 'refused'
