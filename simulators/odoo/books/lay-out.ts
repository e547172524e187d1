import { z } from 'zod'
import { endFrom } from '../effects/life.ts'
import { type Books, PRODUCTION, STOCK } from './books.ts'
import { enter, weigh } from './moves.ts'
import { lotNamed } from './lots.ts'
import type { Order, Product, Step } from './records.ts'
import { refuse } from './refusal.ts'
import { putAway, reserve } from './stock.ts'
import { rounded, unitNamed } from './units.ts'

/** What people would have entered before anything is made: items in stock, work centres, orders. */
export const Ground = z.strictObject({
  items: z
    .array(
      z.strictObject({
        code: z.string(),
        name: z.string().optional(),
        tracking: z.enum(['none', 'lot', 'serial']).default('none'),
        unit: z.string().default('uom.product_uom_unit'),
        cost: z.number().default(0),
        stock: z
          .array(
            z.strictObject({
              quantity: z.number().positive(),
              lot: z.string().optional(),
              expires: z.string().optional(),
              place: z.string().default(STOCK),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
  centres: z.array(z.strictObject({ code: z.string(), name: z.string().optional(), rate: z.number() })).default([]),
  orders: z
    .array(
      z.strictObject({
        item: z.string(),
        quantity: z.number().positive(),
        count: z.int().positive().default(1),
        draft: z.boolean().default(false),
        warehouse: z.string().default('WH'),
        components: z
          .array(z.strictObject({ item: z.string(), each: z.number().positive(), operation: z.int().optional() }))
          .default([]),
        byproducts: z
          .array(z.strictObject({ item: z.string(), each: z.number().positive(), share: z.number().default(0) }))
          .default([]),
        operations: z
          .array(
            z.strictObject({ number: z.int(), name: z.string(), centre: z.string(), minutes: z.number().default(0) }),
          )
          .default([]),
      }),
    )
    .default([]),
})
export type Ground = z.input<typeof Ground>
type Laid = z.infer<typeof Ground>

/** Lays it out, and tells the numbers of the orders. */
export function layOut(books: Books, ground: Laid): readonly number[] {
  for (const item of ground.items) newItem(books, item)
  for (const { code, name = code, rate } of ground.centres)
    if (!books.centres.some((centre) => centre.code === code))
      books.undo.push(books.centres, { id: books.next('mrp.workcenter'), code, name, rate })
  return ground.orders.flatMap((wish) => Array.from({ length: wish.count }, () => newOrder(books, wish).id))
}

function newItem(books: Books, { code, name = code, tracking, unit, cost, stock }: Laid['items'][number]): void {
  const product: Product = {
    ...{ id: books.next('product.product'), code, name, tracking, unit: unitNamed(unit), cost },
    ...{ onHand: 0, worth: 0, lots: new Map(), shelves: new Map(), waiting: new Set() },
  }
  books.undo.put(books.products, product.id, product)
  books.undo.put(books.byCode, code, [...(books.byCode.get(code) ?? []), product])
  for (const { quantity, lot, expires, place } of stock) {
    books.undo.add(books.places, place)
    const of = tracking === 'none' || lot === undefined ? undefined : lotNamed(books, product, lot)
    if (of && expires !== undefined) books.undo.set(of, { expires })
    putAway(books, product, { lot: of, quantity, from: PRODUCTION, to: place })
    weigh(books, product, quantity * cost)
  }
}

function newOrder(books: Books, wish: Laid['orders'][number]): Order {
  const id = books.next('mrp.production')
  const state = wish.draft ? 'draft' : 'confirmed'
  const start = books.now.slice(0, 19)
  const order: Order = {
    ...{ id, name: `${wish.warehouse}/MO/${String(id).padStart(5, '0')}`, warehouse: wish.warehouse },
    ...{ product: books.item({ code: wish.item }), state, ordered: wish.quantity, shown: 0, lots: [] },
    byproducts: wish.byproducts.map(({ item, ...rest }) => ({ ...rest, product: books.item({ code: item }) })),
    ...{ start, end: start, changed: books.now, changes: 0 },
    ...{ uses: [], made: [], lotChanges: [], steps: [], effects: [], notes: [] },
  }
  books.undo.put(books.orders, id, order)
  for (const operation of wish.operations) order.steps.push(newStep(books, order, operation))
  order.end = endFrom(start, order)
  for (const { item, each, operation } of wish.components) {
    // What no operation asks for belongs to the last one.
    const step = order.steps.find(({ number }) => number === operation) ?? order.steps.at(-1)
    const demand = rounded(each * wish.quantity)
    const product = books.item({ code: item })
    const draft = { product, order, role: 'use', from: STOCK, to: PRODUCTION, demand, isPlan: true, step } as const
    const plan = enter(books, { ...draft, isByHand: operation !== undefined }, state)
    if (!wish.draft) reserve(books.undo, plan)
  }
  for (const { product, each, share } of [{ product: order.product, each: 1, share: 0 }, ...order.byproducts]) {
    const demand = rounded(each * wish.quantity)
    enter(books, { product, order, role: 'made', from: PRODUCTION, to: STOCK, demand, isPlan: true, share }, state)
  }
  return order
}

function newStep(
  books: Books,
  order: Order,
  { number, name, centre: code, minutes }: Laid['orders'][number]['operations'][number],
): Step {
  const centre =
    books.centres.find((one) => one.code === code) ?? refuse('UNKNOWN_CENTRE', `There is no work centre ${code}`)
  return {
    ...{ id: books.next('mrp.workorder'), name, centre, order, number, state: 'ready' },
    ...{ good: 0, each: minutes, expected: minutes * Math.ceil(order.ordered), times: [] },
  }
}
