import { z } from 'zod'
import { Refused } from '#kernel/failure'
import type { LotWish } from '../lot-standings.ts'
import { keepsDates } from './any-lot.ts'
import { unknownOrder } from './caller.ts'
import { type Chain, linesOf, stockUnit } from './chain.ts'
import type { Looking } from './draft.ts'
import { itemNamed, lotNamed } from './items.ts'
import { orderForUse, sourceOf } from './material.ts'
import { plannedUse } from './planned-use.ts'
import { Id, Must, reading } from './reading.ts'
import { refuse } from './refusal.ts'
import { type Place, shelvesOf } from './stock.ts'
import type { Move } from './types.ts'
import { compared, decimal, roughly } from './units.ts'

interface Circumstances extends Pick<Looking, 'desk' | 'words'> {
  readonly chains: (records: readonly number[]) => Promise<Map<number, Chain>>
}

/** What lots are to orders that are to use them, in the shape in which the procedure `read-lots` tells it. */
export async function lotStandings(
  { desk, words, chains }: Circumstances,
  wishes: readonly LotWish[],
): Promise<object[]> {
  const found = await chains([...new Set(wishes.map(({ order }) => order))])
  const dated = await keepsDates({ desk, words })
  const answers: object[] = []
  for (const wish of wishes) {
    const { lot } = wish
    try {
      answers.push({ lot, standing: await standingOf(wish) })
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure
      answers.push({ lot, refusal: { code: failure.code, sentence: failure.message } })
    }
  }
  return answers

  async function standingOf({ order, item, lot: name, quantity: wanted, from }: LotWish): Promise<object> {
    const chain = found.get(order)
    if (!chain) return refuse('UNKNOWN_ORDER', unknownOrder(order).sentence)
    const looking = { desk, words, chain }
    const product = await itemNamed(looking, item)
    if (product.tracking === 'none') return { kind: 'not-kept' }
    const lot = await lotNamed(looking, product, name)
    if (!lot) return ofOthers(looking, name)
    const member = orderForUse(chain, product)
    const planned = plannedUse(chain, member, product.id, undefined)
    const source = await sourceOf(looking, member, planned, from)
    const shelves = (await shelvesOf(looking, product.id, source)).filter(({ shelf }) => shelf.lot === lot.id)
    const places = new Set(shelves.map(({ shelf }) => shelf.place))
    const mine = planned
      .flatMap(({ id }) => linesOf(chain, id))
      .filter((line) => line.lot === lot.id && places.has(line.from))
    const unreserved = shelves.reduce((sum, { quantity, reserved }) => sum + quantity - reserved, 0)
    const free = Math.max(
      0,
      mine.reduce((sum, { reserved }) => sum + reserved, unreserved),
    )
    const stock = stockUnit(chain, product.id)
    const short = compared(stock, roughly(wanted, stock, chain.units), free) > 0
    return {
      kind: 'known',
      expires: dated ? await expiryOf(looking, lot.id as number) : null,
      free: decimal(free),
      reserved: short ? await reservedForOthers(looking, lot.id as number, source, planned) : [],
      unit: chain.units.nameOf(product.unit),
    }
  }
}

const MOST_NAMES = 5

async function ofOthers({ desk, words }: Looking, name: string): Promise<object> {
  const lots = reading(words.lot, { id: Id, product_id: Must }, ({ product_id }) => product_id)
  const ids = [...new Set(await desk.read(lots, [['name', '=', name]], { limit: MOST_NAMES }))]
  if (ids.length === 0) return { kind: 'unknown' }
  const products = await desk.read(words.products, [['id', 'in', ids]], { context: { active_test: false } })
  return {
    kind: 'of-another-item',
    items: products.map(({ id, code, name: called }) => ({ product: id, code: code || null, name: called })),
  }
}

/** Who else has reserved how much, by the names of their documents: the most first, and many in one. */
async function reservedForOthers(
  { desk, words }: Looking,
  lot: number,
  source: Place,
  planned: readonly Move[],
): Promise<object[]> {
  const lines = await desk.read(words.lines, [
    ['lot_id', '=', lot],
    ['location_id', 'child_of', source.id],
    ['state', 'not in', ['draft', 'done', 'cancel']],
    ['move_id', 'not in', planned.map(({ id }) => id)],
  ])
  const moves = await desk.read(words.moves, [['id', 'in', lines.map(({ move }) => move)]])
  const held = new Map<string, number>()
  for (const { move, reserved } of lines) {
    const name = moves.find(({ id }) => id === move)?.label || 'others'
    if (reserved > 0) held.set(name, (held.get(name) ?? 0) + reserved)
  }
  const most = [...held].toSorted(([one, much], [other, more]) => more - much || (one < other ? -1 : 1))
  const rest = most.slice(MOST_NAMES)
  const inOne: typeof rest = [[`${rest.length} others`, rest.reduce((sum, [, part]) => sum + part, 0)]]
  return [...most.slice(0, MOST_NAMES), ...(rest.length > 0 ? inOne : [])].map(([by, part]) => ({
    by,
    quantity: decimal(part),
  }))
}

const Dates = z.array(z.looseObject({ expiration_date: z.union([z.string(), z.literal(false)]) }))

async function expiryOf({ desk, words }: Looking, lot: number): Promise<string | null> {
  const [row] = Dates.parse(await desk.act(words.lot, 'read', { ids: [lot], fields: ['expiration_date'] }))
  return row?.expiration_date || null
}
