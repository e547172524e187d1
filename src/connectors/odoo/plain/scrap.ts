import { leftOf, movedBy } from './booked.ts'
import { openOrders, orderOf, stockUnit } from './chain.ts'
import type { Draft, Part } from './draft.ts'
import { itemNamed, knownLot, lotFor } from './items.ts'
import { isOver, stepForWork } from './operations.ts'
import type { Plan } from './plan.ts'
import { refuse } from './refusal.ts'
import { leftParts, originalOf, partsBack, stillOpen } from './reversals.ts'
import { type Lot, placeWith, take } from './stock.ts'
import type { Id, Move, Order, Product, Step } from './types.ts'
import { amount, compared, converted, inStockUnit } from './units.ts'
import { addGood, setOver, workFollows } from './work.ts'

/** Scrap is Odoo's own scrap document: of goods in process, of goods received, or of a component on the shelf. */

export interface Scrapped {
  readonly scrap: Id
  readonly move: Id
}

export async function recordScrap(draft: Draft): Promise<Plan> {
  const { chain, body } = draft
  const last = openOrders(chain).at(-1)!
  const product = body['item'] ? await itemNamed(draft, body['item']) : draft.product(last.product)
  const step = body['operation'] ? stepForWork(chain, body['operation']) : undefined
  const order = step ? orderOf(chain, step.order) : last
  const reason: string = body['reason'] ?? 'scrap'
  let scraps: readonly Scrapped[]
  if (step && product.id === order.product) {
    const quantity = amount(body['quantity'], chain.units.of(step.unit), chain.units)
    const lot = body['lot'] && product.tracking !== 'none' ? await lotFor(draft, product, body['lot']) : undefined
    addGood(draft, step, -quantity)
    scraps = [await scrapInProcess(draft, step, quantity, lot, reason)]
    setOver(draft, step, isOver(chain, step))
    workFollows(draft, step)
  } else {
    scraps = await scrapOnShelf(draft, order, step, product, reason)
    draft.steps.push({ do: 'genealogy', order: order.id })
  }
  const moves = scraps.map(({ move }) => move)
  return {
    tells: { of: 'scrap', id: product.id },
    posted: { moves, step: step && product.id === order.product ? step.id : false },
    documents: { order: order.id, moves, scraps: scraps.map(({ scrap }) => scrap) },
  }
}

/**
 * Goods that never reach stock: from production to scrap. Their cost stays in the order and is borne by the good ones,
 * since their components are used all the same.
 */
export async function scrapInProcess(
  draft: Draft,
  step: Step,
  quantity: number,
  lot: Lot | undefined,
  reason: string,
): Promise<Scrapped> {
  const { chain } = draft
  const order = orderOf(chain, step.order)
  const stock = stockUnit(chain, order.product)
  const unit = chain.units.of(step.unit)
  const inStock = inStockUnit(quantity, unit, stock)
  const part = { quantity: inStock, lot: lot?.id, lotName: lot?.name ?? '', from: order.floor, to: 0 }
  return scrapped(draft, {
    order,
    step,
    product: draft.product(order.product),
    unit: step.unit,
    quantity,
    part,
    reason,
  })
}

/** Goods in stock; what they were worth leaves with them. */
async function scrapOnShelf(
  draft: Draft,
  order: Order,
  step: Step | undefined,
  product: Product,
  reason: string,
): Promise<readonly Scrapped[]> {
  const { chain, body } = draft
  const stock = stockUnit(chain, product.id)
  const asked = chain.units.named(body['quantity'].unit)
  const quantity =
    asked && asked.kind === stock.kind
      ? inStockUnit(amount(body['quantity'], asked, chain.units), asked, stock)
      : amount(body['quantity'], stock, chain.units)
  const source = await placeWith(draft, product.id === order.product ? order.to : order.from)
  const lot = await knownLot(draft, product, body['lot'], quantity)
  const found: Scrapped[] = []
  for (const part of (await take(draft, product, source, lot, quantity, [], 0)).parts)
    found.push(await scrapped(draft, { order, step, product, unit: stock.id, quantity: part.quantity, part, reason }))
  return found
}

interface ToScrap {
  readonly order: Order
  readonly step: Step | undefined
  readonly product: Product
  readonly unit: number
  readonly quantity: number
  readonly part: Part
  readonly reason: string
}

/** The document, and its movement beside it: together they are what Odoo's own button makes. */
export async function scrapped(
  draft: Draft,
  { order, step, product, unit, quantity, part, reason }: ToScrap,
): Promise<Scrapped> {
  const { words } = draft
  const target = await scrapPlace(draft, order.company)
  const leaves = part.from !== order.floor
  // Drawn while it is planned: whoever comes back to the plan finds the same name in it.
  const name = await draft.desk.act('ir.sequence', 'next_by_code', { sequence_code: 'stock.scrap' })
  const scrap = draft.make('stock.scrap', 'scrap', {
    name: String(name),
    product_id: product.id,
    product_uom_id: unit,
    scrap_qty: quantity,
    lot_id: part.lot as number | undefined,
    package_id: part.pack,
    owner_id: part.owner,
    company_id: order.company,
    production_id: order.id,
    workorder_id: step?.id as number | undefined,
    location_id: part.from,
    scrap_location_id: target,
    origin: `${order.name}: ${reason}`,
  })
  const parts = await words.partsOfScrap(draft, product, { ...part, to: target }, String(name))
  const isOutput = draft.chain.moves.some(({ makes, product: of }) => makes === order.id && of === product.id)
  const move = draft.book({
    order,
    product: product.id,
    unit,
    demand: quantity,
    from: part.from,
    to: target,
    ...(isOutput ? { makes: order.id } : { uses: order.id }),
    scrap: true,
    parts,
    ...(leaves ? await draft.worth(product, part.quantity) : {}),
    values: { ...words.scrapOf(scrap), origin: `${order.name}: ${reason}` },
  })
  draft.set('stock.scrap', [scrap], { state: 'done', date_done: draft.now, ...words.moveOfScrap(move.id) })
  return { scrap, move: move.id }
}

/** Where Odoo itself puts what is scrapped. */
async function scrapPlace(draft: Draft, company: number): Promise<number> {
  const found = await draft.desk.ids(
    'stock.location',
    [...draft.words.scrapPlaces, ['company_id', 'in', [company, false]]],
    1,
  )
  return found[0] ?? refuse('UNKNOWN_LOCATION', 'Odoo has no storage location for scrap')
}

export async function reverseScrap(draft: Draft): Promise<Plan> {
  const { chain, body } = draft
  openOrders(chain)
  const original = originalOf(draft, 'recordScrap')
  const moves = (original.posted['moves'] as number[]).flatMap((id) => chain.moves.filter((move) => move.id === id))
  const first = moves[0] ?? refuse('UNKNOWN_ORIGINAL', 'What is to be taken back is no longer in Odoo')
  const order = stillOpen(chain, first.makes ?? first.uses)
  const stock = stockUnit(chain, first.product)
  let left = body['quantity'] ? amount(body['quantity'], stock, chain.units) : undefined
  const back: Move[] = []
  for (const move of moves) {
    const open = leftOf(chain, move)
    const part = left === undefined ? open : Math.min(left, open)
    if (compared(stock, part, 0) <= 0) continue
    back.push(unscrap(draft, move, order, part))
    if (left !== undefined) left -= part
  }
  if (back.length === 0 || (left !== undefined && compared(stock, left, 0) > 0))
    refuse('OVER_REVERSAL', 'Less than that is left of the scrap')
  const quantity = back.reduce((total, { id }) => total + movedBy(chain, id), 0)
  const step = chain.steps.find(({ id }) => id === original.posted['step'])
  if (step) {
    addGood(draft, step, converted(quantity, stock, chain.units.of(step.unit)))
    setOver(draft, step, isOver(chain, step))
    workFollows(draft, step)
  }
  return {
    tells: { of: 'scrap', id: first.product },
    posted: { moves: back.map(({ id }) => id), quantity },
    documents: { order: order.id, moves: back.map(({ id }) => id) },
  }
}

/** A return of the scrap's own move: from scrap to where it was taken. */
function unscrap(draft: Draft, move: Move, order: Order, quantity: number): Move {
  const stock = stockUnit(draft.chain, move.product)
  return draft.book({
    order,
    product: move.product,
    unit: stock.id,
    demand: quantity,
    from: move.to,
    to: move.from,
    returns: move,
    parts: partsBack(draft, move, leftParts(draft, move, undefined, quantity)),
    values: { ...draft.words.belonging(order), reference: move.label },
  })
}

/** All that is left of these. */
export async function unscrapAll(draft: Draft, moves: readonly number[], order: Order): Promise<readonly Id[]> {
  const found: Id[] = []
  for (const move of draft.chain.moves.filter(({ id }) => moves.includes(id as number))) {
    const left = leftOf(draft.chain, move)
    if (compared(stockUnit(draft.chain, move.product), left, 0) > 0) found.push(unscrap(draft, move, order, left).id)
  }
  return found
}
