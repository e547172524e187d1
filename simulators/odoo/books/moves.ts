import { type Books, PRODUCTION } from './books.ts'
import type { Line, Lot, Move, Order, Product, Scrap, Step } from './records.ts'
import { refuse } from './refusal.ts'
import { isStock, type Portion, putAway, take, withdraw } from './stock.ts'
import { type Amount, amountIn, compared, decimal, rounded } from './units.ts'

/** What is known of a move before it is made; the rest follows. */
export interface Draft {
  readonly product: Product
  readonly order: Order
  readonly role: Move['role']
  readonly from: string
  readonly to: string
  readonly demand?: number
  readonly isPlan?: boolean
  readonly isByHand?: boolean
  readonly step?: Step | undefined
  readonly returns?: Move
  readonly scrap?: Scrap
  readonly share?: number
  readonly label?: string
}

const listOf = (order: Order, role: Move['role']): Move[] =>
  role === 'use' ? order.uses : role === 'made' ? order.made : order.lotChanges

/** Enters a move in the books of its order; a return stands with what it returns. */
export function enter(books: Books, draft: Draft, state: Move['state']): Move {
  const move: Move = {
    id: books.next('stock.move'),
    product: draft.product,
    role: draft.role,
    order: draft.order,
    isPlan: draft.isPlan ?? false,
    isByHand: draft.isByHand ?? true,
    step: draft.step,
    from: draft.from,
    to: draft.to,
    label: draft.label ?? draft.scrap?.name ?? draft.order.name,
    returns: draft.returns,
    returned: [],
    scrap: draft.scrap,
    state,
    demand: draft.demand ?? 0,
    share: draft.share ?? 0,
    value: 0,
    lines: [],
    holds: [],
  }
  books.undo.push(draft.returns?.returned ?? listOf(draft.order, draft.role), move)
  return move
}

/** Books goods that leave their shelves. */
export function bookOut(books: Books, draft: Draft, portions: readonly Portion[]): Move {
  withdraw(books, portions)
  const lines = portions.map(({ shelf, quantity }): Line => ({
    lot: shelf.lot,
    quantity,
    from: shelf.place,
    to: draft.to,
  }))
  return done(books, draft, lines)
}

/** Books goods that come to shelves, or pass by them; each is worth what it is told, else the average of the day. */
export function bookIn(books: Books, draft: Draft, lines: readonly Line[], each?: number): Move {
  for (const line of lines) if (isStock(line.to)) putAway(books, draft.product, line)
  return done(books, draft, lines, each)
}

function done(books: Books, draft: Draft, lines: readonly Line[], each?: number): Move {
  const { product, returns } = draft
  const move = enter(books, draft, 'done')
  move.lines.push(...lines)
  const came = isStock(draft.to) && !isStock(draft.from)
  const went = isStock(draft.from) && !isStock(draft.to)
  // What comes back is worth what it left with.
  const leftWith = returns && isStock(returns.from) ? returns.value / quantityOf(returns) : undefined
  move.value = came || went ? quantityOf(move) * (each ?? (came ? leftWith : undefined) ?? product.cost) : 0
  if (came) weigh(books, product, move.value)
  if (went) books.undo.set(product, { worth: product.worth - move.value })
  return move
}

/** Average cost, carried forward; Odoo reckons it anew from all history, which comes to the same until something is revalued. */
export function weigh({ undo }: Books, product: Product, more: number): void {
  const worth = product.worth + more
  undo.set(product, { worth, ...(product.onHand > 0 ? { cost: worth / product.onHand } : {}) })
}

export const quantityOf = ({ lines }: Move): number => rounded(lines.reduce((sum, { quantity }) => sum + quantity, 0))
export const returnedOf = ({ returned }: Move): number =>
  rounded(returned.reduce((sum, move) => sum + quantityOf(move), 0))
/** What stands of a move after what was taken back. */
export const netOf = (move: Move): number => rounded(quantityOf(move) - returnedOf(move))

/** How much a reversal takes back: what is left of the original when it does not say. */
export function takenBack(
  body: { readonly quantity?: Amount; readonly serials?: readonly string[] },
  move: Move,
): number {
  const left = netOf(move)
  const quantity =
    body.serials && body.serials.length > 0 && !body.quantity
      ? body.serials.length
      : body.quantity
        ? amountIn(body.quantity, move.product.unit)
        : left
  if (compared(quantity, left) > 0 || compared(quantity, 0) <= 0)
    refuse('OVER_REVERSAL', `${decimal(quantity)} cannot be taken back: ${decimal(left)} is left of the original`)
  return quantity
}

interface Part {
  readonly lot: Lot | undefined
  readonly quantity: number
}

/** The part of each lot that a reversal takes, from what earlier ones left. */
export function leftByLot(move: Move, quantity: number, serials?: readonly string[]): readonly Part[] {
  const parts: Part[] = []
  let wanted = quantity
  for (const lot of new Set(move.lines.map((line) => line.lot))) {
    if (serials && serials.length > 0 && lot && !serials.includes(lot.name)) continue
    const of = (one: Move) => one.lines.reduce((sum, line) => (line.lot === lot ? sum + line.quantity : sum), 0)
    const part = rounded(Math.min(wanted, of(move) - move.returned.reduce((sum, back) => sum + of(back), 0)))
    if (part <= 0) continue
    parts.push({ lot, quantity: part })
    wanted = rounded(wanted - part)
  }
  if (wanted > 0) refuse('OVER_REVERSAL', 'These serial numbers are not left of the original')
  return parts
}

/** A return that puts each lot's part back on the shelves it was taken from. */
export function putBack(books: Books, move: Move, quantity: number, demand: number, serials?: readonly string[]): Move {
  const lines: Line[] = []
  for (const part of leftByLot(move, quantity, serials)) {
    let left = part.quantity
    for (const line of move.lines) {
      const share = rounded(line.lot === part.lot ? Math.min(left, line.quantity) : 0)
      if (share <= 0) continue
      lines.push({ lot: part.lot, quantity: share, from: line.to, to: line.from })
      left = rounded(left - share)
    }
  }
  return bookIn(books, { ...opposite(move), demand }, lines)
}

/** A return of goods that came: from where they were put, if they are there still. */
export function takeBack(books: Books, move: Move, quantity: number, serials?: readonly string[]): Move {
  const { product, to: source } = move
  const portions = leftByLot(move, quantity, serials).flatMap((part) => take({ product, source, ...part }))
  return bookOut(books, { ...opposite(move), demand: quantity, to: PRODUCTION }, portions)
}

const opposite = (move: Move): Draft => ({
  product: move.product,
  order: move.order,
  role: move.role,
  from: move.to,
  to: move.from,
  returns: move,
  label: move.scrap ? move.label : move.order.name,
})
