import { leftOf, needAndUse } from './booked.ts'
import { type Chain, isOpen, openOrders, orderOf, stockUnit } from './chain.ts'
import type { Draft, Looking, Part } from './draft.ts'
import { itemNamed, knownLot } from './items.ts'
import { stepsOf } from './operations.ts'
import { needed, plannedUse, planLess, planMore } from './planned-use.ts'
import type { Plan } from './plan.ts'
import { type Instead, standFor, stoodIn } from './substitutes.ts'
import { openOriginal, originalOf, leftParts, partsBack, takenBack } from './reversals.ts'
import { placeNamed, placeWith, type Place, take } from './stock.ts'
import { takeAnyLot } from './any-lot.ts'
import type { Line, Move, Order, Product } from './types.ts'
import { amount, compared, converted, inStockUnit } from './units.ts'

/**
 * Component use. Per item of an order: needed = demand of its raw moves - demand of their returns (what a return gives
 * back to the plan); used = done raw moves - their returns; the planned rest is always max(0, needed - used).
 */

/** The first open order that still plans the item, else the last open one that has it, else the last open one. */
export function orderForUse(chain: Chain, product: Product): Order {
  const candidates = openOrders(chain)
  let having = candidates.at(-1)!
  for (const order of candidates) {
    const planned = plannedUse(chain, order, product.id, undefined)
    if (compared(stockUnit(chain, product.id), needed(planned), 0) > 0) return order
    if (planned.length > 0) having = order
  }
  return having
}

/** Where goods are taken from, unless somebody says: where their planned use takes them from. */
export const sourceOf = (draft: Looking, order: Order, planned: readonly Move[], named: string | undefined) =>
  named ? placeNamed(draft, named) : placeWith(draft, planned[0]?.from ?? order.from)

export interface Use {
  readonly item: { readonly product?: number; readonly code?: string }
  readonly quantity: { readonly value: string; readonly unit: string }
  readonly operation?: string
  readonly from?: string
  readonly lot?: string
  readonly anyLot?: boolean
}

export interface PlannedUse {
  readonly order: Order
  readonly product: Product
  readonly planned: readonly Move[]
  readonly unit: number
  readonly inStock: number
  readonly source: Place
  readonly parts: readonly Part[]
  readonly cuts: readonly { readonly line: Line; readonly part: number }[]
  readonly step: number | undefined
}

/** What is used, from which order (that which still plans it, or what it is used for) and which shelves; refused before anything is written. */
export async function prepareUse(draft: Draft, use: Use, plannedAs?: Product): Promise<PlannedUse> {
  const { chain } = draft
  const product = await itemNamed(draft, use.item)
  const order = orderForUse(chain, plannedAs ?? product)
  const planned = plannedUse(chain, order, product.id, use.operation)
  const first = planned[0]
  const step = use.operation ? stepsOf(chain, use.operation)[0]?.id : first?.step
  const stock = stockUnit(chain, product.id)
  const unit = first ? chain.units.of(first.unit) : stock
  const inStock = inStockUnit(amount(use.quantity, unit, chain.units), unit, stock)
  const source = await sourceOf(draft, order, planned, use.from)
  const { parts, cuts } =
    use.anyLot && product.tracking !== 'none'
      ? await takeAnyLot(draft, product, source, inStock, planned, order.floor)
      : await take(
          draft,
          product,
          source,
          await knownLot(draft, product, use.lot, inStock),
          inStock,
          planned,
          order.floor,
        )
  const own = chain.steps.some(({ id, order: of }) => id === step && of === order.id)
  return {
    order,
    product,
    planned,
    unit: unit.id,
    inStock,
    source,
    parts,
    cuts,
    step: own ? (step as number) : undefined,
  }
}

/** Books a use: a move of its own, and less of the plan. */
export async function bookUse(draft: Draft, use: PlannedUse): Promise<Move> {
  const { order, product, planned, unit, inStock, parts } = use
  const { chain, words } = draft
  const first = planned[0]
  const stock = stockUnit(chain, product.id)
  const fromPlan = Math.min(inStock, needed(planned))
  const move = draft.book({
    order,
    product: product.id,
    unit,
    demand: converted(fromPlan, stock, chain.units.of(unit)),
    from: use.source.id,
    to: order.floor,
    uses: order.id,
    parts,
    ...(await draft.worth(product, inStock)),
    values: {
      workorder_id: use.step,
      operation_id: first?.operation,
      bom_line_id: first?.recipeLine,
      picking_type_id: order.kind,
      ...words.byHand,
    },
  })
  for (const { line, part } of use.cuts) draft.unreserve(line, part)
  planLess(draft, planned, fromPlan)
  return move
}

export async function issueMaterial(draft: Draft): Promise<Plan> {
  const { body } = draft
  const { instead, ...named } = body as unknown as Use & { readonly instead?: Instead }
  const use = await prepareUse(draft, named, instead && (await itemNamed(draft, instead.item)))
  const move = await bookUse(draft, use)
  draft.steps.push({ do: 'genealogy', order: use.order.id })
  const standing = instead ? await standFor(draft, use.order, instead, 1) : {}
  return {
    tells: { of: 'use', id: use.product.id },
    posted: { moves: [move.id], ...standing },
    documents: { order: use.order.id, moves: [move.id] },
  }
}

/** Unused material goes back to where it came from, as a return of the move that issued it. */
export async function returnMaterial(draft: Draft): Promise<Plan> {
  openOrders(draft.chain)
  const { move, order } = openOriginal(draft, originalOf(draft, 'issueMaterial'), 'uses')
  const quantity = takenBack(draft, move)
  const back = backOnShelf(draft, move, order, quantity, draft.body['serials'])
  const instead = draft.body['instead'] as Instead | undefined
  const standing = instead ? await standFor(draft, order, instead, -1) : {}
  return {
    tells: { of: 'use', id: move.product },
    posted: { moves: [back.id], quantity, ...standing },
    documents: { order: order.id, moves: [back.id] },
  }
}

/** A return of a part of an issue; the plan gets back what the order needs again. */
export function backOnShelf(
  draft: Draft,
  move: Move,
  order: Order,
  quantity: number,
  serials: readonly string[] | undefined,
): Move {
  const { chain } = draft
  const stock = stockUnit(chain, move.product)
  const planned = plannedUse(chain, order, move.product, undefined)
  const { need, used } = needAndUse(chain, order).get(move.product) ?? { need: 0, used: 0 }
  const { lowered, stoodFor } = stoodIn(chain, order.id, move.product)
  const open = Math.max(0, need + lowered - stoodFor - (used - quantity))
  const givenBack = planned.length > 0 ? Math.max(0, open - needed(planned)) : 0
  const back = draft.book({
    order,
    product: move.product,
    unit: stock.id,
    demand: givenBack,
    from: move.to,
    to: move.from,
    returns: move,
    parts: partsBack(draft, move, leftParts(draft, move, serials, quantity)),
    values: { ...draft.words.belonging(order), reference: order.name },
  })
  if (givenBack > 0) planMore(draft, planned, givenBack)
  draft.steps.push({ do: 'genealogy', order: order.id }, { do: 'assign', product: move.product, order: order.id })
  return back
}

/** Moves that used an item up by themselves: those of the report that is taken back first, then the latest. */
export function usesOf(chain: Chain, product: number, original: string): readonly Move[] {
  const entries = chain.entries.filter(({ posted }) => Array.isArray(posted['uses']))
  const inOrder = [
    ...entries.filter(({ key }) => key === original),
    ...entries.filter(({ key }) => key !== original).toReversed(),
  ]
  return inOrder
    .flatMap(({ posted }) => posted['uses'] as { product: number; moves: number[] }[])
    .filter((use) => use.product === product)
    .flatMap((use) => chain.moves.filter(({ id }) => id === use.moves[0]))
    .filter((move) => isOpen(orderOf(chain, move.uses)) && leftOf(chain, move) > 0)
}
