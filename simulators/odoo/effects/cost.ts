import type { Books } from '../books/books.ts'
import { netOf, quantityOf, returnedOf, weigh } from '../books/moves.ts'
import { isOpen } from '../books/orders.ts'
import type { Move, Order, Product } from '../books/records.ts'
import { isLabour } from '../books/steps.ts'
import { compared, decimal, money, rounded } from '../books/units.ts'
import { byproductsOf, netByproduct, shareOf } from './byproducts.ts'

/** What an order costs: net materials, time of machines, labour. Output bears it when the order closes. */
export interface Cost {
  readonly materials: number
  readonly machine: number
  readonly labour: number
  readonly extra: number
}

const valueOf = (move: Move): number => move.value - returnedValueOf(move)
const returnedValueOf = ({ returned }: Move): number => returned.reduce((sum, { value }) => sum + value, 0)

export function costOf({ uses, steps }: Order): Cost {
  let [materials, machine, labour] = [0, 0, 0]
  for (const move of uses) if (!move.scrap && move.state === 'done') materials += valueOf(move)
  for (const step of steps) {
    const cost = (step.times.reduce((sum, { seconds }) => sum + seconds, 0) / 3600) * step.centre.rate
    if (isLabour(step)) labour += cost
    else machine += cost
  }
  return { materials, machine, labour, extra: 0 }
}

const sumOf = ({ materials, machine, labour, extra }: Cost): number => materials + machine + labour + extra

const linesOf = ({ made }: Order, product: Product): readonly Move[] =>
  made.filter((move) => move.product === product && move.state === 'done' && !move.scrap && move.lines.length > 0)

const netOfLines = (lines: readonly Move[]): number => rounded(lines.reduce((sum, move) => sum + netOf(move), 0))

/** What all that came of the order is worth in stock, by-products as well. */
const outputValue = (order: Order): number =>
  [order.product, ...byproductsOf(order)]
    .flatMap((product) => linesOf(order, product))
    .reduce((sum, move) => sum + valueOf(move), 0)

/** Values what came of the order at what it cost, by-products at their share. */
export function trueUp(books: Books, order: Order): void {
  const total = sumOf(costOf(order))
  let left = money(total)
  for (const product of byproductsOf(order)) {
    const share = shareOf(order, product)
    if (!share || netByproduct(order, product) <= 0) continue
    const part = money((total * share) / 100)
    left -= part
    shareOut(books, product, linesOf(order, product), part)
  }
  shareOut(books, order.product, linesOf(order, order.product), money(left))
}

/** By quantity, to the cent. What was taken back keeps the value it left with, so that it cancels its receipt. */
function shareOut(books: Books, product: Product, lines: readonly Move[], total: number): void {
  const net = netOfLines(lines)
  if (compared(net, 0) <= 0) return
  let [shared, soFar] = [0, 0]
  for (const move of lines) {
    soFar += quantityOf(move) - returnedOf(move)
    const part = money((total * soFar) / net - shared)
    shared += part
    const value = money(part + returnedValueOf(move))
    weigh(books, product, value - move.value)
    books.undo.set(move, { value })
  }
}

const told = (cost: Cost): Record<string, string> => ({
  materials: cost.materials.toFixed(2),
  machine: cost.machine.toFixed(2),
  labour: cost.labour.toFixed(2),
  extra: cost.extra.toFixed(2),
})

/** What closing an order says of its cost. */
export function costFacts(order: Order): Record<string, string> {
  const cost = costOf(order)
  const [total, booked] = [money(sumOf(cost)), outputValue(order)]
  return {
    ...told(cost),
    total: total.toFixed(2),
    booked: booked.toFixed(2),
    quantity: decimal(netOfLines(linesOf(order, order.product))),
    variance: (total - booked).toFixed(2),
  }
}

/** What an order has cost so far, and what of it is in production still. */
export function costSoFar(order: Order): object {
  const cost = costOf(order)
  const isCounted = order.state !== 'cancel'
  const [total, output] = isCounted ? [sumOf(cost), outputValue(order)] : [0, 0]
  return {
    ...told(cost),
    order: order.id,
    currency: 'USD',
    total: total.toFixed(2),
    output: output.toFixed(2),
    workInProgress: isOpen(order) || order.state === 'draft' ? (total - output).toFixed(2) : '0.00',
    variance: isOpen(order) || order.state === 'draft' ? '0.00' : (total - output).toFixed(2),
    quantity: isCounted ? decimal(netOfLines(linesOf(order, order.product))) : '0',
    unit: order.product.unit.id,
  }
}
