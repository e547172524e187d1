import { netByproducts } from './booked.ts'
import { type Chain, openOrders, stockUnit } from './chain.ts'
import type { Desk } from './desk.ts'
import type { Draft } from './draft.ts'
import { itemNamed, lotFor, outputLots } from './items.ts'
import { backToProduction } from './output.ts'
import type { Plan } from './plan.ts'
import { Id, Must, Num, reading } from './reading.ts'
import { refuse } from './refusal.ts'
import { openOriginal, originalOf } from './reversals.ts'
import { placeNamed } from './stock.ts'
import type { Move, Order, Product } from './types.ts'
import { amount, compared, converted, inStockUnit, rounded } from './units.ts'

/** What comes beside what the order makes. The share of the cost stands with the planned move, once for all of it. */

export const plannedByproducts = (chain: Chain, order: Order, product: number): readonly Move[] =>
  chain.moves.filter(
    (move) =>
      move.makes === order.id &&
      move.product === product &&
      move.state !== 'done' &&
      move.state !== 'cancel' &&
      !move.additional,
  )

export async function receiveByproduct(draft: Draft): Promise<Plan> {
  const { chain, body } = draft
  const product = await itemNamed(draft, body['item'])
  if (product.id === chain.orders[0]!.product)
    refuse('UNKNOWN_ITEM', `${product.label} is what the order makes, not a by-product of it`)
  const order = orderForByproduct(chain, product)
  const planned = plannedByproducts(chain, order, product.id)[0]
  const stock = stockUnit(chain, product.id)
  const unit = planned ? chain.units.of(planned.unit) : stock
  const quantity = amount(body['quantity'], unit, chain.units)
  const inStock = inStockUnit(quantity, unit, stock)
  const target = body['to'] ? (await placeNamed(draft, body['to'])).id : (planned?.to ?? order.to)
  const parts = []
  for (const { name, quantity: part } of await outputLots(draft, product, inStock)) {
    const lot = name === undefined ? undefined : await lotFor(draft, product, name)
    parts.push({ quantity: part, lot: lot?.id, lotName: name ?? '', from: order.floor, to: target })
  }
  const share = planned || hasShare(chain, order, product.id) ? 0 : Number(body['costShare'] ?? 0)
  const move = draft.book({
    order,
    product: product.id,
    unit: unit.id,
    demand: quantity,
    from: order.floor,
    to: target,
    makes: order.id,
    parts,
    values: {
      price_unit: product.price,
      picking_type_id: order.kind,
      ...(planned?.byproduct ? { byproduct_id: planned.byproduct } : {}),
      ...draft.words.share(share),
    },
  })
  draft.set('stock.move', [move.id], { date: draft.now })
  draft.steps.push({ do: 'follow', order: order.id, byproduct: product.id })
  draft.steps.push({ do: 'assign', product: product.id, order: 0 })
  return {
    tells: { of: 'byproduct', id: product.id },
    posted: { moves: [move.id] },
    documents: { order: order.id, moves: [move.id] },
  }
}

/** The first open order that still expects it, else the last open one that plans it, else the last open one. */
function orderForByproduct(chain: Chain, product: Product): Order {
  const candidates = openOrders(chain)
  let having = candidates.at(-1)!
  for (const order of candidates) {
    const planned = plannedByproducts(chain, order, product.id)
    const first = planned[0]
    if (!first) continue
    if (
      compared(
        chain.units.of(first.unit),
        planned.reduce((total, { demand }) => total + demand, 0),
        0,
      ) > 0
    )
      return order
    having = order
  }
  return having
}

const hasShare = (chain: Chain, order: Order, product: number): boolean =>
  chain.moves.some((move) => move.makes === order.id && move.product === product && move.share > 0)

export async function reverseByproduct(draft: Draft): Promise<Plan> {
  openOrders(draft.chain)
  const { move, order } = openOriginal(draft, originalOf(draft, 'receiveByproduct'), 'makes')
  const { back, quantity } = await backToProduction(draft, order, move)
  draft.steps.push({ do: 'follow', order: order.id, byproduct: move.product })
  return {
    tells: { of: 'byproduct', id: move.product },
    posted: { moves: [back.id], quantity },
    documents: { order: order.id, moves: [back.id] },
  }
}

const recipeLines = reading(
  'mrp.bom.byproduct',
  { id: Id, bom_id: Must, product_qty: Num, product_uom_id: Must },
  (row) => ({ id: row.id, recipe: row.bom_id, quantity: row.product_qty, unit: row.product_uom_id }),
)
const recipes = reading('mrp.bom', { id: Id, product_qty: Num, product_uom_id: Must }, (row) => ({
  id: row.id,
  quantity: row.product_qty,
  unit: row.product_uom_id,
}))

/** What the recipe expects of a planned by-product for the whole order, in the move's unit; nothing where none does. */
export async function expectedOf(desk: Desk, chain: Chain, move: Move, order: Order): Promise<number | undefined> {
  if (move.byproduct === undefined) return undefined
  const [line] = await desk.read(recipeLines, [['id', '=', move.byproduct]])
  const [recipe] = line ? await desk.read(recipes, [['id', '=', line.recipe]], { context: { active_test: false } }) : []
  if (!line || !recipe) return undefined
  const { units } = chain
  const batches = converted(order.quantity, units.of(order.unit), units.of(recipe.unit)) / recipe.quantity
  const unit = units.of(move.unit)
  return rounded(unit, converted(line.quantity * batches, units.of(line.unit), unit))
}

/** What is still to come by a planned move when so much came, and what came beyond it. */
export async function restOf(
  desk: Desk,
  chain: Chain,
  move: Move,
  order: Order,
  net: number,
): Promise<{ quantity: number; over: number } | undefined> {
  const expected = await expectedOf(desk, chain, move, order)
  if (expected === undefined) return undefined
  const unit = chain.units.of(move.unit)
  const stock = stockUnit(chain, move.product)
  return {
    quantity: Math.max(0, rounded(unit, expected - converted(net, stock, unit))),
    over: Math.max(0, net - converted(expected, unit, stock)),
  }
}

/** Products with their share of the cost, of which some came. Along a chain each order plans the share anew. */
export function sharesOfByproducts(
  chain: Chain,
  orders: readonly Order[],
): readonly { product: number; share: number }[] {
  const net = new Map<number, number>()
  for (const order of orders)
    for (const [product, quantity] of netByproducts(chain, order)) net.set(product, (net.get(product) ?? 0) + quantity)
  return [...net].flatMap(([product, quantity]) => {
    const shares = orders.map((order) =>
      chain.moves
        .filter((move) => move.makes === order.id && move.product === product)
        .reduce((total, { share }) => total + share, 0),
    )
    const share = Math.max(0, ...shares)
    return quantity > 1e-6 && share > 0 ? [{ product, share }] : []
  })
}
