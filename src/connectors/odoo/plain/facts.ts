import { createHash } from 'node:crypto'
import { needAndUse, netByproducts, received } from './booked.ts'
import { expectedOf } from './byproducts.ts'
import { type Chain, stockUnit } from './chain.ts'
import type { Desk } from './desk.ts'
import type { Facts } from './notebook.ts'
import { isBeside, operationName } from './operations.ts'
import { stoodIn } from './substitutes.ts'
import type { Move, Step } from './types.ts'
import { converted, decimal } from './units.ts'

/** What an order is now, in the shape in which the procedure `read-orders` tells it. */
export async function orderFacts(desk: Desk, chain: Chain): Promise<Facts> {
  const first = chain.orders[0]!
  const [warehouse] = await warehouseOf(desk, first.kind)
  const moves = chain.moves.filter((move) => move.uses !== undefined || move.makes !== undefined)
  const written = [...chain.orders, ...chain.steps, ...moves].map((one) => one.written)
  const facts = {
    order: first.id,
    names: chain.orders.map(({ name }) => name),
    warehouse: warehouse ?? null,
    states: chain.orders.map(({ state }) => state),
    ...itemFacts(chain, first.product),
    ordered: decimal(
      chain.orders.filter(({ state }) => state !== 'cancel').reduce((total, { inStock }) => total + inStock, 0),
    ),
    received: decimal(received(chain)),
    start: first.start ?? null,
    end: chain.orders.at(-1)!.end ?? null,
    components: componentFacts(chain),
    byproducts: await byproductFacts(desk, chain),
    operations: operationFacts(chain),
  }
  // Odoo tells moments by the second only: what is told says whether it is the same.
  const content = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 12)
  return { ...facts, version: `${written.toSorted().at(-1)}/${moves.length}/${content}` }
}

async function warehouseOf(desk: Desk, kind: number): Promise<string[]> {
  const rows = (await desk.act('stock.warehouse', 'search_read', {
    domain: [['manu_type_id', '=', kind]],
    fields: ['code'],
    context: { active_test: false },
  })) as { code: string }[]
  return rows.map(({ code }) => code)
}

function itemFacts(chain: Chain, id: number): Facts {
  const { code, name, tracking, unit } = chain.products.get(id)!
  return { product: id, code: code || null, name, tracking, unit: chain.units.nameOf(unit) }
}

const isOfThePlan = (move: Move): boolean => move.recipeLine !== undefined && !move.additional

/** Each item once, with what all orders of the chain need and used of it. */
function componentFacts(chain: Chain): Facts[] {
  const found = new Map<number, { required: number; consumed: number }>()
  for (const order of chain.orders)
    for (const [product, { need, used }] of needAndUse(chain, order)) {
      const said = found.get(product) ?? { required: 0, consumed: 0 }
      const { lowered } = stoodIn(chain, order.id, product)
      found.set(product, { required: said.required + need + lowered, consumed: said.consumed + used })
    }
  return [...found].map(([product, { required, consumed }]) => {
    const planned = chain.moves.find((move) => move.uses !== undefined && move.product === product && isOfThePlan(move))
    const step = planned && chain.steps.find(({ id }) => id === planned.step)
    return {
      ...itemFacts(chain, product),
      required: decimal(required),
      consumed: decimal(consumed),
      manual: planned ? planned.manual : true,
      step: decimal(stockUnit(chain, product).smallest),
      operation: step ? operationName(chain, step) : null,
    }
  })
}

async function byproductFacts(desk: Desk, chain: Chain): Promise<Facts[]> {
  const found = new Map<number, { expected: number; share: number }>()
  for (const order of chain.orders)
    for (const move of chain.moves) {
      if (move.makes !== order.id || move.product === order.product || move.scrap) continue
      if (move.additional && move.state !== 'done') continue
      const said = found.get(move.product) ?? { expected: 0, share: 0 }
      const expected = move.additional ? 0 : ((await expectedOf(desk, chain, move, order)) ?? move.demand)
      found.set(move.product, {
        expected: said.expected + converted(expected, chain.units.of(move.unit), stockUnit(chain, move.product)),
        share: Math.max(said.share, move.share),
      })
    }
  return [...found].map(([product, { expected, share }]) => ({
    ...itemFacts(chain, product),
    expected: decimal(expected),
    received: decimal(
      chain.orders.reduce((total, order) => total + (netByproducts(chain, order).get(product) ?? 0), 0),
    ),
    costShare: decimal(share),
  }))
}

/** Work orders of one operation along the chain are one operation of the order. */
function operationFacts(chain: Chain): Facts[] {
  const found = new Map<string, Step[]>()
  for (const order of chain.orders)
    for (const step of chain.steps) {
      if (step.order !== order.id || isBeside(chain, step)) continue
      const name = operationName(chain, step)
      found.set(name, [...(found.get(name) ?? []), step])
    }
  return [...found].map(([operation, steps]) => {
    const first = steps[0]!
    const centre = chain.centres.get(first.centre)
    return {
      operation,
      name: first.name,
      workCenter: centre?.code || centre?.name || '',
      minutes: decimal(steps.reduce((total, { expected }) => total + expected, 0)),
      end: steps.findLast(({ end }) => end)?.end ?? null,
      completed: decimal(steps.reduce((total, { good }) => total + good, 0)),
      unit: chain.units.nameOf(first.unit),
      over: steps.every(({ state }) => state === 'done' || state === 'cancel'),
    }
  })
}
