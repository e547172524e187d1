import { z } from 'zod'
import { Failure } from '#kernel/failure'
import type { Desk } from '../plain/desk.ts'
import { Id, Ids, Maybe, Named, Num, reading, Ref, Text } from '../plain/reading.ts'

const MOVES = 'stock.move'
/** What an order makes goes to a customer, or into another order that does: so far it is followed. */
const LEVELS = 6

const moves = reading(
  MOVES,
  { id: Id, production_id: Ref, raw_material_production_id: Ref, move_dest_ids: Ids, sale_line_id: Ref },
  (row) => ({
    id: row.id,
    makes: row.production_id,
    feeds: row.raw_material_production_id,
    next: row.move_dest_ids,
    line: row.sale_line_id,
  }),
)
const lines = reading(
  'sale.order.line',
  { id: Id, order_id: Ref, price_subtotal: Num },
  ({ id, order_id, price_subtotal }) => ({ id, order: order_id, worth: price_subtotal }),
)
const sales = reading(
  'sale.order',
  {
    ...{ id: Id, name: Text, partner_id: Named, client_order_ref: Maybe, commitment_date: Maybe },
    ...{ amount_total: Num, currency_id: Named },
  },
  (row) => row,
)

/** A customer's order that something is made for, and what those of its lines are worth. */
export interface Sold {
  readonly sale: z.output<(typeof sales)['rows']>[number]
  readonly worth: number
}

/** Whether what goes into another order is made for that order's customer, too. */
export interface Following {
  readonly isThrough: boolean
}

/**
 * For whom orders are made; undefined where this Odoo does not sell, or does not let the hub see it. The same fields from
 * 14 on: a delivery knows its line, and what is made knows where it goes.
 */
export async function soldFor(
  desk: Desk,
  orders: readonly number[],
  following: Following,
): Promise<ReadonlyMap<number, readonly Sold[]> | undefined> {
  if (orders.length === 0) return new Map()
  const known = await desk.act(MOVES, 'fields_get', { allfields: ['sale_line_id'], attributes: ['type'] })
  if (!z.looseObject({ sale_line_id: z.unknown() }).safeParse(known).success) return undefined
  try {
    const linesOf = await linesFor(desk, orders, following)
    const sold = await desk.read(lines, [['id', 'in', [...new Set([...linesOf.values()].flat())]]])
    const told = await desk.read(sales, [['id', 'in', [...new Set(sold.flatMap(({ order }) => order ?? []))]]])
    return new Map(
      orders.map((order) => {
        const ids = new Set(linesOf.get(order))
        const mine = Map.groupBy(
          sold.filter(({ id }) => ids.has(id)),
          (line) => line.order,
        )
        const found = told.flatMap((sale): readonly Sold[] => {
          const own = mine.get(sale.id)
          return own ? [{ sale, worth: own.reduce((sum, { worth }) => sum + worth, 0) }] : []
        })
        return [order, found] as const
      }),
    )
  } catch (failure) {
    if (failure instanceof Failure && failure.code === 'NOT_AUTHORISED') return undefined
    throw failure
  }
}

/** The lines of sales that each order makes something for, level by level: all orders of a level in one question. */
async function linesFor(
  desk: Desk,
  orders: readonly number[],
  { isThrough }: Following,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const found = new Map<number, number[]>(orders.map((order) => [order, []]))
  let level = await desk.read(moves, [['production_id', 'in', [...orders]]])
  let origins = new Map(level.map(({ id, makes }) => [id, new Set([makes!])]))
  const seen = new Set<number>()
  for (let depth = 0; level.length > 0 && depth < LEVELS; depth++) {
    const next = new Map<number, Set<number>>()
    const onward = (id: number, from: ReadonlySet<number>) => next.set(id, new Set([...(next.get(id) ?? []), ...from]))
    for (const move of level) {
      const from = origins.get(move.id)!
      seen.add(move.id)
      if (move.line !== undefined) for (const order of from) found.get(order)?.push(move.line)
      for (const id of move.next) if (!seen.has(id)) onward(id, from)
    }
    // What goes into another order goes where that order's goods go.
    const feeding = isThrough ? level.filter(({ feeds }) => feeds !== undefined) : []
    const made =
      feeding.length > 0 ? await desk.read(moves, [['production_id', 'in', feeding.map(({ feeds }) => feeds!)]]) : []
    for (const one of made)
      if (!seen.has(one.id))
        for (const move of feeding) if (move.feeds === one.makes) onward(one.id, origins.get(move.id)!)
    level = next.size > 0 ? await desk.read(moves, [['id', 'in', [...next.keys()]]]) : []
    origins = next
  }
  return found
}
