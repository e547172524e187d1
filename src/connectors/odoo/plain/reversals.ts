import { leftOf, returnsOf, sum } from './booked.ts'
import { type Chain, isOpen, linesOf, orderOf, stockUnit } from './chain.ts'
import type { Draft, Part } from './draft.ts'
import type { Kept } from './notebook.ts'
import { refuse } from './refusal.ts'
import type { Id, Move, Order } from './types.ts'
import { amount, compared, decimal } from './units.ts'

/** A reversal is a return of the very move that booked the original; nothing booked is edited. */

/** What the original effect was. */
export function originalOf(draft: Draft, operation: string): Kept {
  const original = draft.chain.entries.find(({ key }) => key === draft.body['original'])
  if (original?.operation === operation) return original
  return original
    ? refuse('UNKNOWN_ORIGINAL', 'What is to be taken back was booked as something else or on another order')
    : refuse('UNKNOWN_ORIGINAL', 'What is to be taken back was never booked in Odoo')
}

/** The move of the original, on an order that still takes postings. */
export function openOriginal(draft: Draft, original: Kept, of: 'makes' | 'uses'): { move: Move; order: Order } {
  const { chain } = draft
  const move = chain.moves.find(({ id }) => id === original.posted['moves'][0])
  if (!move) return refuse('UNKNOWN_ORIGINAL', 'What is to be taken back is no longer in Odoo')
  return { move, order: stillOpen(chain, move[of]) }
}

export function stillOpen(chain: Chain, id: number | undefined): Order {
  const order = orderOf(chain, id)
  return isOpen(order) ? order : refuse('ORDER_CLOSED', `${order.name} is closed in Odoo`)
}

/** How much a reversal takes back, in the unit of stock: what is left of the original when it does not say. */
export function takenBack(draft: Draft, move: Move): number {
  const { body, chain } = draft
  const unit = stockUnit(chain, move.product)
  const left = leftOf(chain, move)
  const quantity =
    body['serials'] && !body['quantity']
      ? (body['serials'] as string[]).length
      : body['quantity']
        ? amount(body['quantity'], unit, chain.units)
        : left
  if (compared(unit, quantity, left) > 0 || compared(unit, quantity, 0) <= 0)
    refuse('OVER_REVERSAL', `${decimal(quantity)} cannot be taken back: ${decimal(left)} is left of the original`)
  return quantity
}

export interface LotPart {
  readonly lot: Id | undefined
  readonly lotName: string
  readonly quantity: number
}

/** What a reversal of `quantity` takes of each lot, from what earlier reversals left. */
export function leftParts(
  draft: Draft,
  move: Move,
  serials: readonly string[] | undefined,
  quantity: number,
): readonly LotPart[] {
  const { chain } = draft
  const unit = stockUnit(chain, move.product)
  const lines = linesOf(chain, move.id)
  const back = returnsOf(chain, move.id).flatMap(({ id }) => linesOf(chain, id))
  const of = (all: typeof lines, lot: Id | undefined): number =>
    sum(all.filter((line) => line.lot === lot).map(({ done }) => done))
  const parts: LotPart[] = []
  let rest = quantity
  for (const [lot, lotName] of new Map(lines.map((line) => [line.lot, line.lotName]))) {
    if (serials && !serials.includes(lotName)) continue
    const part = Math.min(rest, of(lines, lot) - of(back, lot))
    if (compared(unit, part, 0) <= 0) continue
    parts.push({ lot, lotName, quantity: part })
    rest -= part
  }
  if (compared(unit, rest, 0) > 0) refuse('OVER_REVERSAL', 'These serial numbers are not left of the original')
  return parts
}

/** Parts that put what was taken of each lot back on the shelves it was taken from. */
export function partsBack(draft: Draft, move: Move, lots: readonly LotPart[]): readonly Part[] {
  const unit = stockUnit(draft.chain, move.product)
  const parts: Part[] = []
  for (const { lot, lotName, quantity } of lots) {
    let rest = quantity
    for (const line of linesOf(draft.chain, move.id)) {
      const share = line.lot === lot ? Math.min(rest, line.done) : 0
      if (compared(unit, share, 0) <= 0) continue
      parts.push({ quantity: share, lot, lotName, from: line.to, to: line.from })
      rest -= share
    }
  }
  return parts
}
