import { z } from 'zod'
import { Refused } from '#kernel/failure'
import type { LotWish } from '../lot-standings.ts'
import { keepsDates } from './any-lot.ts'
import { unknownOrder } from './caller.ts'
import type { Chain } from './chain.ts'
import type { Looking } from './draft.ts'
import { itemNamed, lotNamed } from './items.ts'
import { orderForUse, sourceOf } from './material.ts'
import { plannedUse } from './planned-use.ts'
import { Id, Must, reading } from './reading.ts'
import { refuse } from './refusal.ts'
import { type Place, shelvesOf } from './stock.ts'
import { decimal } from './units.ts'

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

  async function standingOf({ order, item, lot: name, from }: LotWish): Promise<object> {
    const chain = found.get(order)
    if (!chain) return refuse('UNKNOWN_ORDER', unknownOrder(order).sentence)
    const looking = { desk, words, chain }
    const product = await itemNamed(looking, item)
    if (product.tracking === 'none') return { kind: 'not-kept' }
    const lot = await lotNamed(looking, product, name)
    if (!lot) return ofOthers(looking, name)
    const member = orderForUse(chain, product)
    const source = await sourceOf(looking, member, plannedUse(chain, member, product.id, undefined), from)
    const shelves = (await shelvesOf(looking, product.id, source)).filter(({ shelf }) => shelf.lot === lot.id)
    const there = shelves.reduce((sum, { quantity }) => sum + quantity, 0)
    const kept = shelves.reduce((sum, { reserved }) => sum + reserved, 0)
    const { mine, others } = kept > 0 ? await reservationsOf(looking, lot.id as number, source) : nobody
    return {
      kind: 'known',
      expires: dated ? await expiryOf(looking, lot.id as number) : null,
      free: decimal(Math.max(0, there - kept + mine)),
      reserved: [...others]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([by, quantity]) => ({ by, quantity: decimal(quantity) })),
      unit: chain.units.nameOf(product.unit),
    }
  }
}

const nobody = { mine: 0, others: new Map<string, number>() }

async function ofOthers({ desk, words }: Looking, name: string): Promise<object> {
  const lots = reading(words.lot, { id: Id, product_id: Must }, ({ product_id }) => product_id)
  const ids = [...new Set(await desk.read(lots, [['name', '=', name]], { limit: 5 }))]
  if (ids.length === 0) return { kind: 'unknown' }
  const products = await desk.read(words.products, [['id', 'in', ids]], { context: { active_test: false } })
  return {
    kind: 'of-another-item',
    items: products.map(({ id, code, name: called }) => ({ product: id, code: code || null, name: called })),
  }
}

/** How much of a lot is reserved for the orders of the chain, and how much for whom else, by the name of its document. */
async function reservationsOf({ desk, words, chain }: Looking, lot: number, source: Place): Promise<typeof nobody> {
  const lines = await desk.read(words.lines, [
    ['lot_id', '=', lot],
    ['location_id', 'child_of', source.id],
    ['state', 'not in', ['draft', 'done', 'cancel']],
  ])
  const moves = await desk.read(words.moves, [['id', 'in', lines.map(({ move }) => move)]])
  const others = new Map<string, number>()
  let mine = 0
  for (const { move: id, reserved } of lines) {
    const move = moves.find((one) => one.id === id)
    if (chain.orders.some((order) => order.id === move?.uses)) mine += reserved
    else if (reserved > 0) {
      const name = move?.label || 'others'
      others.set(name, (others.get(name) ?? 0) + reserved)
    }
  }
  return { mine, others }
}

const Dates = z.array(z.looseObject({ expiration_date: z.union([z.string(), z.literal(false)]) }))

async function expiryOf({ desk, words }: Looking, lot: number): Promise<string | null> {
  const [row] = Dates.parse(await desk.act(words.lot, 'read', { ids: [lot], fields: ['expiration_date'] }))
  return row?.expiration_date || null
}
