import type { ProductionOrderReleased } from '../../src/model/shop-floor.ts'
import { counterFor } from './amounts.ts'
import { afterWork } from './calendar.ts'
import type { Chance } from '../chance.ts'
import type { Plant } from './plants.ts'
import { type Desk, lineId, report } from './report.ts'
import type { Numbered, Step } from './story.ts'
import type { Supply } from './supply.ts'

type Component = ProductionOrderReleased['components'][number]

interface IssueParts {
  readonly order: ProductionOrderReleased
  readonly operation: string | undefined
  readonly isFirst: boolean
  readonly at: number
  /** How much is begun of what was ordered: 1 is all of it. */
  readonly share: number
  readonly desk: () => Desk
  readonly number: Numbered
  readonly chance: Chance
  readonly plant: Plant
  readonly supply: Supply
}

/** Material for an operation is issued when it begins, on one paper with a line for each lot. */
export function issueSteps(parts: IssueParts): readonly Step[] {
  const { order, operation, isFirst, at, desk, number, plant, chance } = parts
  const known = new Set<string>(order.operations.map((one) => one.operation))
  const here = order.components.filter(
    (component) =>
      component.method === 'manual' &&
      (component.operation !== undefined && known.has(component.operation)
        ? component.operation === operation
        : isFirst),
  )
  const lines = here.flatMap((component) => linesOf(component, parts))
  if (lines.length === 0) return []
  const place = desk()
  const no = number('MI')
  const bodies = lines.map((line) => ({ ...line, document: no }))
  const mistaken = chance.happens(plant.wrongItem) ? mistake(order, bodies) : undefined
  if (!mistaken) return [{ at, report: report(place, 'issue', no, ...bodies) }]

  const noticed = afterWork(plant.calendar, at, chance.between(5, 30))
  const again = number('MI')
  const undo = { reverses: lineId(no, mistaken.line), reason: 'Wrong item' }
  const right = { ...bodies[mistaken.line - 1]!, document: again }
  return [
    { at, report: report(place, 'issue', no, ...mistaken.bodies) },
    { at: noticed, report: report(place, 'return', number('MR'), undo) },
    { at: noticed + 1000, report: report(place, 'issue', again, right) },
  ]
}

/** What is needed, give or take a percent where it can be more or less. */
function linesOf(component: Component, { order, share, chance, supply, operation }: IssueParts) {
  const { item, required, tracking } = component
  const counter = counterFor(required.uom)
  const exact = counter.count(required) * share
  const count = Math.round(counter.one === 1 ? exact : exact * Math.max(0.95, Math.min(1.05, chance.normal(1, 0.01))))
  if (count <= 0) return []
  const at = operation ?? order.operations[0]?.operation
  const body = { item: item as string, method: 'manual', ...(at === undefined ? {} : { operation: at as string }) }
  if (tracking === 'none') return [{ ...body, quantity: counter.amount(count) }]
  return supply.take(item, tracking, count, counter.one).map(({ lot, count: taken }) => ({
    ...body,
    quantity: counter.amount(taken),
    lot,
  }))
}

type Line = ReturnType<typeof linesOf>[number] & { readonly document: string }

/** One line is written down for another item of the order, where there is one that could be meant. */
function mistake(
  { components }: ProductionOrderReleased,
  bodies: readonly Line[],
): { readonly line: number; readonly bodies: readonly Line[] } | undefined {
  for (const [at, body] of bodies.entries()) {
    const other = components.find(
      ({ item, required, tracking, method }) =>
        tracking === 'none' && method === 'manual' && item !== body.item && required.uom === body.quantity.uom,
    )
    if (!other || 'lot' in body) continue
    return { line: at + 1, bodies: bodies.with(at, { ...body, item: other.item }) }
  }
  return undefined
}
