import { type Chain, openOrders, stockUnit } from './chain.ts'
import type { Draft } from './draft.ts'
import { lotFor, outputLots } from './items.ts'
import type { Plan } from './plan.ts'
import { refuse } from './refusal.ts'
import { leftParts, openOriginal, originalOf, takenBack } from './reversals.ts'
import { placeNamed, placeWith, take } from './stock.ts'
import type { Move, Order } from './types.ts'
import { amount, compared, inStockUnit } from './units.ts'

/** Finished goods: what came is a finished move of its own; what is still to come stays one planned move. */

/** The finished move that stands for what is still to come; it keeps the order open, at worst with nothing left. */
export const plannedOutput = (chain: Chain, order: Order): Move =>
  chain.moves.find(
    (move) =>
      move.makes === order.id &&
      move.product === order.product &&
      move.state !== 'done' &&
      move.state !== 'cancel' &&
      !move.additional,
  ) ?? refuse('ORDER_CLOSED', `${order.name} expects no more output in Odoo`)

/** Where output goes: the first open order that still expects some, else the last open one. */
function orderForOutput(chain: Chain): Order {
  const candidates = openOrders(chain)
  return (
    candidates.find((order) => compared(chain.units.of(order.unit), plannedOutput(chain, order).demand, 0) > 0) ??
    candidates.at(-1)!
  )
}

export async function receiveOutput(draft: Draft): Promise<Plan> {
  const { chain, body } = draft
  const order = orderForOutput(chain)
  const planned = plannedOutput(chain, order)
  const product = draft.product(order.product)
  const unit = chain.units.of(planned.unit)
  const quantity = amount(body['quantity'], unit, chain.units)
  const inStock = inStockUnit(quantity, unit, stockUnit(chain, product.id))
  const target = body['to'] ? (await placeNamed(draft, body['to'])).id : planned.to
  const parts = []
  for (const { name, quantity: part } of await outputLots(draft, product, inStock)) {
    const lot = name === undefined ? undefined : await lotFor(draft, product, name)
    parts.push({ quantity: part, lot: lot?.id, lotName: name ?? '', from: planned.from, to: target })
  }
  const move = draft.book({
    order,
    product: product.id,
    unit: planned.unit,
    demand: quantity,
    from: planned.from,
    to: target,
    makes: order.id,
    parts,
    values: {
      // Provisional: the item's cost of the day. Closing the order trues it up.
      price_unit: product.price,
      picking_type_id: planned.kind,
    },
  })
  outputFollows(draft, order, move)
  draft.steps.push({ do: 'assign', product: product.id, order: 0 })
  return { tells: { of: 'output' }, posted: { moves: [move.id] }, documents: { order: order.id, moves: [move.id] } }
}

/** Goods go back from stock into production, as a return of the move that brought them. */
export async function reverseOutput(draft: Draft): Promise<Plan> {
  const { chain } = draft
  openOrders(chain)
  const { move, order } = openOriginal(draft, originalOf(draft, 'receiveOutput'), 'makes')
  const { back, quantity } = await backToProduction(draft, order, move)
  outputFollows(draft, order, back)
  return {
    tells: { of: 'output' },
    posted: { moves: [back.id], quantity },
    documents: { order: order.id, moves: [back.id] },
  }
}

/** Of goods or a by-product: what lies in stock of each lot goes back where it came from. */
export async function backToProduction(
  draft: Draft,
  order: Order,
  move: Move,
): Promise<{ back: Move; quantity: number }> {
  const { chain } = draft
  const product = draft.product(move.product)
  const quantity = takenBack(draft, move)
  const shelf = await placeWith(draft, move.to)
  const parts = []
  for (const { lot, lotName, quantity: part } of leftParts(draft, move, draft.body['serials'], quantity)) {
    const from = lot === undefined ? undefined : { id: lot, name: lotName }
    parts.push(...(await take(draft, product, shelf, from, part, [], move.from)).parts)
  }
  const back = draft.book({
    order,
    product: product.id,
    unit: stockUnit(chain, product.id).id,
    demand: quantity,
    from: move.to,
    to: move.from,
    returns: move,
    parts,
    ...(await draft.worth(product, quantity)),
    values: { ...draft.words.belonging(order), reference: order.name },
  })
  return { back, quantity }
}

/** What people see of an order's progress is a function of what is booked, never of the order of the events. */
export function outputFollows(draft: Draft, order: Order, move?: Move): void {
  // Odoo dates what comes of an order at its planned end.
  if (move) draft.set('stock.move', [move.id], { date: draft.now })
  draft.steps.push({ do: 'follow', order: order.id })
  draft.keepExpected(order)
}
