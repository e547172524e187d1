import type { Books } from '../books/books.ts'
import { netOf } from '../books/moves.ts'
import { documentsOf, isOpen } from '../books/orders.ts'
import type { Move, Order, Result } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import { amountIn, rounded } from '../books/units.ts'
import { backOnShelf, use } from './material.ts'
import type { Use, Wish } from './wish.ts'

/** Component use that follows from a report, booked with it: what it gives back first, then what it uses up. */
export function bookWhatFollows(books: Books, order: Order, { body }: Wish, result: Result): void {
  if (!body.backflush) return
  const { posted } = result
  posted.uses = []
  for (const line of body.backflush.returns) tell(result, order, giveBack(books, order, line, body.original), '-', line)
  for (const line of body.backflush.uses) {
    const move = use(books, order, line, true)
    tell(result, order, [move], '+', line)
    posted.uses.push(move)
  }
}

function tell({ documents, after }: Result, order: Order, moves: readonly Move[], sign: string, line: Use): void {
  const told = new Set(documents.map(({ kind, id }) => `${kind} ${id}`))
  for (const one of documentsOf(order, moves)) if (!told.has(`${one.kind} ${one.id}`)) documents.push(one)
  const said = `${sign}${line.quantity.value} ${line.item.code ?? line.item.product}`
  after['usedUp'] = after['usedUp'] ? `${after['usedUp'] as string}, ${said}` : said
}

/** Returns of what was used up by itself: of the report that is taken back first, then of the latest one. */
function giveBack(books: Books, order: Order, line: Use, original: string | undefined): readonly Move[] {
  const product = books.item(line.item)
  let left = amountIn(line.quantity, product.unit)
  const moves: Move[] = []
  for (const used of usesOf(order, original)) {
    if (used.product !== product || !isOpen(order)) continue
    const part = rounded(Math.min(left, netOf(used)))
    if (part <= 0) continue
    moves.push(backOnShelf(books, used, part))
    left = rounded(left - part)
  }
  if (left > 0)
    refuse(
      'OVER_REVERSAL',
      `${line.quantity.value} of ${product.name} cannot be given back: so much of it was not used up`,
    )
  return moves
}

function usesOf({ effects }: Order, original: string | undefined): readonly Move[] {
  const latest = effects.toReversed()
  const ofOriginal = latest.filter(({ key }) => key === original)
  return [...ofOriginal, ...latest.filter(({ key }) => key !== original)].flatMap(
    ({ result }) => result.posted.uses ?? [],
  )
}
