import type { Quantity } from '../../src/model/quantity.ts'
import type { Chance } from '../chance.ts'
import type { Plant } from './plants.ts'

/** Whole things are counted in ones, everything else in hundredths: an ERP keeps two decimals unless told otherwise. */
export interface Counter {
  readonly count: (amount: Quantity) => number
  readonly amount: (count: number) => { readonly value: string; readonly uom: Quantity['uom'] }
  /** One piece, or one kilogram. */
  readonly one: number
}

export function counterFor(uom: Quantity['uom']): Counter {
  const one = ['H87', 'C62', 'DZN'].includes(uom) ? 1 : 100
  return {
    one,
    count: ({ value }) => Math.round(Number(value) * one),
    amount: (count) => ({ value: one === 1 ? String(count) : (count / one).toFixed(2), uom }),
  }
}

export interface Yield {
  /** What is received in the end. */
  readonly output: number
  /** What each operation makes: good of one is what the next begins with. */
  readonly operations: readonly { readonly good: number; readonly scrap: number }[]
}

/** More than this share of the order is started by nobody: scrap beyond it makes the order short. */
const MOST = 1.05

/** How an order turns out: mostly full, some short, few a little over; bad pieces at each operation. */
export function yieldOf(ordered: number, operations: number, scrapShare: number, plant: Plant, chance: Chance): Yield {
  const lot = chance.next()
  const over = Math.floor(ordered * 0.02)
  let output = ordered
  if (lot < plant.shortOrders)
    output = Math.max(1, ordered - chance.between(1, Math.max(1, Math.floor(ordered * 0.12))))
  else if (lot < plant.shortOrders + plant.overOrders && over > 0) output = ordered + chance.between(1, over)

  const each = scrapShare / Math.max(1, operations)
  const most = Math.max(ordered, Math.floor(ordered * MOST))
  let bad = 0
  const scraps = Array.from({ length: operations }, () => {
    // Something is good in the end, so not all that may be begun can go wrong.
    const scrap = Math.min(chance.ofMany(output, each), most - 1 - bad)
    bad += scrap
    return scrap
  })
  output = Math.max(1, Math.min(output, most - bad))

  let good = output
  const made = scraps.toReversed().map((scrap) => {
    const operation = { good, scrap }
    good += scrap
    return operation
  })
  return { output, operations: made.toReversed() }
}

/** Cuts an amount into so many parts, none of them empty while there is enough for all. */
export function cut(amount: number, parts: number, chance: Chance): readonly number[] {
  const many = Math.max(1, Math.min(parts, amount))
  const places = new Set<number>()
  while (places.size < many - 1) places.add(chance.between(1, amount - 1))
  const ends = [...places, amount].sort((one, other) => one - other)
  return ends.map((end, at) => end - (ends[at - 1] ?? 0))
}
