import { minutes } from '../../src/kernel/time.ts'
import type { ProductionOrderReleased } from '../../src/model/shop-floor.ts'
import { add, compare, type Quantity, subtract, zero } from '../../src/model/quantity.ts'
import { type Counter, counterFor } from './amounts.ts'
import type { Chance } from '../chance.ts'
import type { Plant } from './plants.ts'
import { type Desk, report } from './report.ts'
import type { Numbered, Step } from './story.ts'
import type { Beside } from './supply.ts'

interface LotParts {
  readonly order: ProductionOrderReleased
  readonly work: string
  readonly received: number
  readonly counter: Counter
  readonly at: number
  readonly desk: Desk
  readonly number: Numbered
  readonly plant: Plant
  readonly chance: Chance
}

/** What fell off the goods is put away with its weight. */
export function besideSteps(
  { order, received, counter, at, desk, number }: LotParts,
  beside: Beside | undefined,
): readonly Step[] {
  const found = beside?.[order.item]
  if (!found || received <= 0) return []
  const own = counterFor(found.uom)
  const count = own.count({ value: String((received / counter.one) * Number(found.each)), uom: found.uom })
  if (count <= 0) return []
  const no = number('BP')
  const body = { item: found.item, quantity: own.amount(count), document: no }
  return [{ at, report: report(desk, 'byproduct', no, body) }]
}

/** The lot of an order that is too large for one pallet becomes two; now and then they are put together again. */
export function palletSteps(parts: LotParts): readonly Step[] {
  const { order, work, received, counter, at, desk, number, plant, chance } = parts
  if (order.tracking !== 'lot' || received < 2 * counter.one || !chance.happens(plant.splits)) return []
  const lot = `F-${work}`
  const first = chance.between(1, received - 1)
  const pallets = [first, received - first].map((count, nth) => ({
    lot: `${lot}-${nth + 1}`,
    quantity: counter.amount(count),
  }))
  const no = number('LS')
  const split = report(desk, 'lot-split', no, {
    parent: { lot, quantity: counter.amount(received) },
    children: pallets,
    document: no,
  })
  if (!chance.happens(0.3)) return [{ at, report: split }]
  const again = number('LM')
  const merged = report(desk, 'lot-merge', again, { parents: pallets, child: `${lot}-M`, document: again })
  return [
    { at, report: split },
    { at: at + minutes(1), report: merged },
  ]
}

/** What went in and what came out is weighed where both are counted by weight; the rest is lost in the process. */
export function weighing(
  { order, work, received, counter, at, desk, number }: LotParts,
  told: readonly Step[],
): readonly Step[] {
  if (order.quantity.uom !== 'KGM' || received <= 0) return []
  const inputs = inputsOf(told)
  if (inputs.length === 0 || inputs.some(({ quantity }) => quantity.uom !== 'KGM')) return []
  const output = counter.amount(received)
  const input = inputs.reduce<Quantity>((sum, { quantity }) => add(sum, quantity), zero('KGM'))
  if (compare(input, output) < 0) return []
  const no = number('BY')
  const body = {
    batch: work,
    inputs,
    outputs: [{ item: order.item as string, quantity: output }],
    loss: { ...subtract(input, output) },
    document: no,
  }
  return [{ at, report: report(desk, 'yield', no, body) }]
}

/** Material that went in, net of what was put right. */
function inputsOf(
  told: readonly Step[],
): readonly { readonly item: string; readonly quantity: { value: string; uom: Quantity['uom'] } }[] {
  const facts = told.flatMap(({ report: { facts: its } }) => its)
  const returned = new Set(facts.map(({ data }) => data['reverses']))
  const sums = new Map<string, Quantity>()
  for (const { id, type, data } of facts) {
    if (!type.includes('.material.issued.') || returned.has(id)) continue
    const item = data['item'] as string
    const quantity = data['quantity'] as unknown as Quantity
    const before = sums.get(item)
    sums.set(item, before ? add(before, quantity) : quantity)
  }
  return [...sums].map(([item, quantity]) => ({ item, quantity: { ...quantity } }))
}
