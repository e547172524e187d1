import { z } from 'zod'
import { linesOf, stockUnit } from './chain.ts'
import type { Draft, Looking, Part } from './draft.ts'
import { refuse } from './refusal.ts'
import { type Lot, type Place, shelvesOf, take } from './stock.ts'
import type { Line, Move, Product } from './types.ts'
import { compared, decimal } from './units.ts'

/**
 * Goods whose lot nobody named: what is reserved for the order first, then what is removed first, where Odoo keeps such
 * dates, then what came first. What is expired already is nobody's to take.
 */
export async function takeAnyLot(
  draft: Draft,
  product: Product,
  source: Place,
  needed: number,
  planned: readonly Move[],
  to: number,
): Promise<{ parts: Part[]; cuts: { line: Line; part: number }[] }> {
  const stock = stockUnit(draft.chain, product.id)
  let left = needed
  const parts: Part[] = []
  const cuts: { line: Line; part: number }[] = []
  for (const { lot, quantity } of await lotsAtHand(draft, product, source, planned)) {
    const part = Math.min(left, quantity)
    if (compared(stock, part, 0) <= 0) continue
    const taken = await take(draft, product, source, lot, part, planned, to)
    parts.push(...taken.parts)
    cuts.push(...taken.cuts)
    left -= part
  }
  if (compared(stock, left, 0) > 0)
    refuse(
      'NEGATIVE_STOCK',
      `${product.label}: ${decimal(left)} of ${decimal(needed)} ${stock.name} are missing at ${source.name}, of whatever lot`,
    )
  return { parts, cuts }
}

const Rows = z.array(
  z.looseObject({
    id: z.int(),
    name: z.string(),
    removal_date: z.union([z.string(), z.literal(false)]).optional(),
    expiration_date: z.union([z.string(), z.literal(false)]).optional(),
  }),
)
const LATEST = '9999'

/** Each lot with what can be taken of it, in the order in which it is to be taken. */
async function lotsAtHand(
  draft: Draft,
  product: Product,
  source: Place,
  planned: readonly Move[],
): Promise<readonly { lot: Lot; quantity: number }[]> {
  const there = await shelvesOf(draft, product.id, source)
  const ids = [...new Set(there.map(({ shelf }) => shelf.lot).filter((lot) => lot !== undefined))]
  const dated = await keepsDates(draft)
  const fields = ['name', ...(dated ? ['removal_date', 'expiration_date'] : [])]
  const lots = Rows.parse(await draft.desk.act(draft.words.lot, 'search_read', { domain: [['id', 'in', ids]], fields }))
  const wanted = planned.flatMap(({ id }) => linesOf(draft.chain, id).map(({ lot }) => lot))
  const rank = (id: number): number => (wanted.includes(id) ? wanted.indexOf(id) : wanted.length)
  return lots
    .filter(({ expiration_date }) => !expiration_date || expiration_date > draft.now)
    .map((lot) => {
      const shelves = there.filter(({ shelf }) => shelf.lot === lot.id)
      const taken = [...draft.taken]
        .filter(([key]) => key.startsWith(`${product.id} `) && key.split(' ')[2] === `${lot.id}`)
        .reduce((total, [, { quantity }]) => total + quantity, 0)
      return {
        lot: { id: lot.id, name: lot.name },
        quantity: shelves.reduce((total, { quantity }) => total + quantity, 0) - taken,
        removed: lot.removal_date || LATEST,
        since: shelves.map(({ since }) => since).toSorted()[0] ?? '',
      }
    })
    .toSorted(
      (one, other) =>
        rank(one.lot.id) - rank(other.lot.id) ||
        one.removed.localeCompare(other.removed) ||
        one.since.localeCompare(other.since) ||
        one.lot.id - other.lot.id,
    )
}

/** Whether Odoo keeps dates of lots: only with an app for it. */
export async function keepsDates(draft: Pick<Looking, 'desk' | 'words'>): Promise<boolean> {
  const body = { allfields: ['expiration_date'], attributes: ['type'] }
  const fields = z.record(z.string(), z.unknown()).parse(await draft.desk.act(draft.words.lot, 'fields_get', body))
  return 'expiration_date' in fields
}
