import { movedBy, netOutput, returnsOf, sum } from './booked.ts'
import { sharesOfByproducts } from './byproducts.ts'
import { type Chain, isOpen } from './chain.ts'
import type { Facts } from './notebook.ts'
import { isLabour } from './operations.ts'
import type { Move, Order } from './types.ts'
import { decimal } from './units.ts'

/**
 * Odoo prices output from what is consumed in the same posting; here each posting stands alone, so the true cost is
 * known when the order closes: net materials + work centre time + labour + extra cost.
 */

export interface Currency {
  readonly name: string
  readonly smallest: number
}

export const inMoney = ({ smallest }: Currency, value: number): number =>
  Number((Math.sign(value) * Math.floor(Math.abs(value) / smallest + 0.5 + 1e-9) * smallest).toFixed(8))

const two = (value: number): string => (Math.abs(value) < 0.005 ? '0.00' : value.toFixed(2))

export interface Cost {
  readonly materials: number
  readonly machine: number
  readonly labour: number
  readonly extra: number
}

const totalOf = (cost: Cost): number => cost.materials + cost.machine + cost.labour + cost.extra

export function orderCost(chain: Chain, orders: readonly Order[]): Cost {
  const ids = new Set(orders.map(({ id }) => id))
  const used = chain.moves.filter((move) => ids.has(move.uses ?? -1) && move.state === 'done' && !move.scrap)
  const materials = sum(
    used.map((move) => Math.abs(move.value) - sum(returnsOf(chain, move.id).map(({ value }) => Math.abs(value)))),
  )
  let [machine, labour] = [0, 0]
  for (const step of chain.steps) {
    if (!ids.has(step.order)) continue
    const cost = (step.minutes / 60) * (step.rate || (chain.centres.get(step.centre)?.rate ?? 0))
    if (isLabour(chain, step)) labour += cost
    else machine += cost
  }
  return { materials, machine, labour, extra: sum(orders.map((order) => order.extra * netOutput(chain, order))) }
}

/** A receipt: what came, what of it was taken back, the value that left with it, and its own. */
export interface Receipt {
  readonly move: Move
  readonly came: number
  readonly gone: number
  readonly goneValue: number
}

export function receiptsOf(chain: Chain, orders: readonly Order[], product: number): readonly Receipt[] {
  const ids = new Set(orders.map(({ id }) => id))
  return chain.moves
    .filter((move) => ids.has(move.makes ?? -1) && move.product === product && move.state === 'done' && !move.scrap)
    .map((move) => {
      const back = returnsOf(chain, move.id)
      return {
        move,
        came: movedBy(chain, move.id),
        gone: sum(back.map(({ id }) => movedBy(chain, id))),
        goneValue: sum(back.map(({ value }) => Math.abs(value))),
      }
    })
}

const netOf = (receipts: readonly Receipt[]): number => sum(receipts.map(({ came, gone }) => came - gone))

/** What each receipt is to be worth: by quantity, to the cent. A receipt and its reversal cancel each other. */
export function trueValues(
  chain: Chain,
  orders: readonly Order[],
  cost: Cost,
  currency: Currency,
): readonly { receipt: Receipt; value: number }[] {
  const total = totalOf(cost)
  let left = inMoney(currency, total)
  const found: { receipt: Receipt; value: number }[] = []
  for (const { product, share } of sharesOfByproducts(chain, orders)) {
    const part = inMoney(currency, (total * share) / 100)
    left -= part
    found.push(...sharedOut(chain, orders, product, part, currency))
  }
  return [...found, ...sharedOut(chain, orders, orders[0]!.product, inMoney(currency, left), currency)]
}

function sharedOut(chain: Chain, orders: readonly Order[], product: number, total: number, currency: Currency) {
  const receipts = receiptsOf(chain, orders, product)
  const net = netOf(receipts)
  if (chain.products.get(product)?.method === 'standard' || net <= 1e-9) return []
  let [shared, soFar] = [0, 0]
  return receipts.map((receipt) => {
    soFar += receipt.came - receipt.gone
    const value = inMoney(currency, (total * soFar) / net - shared)
    shared += value
    return { receipt, value: inMoney(currency, value + receipt.goneValue) }
  })
}

/** What all that came of the orders is worth in stock, by-products as well. */
function outputValue(chain: Chain, orders: readonly Order[]): number {
  const products = new Set(chain.moves.filter(({ makes }) => makes !== undefined).map(({ product }) => product))
  return sum(
    [...products].flatMap((product) =>
      receiptsOf(chain, orders, product).map(({ move, goneValue }) => Math.abs(move.value) - goneValue),
    ),
  )
}

export function costFacts(chain: Chain, orders: readonly Order[], currency: Currency) {
  const cost = orderCost(chain, orders)
  const total = inMoney(currency, totalOf(cost))
  const booked = outputValue(chain, orders)
  return {
    total: two(total),
    booked: two(booked),
    quantity: decimal(netOf(receiptsOf(chain, orders, orders[0]!.product))),
    materials: two(cost.materials),
    machine: two(cost.machine),
    labour: two(cost.labour),
    extra: two(cost.extra),
    variance: two(total - booked),
  }
}

/** In the shape in which the procedure `read-costs` tells it. */
export function costSoFar(chain: Chain, currency: Currency): Facts {
  const known = chain.orders.filter(({ state }) => state !== 'cancel')
  const cost = orderCost(chain, known)
  const first = chain.orders[0]!
  const receipts = known.length > 0 ? receiptsOf(chain, known, first.product) : []
  const output = known.length > 0 ? outputValue(chain, known) : 0
  const total = totalOf(cost)
  const over = !known.some(isOpen)
  return {
    materials: two(cost.materials),
    machine: two(cost.machine),
    labour: two(cost.labour),
    extra: two(cost.extra),
    order: first.id,
    currency: currency.name,
    total: two(total),
    output: two(output),
    // Cost of goods at standard cost that they do not bear left production with the closing, as a variance.
    workInProgress: over ? '0.00' : two(total - output),
    variance: over ? two(total - output) : '0.00',
    quantity: decimal(netOf(receipts)),
    unit: chain.units.nameOf(chain.products.get(first.product)!.unit),
  }
}
