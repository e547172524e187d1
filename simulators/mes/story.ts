import { hours, minutes } from '../../src/kernel/time.ts'
import type { ProductionOrderReleased } from '../../src/model/shop-floor.ts'
import { counterFor, cut, yieldOf } from './amounts.ts'
import { afterWork, mondayMorning } from './calendar.ts'
import type { Chance } from '../chance.ts'
import type { Plant } from './plants.ts'
import { type Desk, type Report, report } from './report.ts'
import { besideSteps, palletSteps, weighing } from './story-lots.ts'
import { issueSteps } from './story-material.ts'
import { begin, hold, logOff, rework, toRework, type Work } from './story-work.ts'
import type { Beside, Substitutes, Supply } from './supply.ts'

/** What happens at one moment of the plant's clock. */
export interface Step {
  readonly at: number
  readonly report: Report
  /** With this the work has begun: from here on the order can be neither changed nor cancelled. */
  readonly begins?: true
}

export interface StoryParts {
  readonly order: ProductionOrderReleased
  readonly plant: Plant
  readonly chance: Chance
  readonly supply: Supply
  readonly beside?: Beside | undefined
  readonly substitutes?: Substitutes | undefined
  /** When the order was taken on. */
  readonly from: number
}

/** Numbers the papers of one order, each kind by itself. */
export type Numbered = (kind: string) => string

export function numbering(work: string): Numbered {
  const counts = new Map<string, number>()
  return (kind) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return `${kind}-${work}-${count}`
  }
}

export const workNumber = (plant: Plant, order: string): string => `${plant.plant}.${order}`

/** The whole life of an order on the floor, in the order it happens. The same seed tells the same story. */
export function storyOf(parts: StoryParts): readonly Step[] {
  const { order, plant, chance, supply, substitutes, from } = parts
  const work = workNumber(plant, order.order)
  const number = numbering(work)
  const counter = counterFor(order.quantity.uom)
  const desk = (): Desk => ({
    order: order.order,
    work,
    terminal: chance.between(1, plant.terminals),
    operator: `op-${chance.between(1001, 1040)}`,
  })
  const ordered = counter.count(order.quantity)
  const scrapShare = isBadTool(plant, chance, from) ? plant.badTool.scrap : plant.scrap
  const yields = yieldOf(ordered, order.operations.length, scrapShare, plant, chance)
  const steps: Step[] = []
  const tell = (at: number, one: Report): void => void steps.push({ at, report: one })
  const status = (at: number, was: string, to: string): void =>
    tell(at, report(desk(), 'status', `ST/${work}/${number('change').split('-').at(-1)}`, { from: was, to }))

  let now = afterWork(plant.calendar, from + minutes(2), chance.exponential(plant.queue))
  status(now, 'accepted', 'started')
  steps[0] = { ...steps[0]!, begins: true }

  let received = 0
  const receive = (at: number, count: number): void => {
    if (count <= 0) return
    const no = number('PR')
    const goods = goodsOf(order, work, received, count)
    tell(at, report(desk(), 'receipt', no, { quantity: counter.amount(count), ...goods, document: no }))
    received += count
  }

  const begun = (yields.operations[0]?.good ?? yields.output) + (yields.operations[0]?.scrap ?? 0)
  const share = begun / ordered
  if (order.operations.length === 0) {
    steps.push(
      ...issueSteps({
        order,
        operation: undefined,
        isFirst: true,
        at: now,
        share,
        desk,
        number,
        chance,
        plant,
        supply,
        substitutes,
      }),
    )
    for (const part of cut(yields.output, 1 + chance.poisson(plant.reportsPerOperation - 1), chance)) {
      now = afterWork(plant.calendar, now, chance.exponential(20))
      receive(now, part)
    }
  }

  const stopping = chance.named('hold')
  const heldAt = stopping.happens(plant.holds) ? stopping.between(0, order.operations.length - 1) : -1
  order.operations.forEach(({ operation, plannedMinutes }, at) => {
    const isLast = at === order.operations.length - 1
    const { good, scrap } = yields.operations[at]!
    const place = desk()
    const doing: Work = { operation, place, plant, number, chance: chance.named(`work at ${operation}`), tell }
    if (at === heldAt) now = hold(doing, now)
    now = begin(doing, now)
    steps.push(
      ...issueSteps({
        order,
        operation,
        isFirst: at === 0,
        at: now,
        share,
        desk: () => place,
        number,
        chance,
        plant,
        supply,
        substitutes,
      }),
    )
    const lasts = Math.max(1, Number(plannedMinutes) || 30) * chance.lognormal(1, 0.15)
    // Bad pieces are told with the completion, or found later among what was told as good.
    const foundLater = scrap > 0 && chance.happens(0.5)
    const parts = cut(good + (foundLater ? scrap : 0), 1 + chance.poisson(plant.reportsPerOperation - 1), chance)
    const scrapIn = foundLater ? -1 : chance.between(0, parts.length - 1)
    parts.forEach((part, partAt) => {
      const took = (lasts * part) / (good + (foundLater ? scrap : 0))
      now = afterWork(plant.calendar, now, took)
      const no = number(`C-${operation}`)
      const isMiscounted = ordered >= 50 * counter.one && chance.happens(plant.miscounts)
      const again = partAt === 0 && !isMiscounted ? toRework(doing, part, counter) : 0
      const body = {
        operation,
        good: counter.amount(part - again),
        ...(again > 0 ? { rework: counter.amount(again) } : {}),
        ...(partAt === scrapIn && scrap > 0 ? { scrap: counter.amount(scrap) } : {}),
        machineTime: took.toFixed(2),
        operator: place.operator,
        final: partAt === parts.length - 1,
        document: no,
      }
      if (isMiscounted) {
        const wrong = { ...body, good: counter.amount(part + counter.one), final: false }
        tell(now, report(place, 'completion', no, wrong))
        const undo = number(`CR-${operation}`)
        now = afterWork(plant.calendar, now, chance.between(5, 20))
        tell(now, report(place, 'completion-reversal', undo, { reverses: no, reason: 'Miscounted' }))
        const right = number(`C-${operation}`)
        tell(now + minutes(1), report(place, 'completion', right, { ...body, document: right }))
        now += minutes(1)
      } else tell(now, report(place, 'completion', no, body))
      const toStock = (many: number, wait: number) =>
        receive(now + minutes(wait), foundLater ? Math.max(0, Math.min(many, yields.output - received)) : many)
      if (isLast) toStock(part - again, chance.between(1, 5))
      if (again > 0) {
        now = rework(doing, now, again, counter)
        if (isLast) toStock(again, 2)
      }
    })
    logOff(doing, now, lasts)
    if (foundLater) {
      const at = afterWork(plant.calendar, now, chance.exponential(10))
      const no = number('SC')
      const body = {
        quantity: counter.amount(scrap),
        operation,
        reason: reasonOf(scrapShare, plant, chance),
        document: no,
      }
      tell(at, report(desk(), 'scrap', no, body))
      now = Math.max(now, at)
    }
    if (!isLast && chance.happens(plant.pauses)) {
      status(now, 'started', 'paused')
      now = afterWork(plant.calendar, now, chance.exponential(40))
      status(now, 'paused', 'started')
    }
  })

  const over = Math.max(now, ...steps.map((step) => step.at)) + minutes(chance.between(1, 10))
  status(over, 'started', 'completed')
  const goods = { order, work, received, counter, desk: desk(), number, plant, chance: chance.named('lots') }
  steps.push(...besideSteps({ ...goods, at: over + minutes(1) }, parts.beside))
  steps.push(...palletSteps({ ...goods, at: over + minutes(2) }))
  steps.push(...weighing({ ...goods, at: over + minutes(5) }, steps))
  tell(
    over + minutes(chance.between(10, 60)),
    report(desk(), 'close', `CL/${work}`, { final: { received: counter.amount(received) } }),
  )
  return steps.toSorted((one, other) => one.at - other.at)
}

/** What identifies the goods: one lot for the order, or a serial number for each piece. */
function goodsOf(
  order: ProductionOrderReleased,
  work: string,
  before: number,
  count: number,
): { readonly lot?: string; readonly serials?: readonly string[] } {
  if (order.tracking === 'lot') return { lot: `F-${work}` }
  if (order.tracking === 'none') return {}
  const serials = Array.from({ length: count }, (_, at) => `S-${work}-${String(before + at + 1).padStart(4, '0')}`)
  return { serials }
}

const reasons = ['Dimension out of tolerance', 'Surface', 'Setting-up piece'] as const
const reasonOf = (share: number, plant: Plant, chance: Chance): string =>
  share > plant.scrap ? 'Bad tool' : chance.pick(reasons)

/** Once a week a tool is bad for some hours; when, the seed decides for the whole plant. */
function isBadTool({ badTool }: Plant, chance: Chance, at: number): boolean {
  const week = mondayMorning(at)
  const begins = week + hours(chance.named(`tool of week ${week}`).between(0, 100))
  return at >= begins && at < begins + hours(badTool.hours)
}
