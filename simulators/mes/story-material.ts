import type { ProductionOrderReleased } from '../../src/model/shop-floor.ts'
import { type Counter, counterFor } from './amounts.ts'
import { afterWork } from './calendar.ts'
import type { Chance } from '../chance.ts'
import type { Plant } from './plants.ts'
import { type Desk, lineId, report } from './report.ts'
import type { Numbered, Step } from './story.ts'
import type { Substitutes, Supply } from './supply.ts'

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
  readonly substitutes?: Substitutes | undefined
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

/** What is needed, give or take a percent where it can be more or less; now and then a part of it is something else. */
function linesOf(component: Component, parts: IssueParts) {
  const { order, share, chance, supply, operation } = parts
  const { item, required, tracking } = component
  const counter = counterFor(required.uom)
  const exact = counter.count(required) * share
  const count = Math.round(counter.one === 1 ? exact : exact * Math.max(0.95, Math.min(1.05, chance.normal(1, 0.01))))
  if (count <= 0) return []
  const at = operation ?? order.operations[0]?.operation
  const body = { item: item as string, method: 'manual', ...(at === undefined ? {} : { operation: at as string }) }
  const { left, line } = insteadOf(component, count, counter, parts)
  const instead = line ? [{ ...body, ...line }] : []
  if (tracking === 'none') return [{ ...body, quantity: counter.amount(left) }, ...instead]
  const taken = supply.take(item, tracking, left, counter.one)
  return [...taken.map(({ lot, count: many }) => ({ ...body, quantity: counter.amount(many), lot })), ...instead]
}

/** A fifth to a half of a material may be taken from its substitute, where the plant was told of one. */
function insteadOf(
  { item, tracking }: Component,
  count: number,
  { amount }: Counter,
  { substitutes = {}, plant, chance, operation }: IssueParts,
) {
  const other = substitutes[item]
  const own = chance.named(`instead of ${item} at ${operation}`)
  const part = Math.floor((count * own.between(20, 50)) / 100)
  if (!other || tracking === 'serial' || part === 0 || !own.happens(plant.substitutes)) return { left: count }
  const quantity = amount(Math.round(part * Number(other.ratio)))
  return { left: count - part, line: { item: other.item, quantity, insteadOf: item as string } }
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
    if (!other || 'lot' in body || 'insteadOf' in body) continue
    return { line: at + 1, bodies: bodies.with(at, { ...body, item: other.item }) }
  }
  return undefined
}
