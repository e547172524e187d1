import type { Books } from './books/books.ts'
import { netOf } from './books/moves.ts'
import { isPlanned } from './books/orders.ts'
import type { Effect, Move, Order, OrderState, Product } from './books/records.ts'
import { isStock, reservedFor } from './books/stock.ts'
import { isLabour, minutesOf } from './books/steps.ts'
import { rounded } from './books/units.ts'

/** What is booked, for judges: told from the records themselves, past the procedures. */

const STATES: { readonly [state in OrderState]: string } = {
  draft: 'planned',
  confirmed: 'released',
  progress: 'started',
  to_close: 'completed',
  done: 'closed',
  cancel: 'cancelled',
}

const sum = (numbers: readonly number[]): number => rounded(numbers.reduce((total, one) => total + one, 0))

function booked(moves: readonly Move[]): { net: number; documents: number; value: number } {
  const done = doneOf(moves).filter(({ scrap }) => !scrap)
  return {
    net: sum(done.map(netOf)),
    documents: sum(done.map(({ returned }) => 1 + returned.length)),
    value: sum(done.map(({ value, returned }) => value - sum(returned.map((back) => back.value)))),
  }
}

/** What stands of a move by lot, after what was taken back. */
function netLots(move: Move): ReadonlyMap<string, number> {
  const net = new Map<string, number>()
  for (const { lot, quantity } of move.lines) net.set(lot?.name ?? '', (net.get(lot?.name ?? '') ?? 0) + quantity)
  for (const { lot, quantity } of move.returned.flatMap(({ lines }) => lines))
    net.set(lot?.name ?? '', (net.get(lot?.name ?? '') ?? 0) - quantity)
  return net
}

const lotsThatStand = (move: Move): readonly string[] =>
  [...netLots(move)].flatMap(([lot, quantity]) => (quantity > 1e-6 ? [lot] : []))

/** One order as the business sees it. */
export function orderTruth(order: Order): object {
  const { product, uses, made, steps } = order
  const components = itemsOf(uses)
  const goods = made.filter((move) => move.product === product)
  const real = (moves: readonly Move[]) => doneOf(moves).filter(({ scrap }) => !scrap)
  const edges = real(made).flatMap((goodsMove) =>
    lotsThatStand(goodsMove).flatMap((lot) =>
      real(uses).flatMap((used) => lotsThatStand(used).map((from) => `${used.product.code} ${from} in ${lot}`)),
    ),
  )
  return {
    state: STATES[order.state],
    used: Object.fromEntries(
      components.map((item) => [item.code, booked(uses.filter((move) => move.product === item))]),
    ),
    output: booked(made),
    planned: plannedOf([...uses, ...made]),
    shown: { quantity: order.shown, lot: order.lots.map(({ name }) => name).join(' ') },
    lots: lotsOf(real(made)),
    genealogy: [...new Set(edges)].toSorted(),
    operations: Object.fromEntries(
      steps
        .filter(({ number }) => number !== undefined)
        .map((step) => [`${step.number}`, { good: step.good, minutes: minutesOf(step), over: step.state === 'done' }]),
    ),
    labourMinutes: sum(steps.filter(isLabour).map(minutesOf)),
    scrapped: sum([...uses, ...made].filter(({ scrap }) => scrap).map(netOf)),
    stockByLot: stockByLot(product),
    becomes: becomesOf(order),
    values: valuesOf(made.filter(({ state }) => state === 'done')),
    onHand: Object.fromEntries(
      [...new Set([...components, ...itemsOf(goods)])].map((item) => [item.code, item.onHand]),
    ),
  }
}

/** Also of what was closed with nothing: that is worth nothing. */
const valuesOf = (moves: readonly Move[]): object =>
  Object.fromEntries(
    itemsOf(moves).map((item) => [
      item.code,
      sum(moves.filter(({ product }) => product === item).map(({ value }) => value)),
    ]),
  )

const doneOf = (moves: readonly Move[]): readonly Move[] =>
  moves.filter(({ state, lines }) => state === 'done' && lines.length > 0)

const itemsOf = (moves: readonly Move[]): readonly Product[] => [...new Set(moves.map(({ product }) => product))]

function plannedOf(moves: readonly Move[]): object {
  const planned: Record<string, { open: number; reserved: number }> = {}
  for (const plan of moves.filter(isPlanned)) {
    const { open, reserved } = planned[plan.product.code] ?? { open: 0, reserved: 0 }
    planned[plan.product.code] = { open: rounded(open + plan.demand), reserved: rounded(reserved + reservedFor(plan)) }
  }
  return planned
}

function lotsOf(moves: readonly Move[]): object {
  const net: Record<string, number> = {}
  for (const move of moves)
    for (const [lot, quantity] of netLots(move)) if (lot) net[lot] = rounded((net[lot] ?? 0) + quantity)
  return net
}

function stockByLot({ shelves }: Product): object {
  const lots: Record<string, number> = {}
  for (const [lot, places] of shelves)
    for (const { quantity, place } of places.values())
      if (lot && quantity !== 0 && isStock(place)) lots[lot.name] = rounded((lots[lot.name] ?? 0) + quantity)
  return lots
}

/** Which lots of what the order makes became which: goods went out under the ones and came back under the others. */
function becomesOf({ effects, product }: Order): readonly string[] {
  const edges = effects
    .filter(({ operation }) => operation === 'changeLots')
    .flatMap(({ result }) => {
      const moves = (result.posted.moves ?? []).filter((move) => move.product === product)
      const names = (some: readonly Move[]) => some.flatMap(({ lines }) => lines.map(({ lot }) => lot?.name ?? ''))
      const [outs, ins] = [moves.filter(({ from }) => isStock(from)), moves.filter(({ to }) => isStock(to))]
      return names(ins).flatMap((into) => names(outs).map((from) => `${from} becomes ${into}`))
    })
  return [...new Set(edges)].toSorted()
}

/** What is booked of effects, by key: each with its order, its operation and when. */
export const effectTruth = ({ effects }: Books, keys: Iterable<string> = effects.keys()): object =>
  Object.fromEntries(
    [...keys].flatMap((key) => {
      const effect = effects.get(key)
      return effect ? [[key, { order: effect.order.id, operation: effect.operation, at: effect.at }]] : []
    }),
  )

/** What an effect booked: on which order, when, and the event that wanted it. */
export const booking = ({ key, operation, message, order, at }: Effect): object => ({
  ...{ key, operation, message, order: order.id, at },
})

/** What is booked, in the order of the bookings. */
export const bookings = ({ effects }: Books, from = 0, count = Infinity): readonly object[] =>
  [...effects.values()].slice(from, from + count).map(booking)

/** How much there is of everything; whatever was booked, shelves and reservations must add up. */
export function counts({ orders, products, effects }: Books): object {
  const muddle: string[] = []
  const stock: Record<string, number> = {}
  for (const product of products.values()) {
    const shelves = [...product.shelves.values()].flatMap((places) => [...places.values()])
    stock[product.code] = product.onHand
    if (sum(shelves.map(({ quantity }) => quantity)) !== product.onHand) muddle.push(`${product.code}: shelves`)
    for (const shelf of shelves) {
      const held = [...shelf.holders].flatMap(({ holds }) => holds.filter((hold) => hold.shelf === shelf))
      if (sum(held.map(({ quantity }) => quantity)) !== shelf.reserved || shelf.reserved > shelf.quantity)
        muddle.push(`${product.code} ${shelf.lot?.name ?? ''}: reservations`)
    }
  }
  return { orders: orders.size, effects: effects.size, stock, muddle }
}
