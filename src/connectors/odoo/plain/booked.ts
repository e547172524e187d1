import { type Chain, linesOf, productOf, stockUnit } from './chain.ts'
import type { Id, Line, Move, Order } from './types.ts'
import { rounded } from './units.ts'

/** Sums over what is booked on a chain: everything that is no movement follows from these. */

export const sum = (of: readonly number[]): number => of.reduce((total, one) => total + one, 0)

export const movedBy = (chain: Chain, move: Id): number => sum(linesOf(chain, move).map(({ done }) => done))

export const returnsOf = (chain: Chain, move: Id): readonly Move[] =>
  chain.moves.filter((one) => one.returns === move && one.state === 'done')

export const returnedOf = (chain: Chain, move: Id): number =>
  sum(returnsOf(chain, move).map(({ id }) => movedBy(chain, id)))

/** What is left of a posting, in the unit of stock. */
export const leftOf = (chain: Chain, move: Move): number =>
  rounded(stockUnit(chain, move.product), movedBy(chain, move.id) - returnedOf(chain, move.id))

const isOutput = (chain: Chain, order: Order) => (move: Move) =>
  move.makes === order.id && move.product === order.product && move.state === 'done' && !move.scrap

/** In the unit of stock: what came of an order, less what was taken back. */
export const netOutput = (chain: Chain, order: Order): number =>
  rounded(
    stockUnit(chain, order.product),
    sum(chain.moves.filter(isOutput(chain, order)).map(({ id }) => movedBy(chain, id) - returnedOf(chain, id))),
  )

export const received = (chain: Chain): number => sum(chain.orders.map((order) => netOutput(chain, order)))

/** Per item of an order, in the unit of stock: what it needs and what it used. */
export function needAndUse(chain: Chain, order: Order): Map<number, { need: number; used: number }> {
  const found = new Map<number, { need: number; used: number }>()
  for (const move of chain.moves) {
    if (move.uses !== order.id || move.scrap) continue
    const said = found.get(move.product) ?? { need: 0, used: 0 }
    const back = returnsOf(chain, move.id)
    said.need += move.needed - sum(back.map(({ needed }) => needed))
    if (move.state === 'done') said.used += movedBy(chain, move.id) - sum(back.map(({ id }) => movedBy(chain, id)))
    found.set(move.product, said)
  }
  return found
}

/** Per by-product of an order, in the unit of stock. */
export function netByproducts(chain: Chain, order: Order): Map<number, number> {
  const found = new Map<number, number>()
  for (const move of chain.moves) {
    if (move.makes !== order.id || move.product === order.product || move.state !== 'done' || move.scrap) continue
    found.set(move.product, (found.get(move.product) ?? 0) + movedBy(chain, move.id) - returnedOf(chain, move.id))
  }
  return found
}

/** The part of a line that stands, after what came back of its lot. */
export function standsOf(chain: Chain, line: Line): number {
  const back = sum(
    returnsOf(chain, line.move).flatMap(({ id }) =>
      linesOf(chain, id)
        .filter(({ lot }) => lot === line.lot)
        .map(({ done }) => done),
    ),
  )
  return line.done - back
}

/** Lots of which some output stands, by name. */
export function netLots(chain: Chain, order: Order): readonly number[] {
  const net = new Map<number, { name: string; quantity: number }>()
  for (const move of chain.moves.filter(isOutput(chain, order))) {
    const all = [
      ...linesOf(chain, move.id).map((line) => ({ line, sign: 1 })),
      ...returnsOf(chain, move.id).flatMap(({ id }) => linesOf(chain, id).map((line) => ({ line, sign: -1 }))),
    ]
    for (const { line, sign } of all) {
      if (line.lot === undefined) continue
      const said = net.get(line.lot as number) ?? { name: line.lotName, quantity: 0 }
      net.set(line.lot as number, { ...said, quantity: said.quantity + sign * line.done })
    }
  }
  return [...net]
    .filter(([, { quantity }]) => quantity > 1e-6)
    .toSorted(([, one], [, other]) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
    .map(([lot]) => lot)
}

/** Which used lines are in which made ones: every use that is not taken back, in every output that is not. */
export function genealogy(chain: Chain, order: Order): readonly { made: Line; used: readonly number[] }[] {
  const standing = (belongs: (move: Move) => boolean): Line[] =>
    chain.moves
      .filter((move) => belongs(move) && move.state === 'done' && !move.scrap)
      .flatMap(({ id }) => linesOf(chain, id))
  const used = standing((move) => move.uses === order.id).filter((line) => standsOf(chain, line) > 1e-6)
  return standing((move) => move.makes === order.id).map((made) => ({
    made,
    used: standsOf(chain, made) > 1e-6 ? used.map(({ id }) => id as number) : [],
  }))
}

export const codeOf = (chain: Chain, product: number): string => {
  const { code, name } = productOf(chain, product)
  return code || name
}
