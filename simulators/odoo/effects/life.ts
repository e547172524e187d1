import type { Books } from '../books/books.ts'
import { documentsOf, happened, isOpen, isPlanned, stillOpen } from '../books/orders.ts'
import { netOf } from '../books/moves.ts'
import type { Order, Result } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import { keepWithin, reserve } from '../books/stock.ts'
import { minutesOf } from '../books/steps.ts'
import { amountIn, decimal, rounded } from '../books/units.ts'
import { noted } from './byproducts.ts'
import { close, giveUp } from './close.ts'
import type { Wish } from './wish.ts'

/** What becomes of an order as a whole. */
export function planOrder(books: Books, order: Order, { body }: Wish): Result {
  if (order.state !== 'draft') stillOpen(order)
  const before = planStanding(order)
  if (body.quantity) changeQuantity(books, order, amountIn(body.quantity, order.product.unit))
  const start = body.plannedStart?.replace(' ', 'T')
  if (start) books.undo.set(order, { start, end: endFrom(start, order) })
  if (body.plannedEnd) books.undo.set(order, { end: body.plannedEnd.replace(' ', 'T') })
  if (order.end <= order.start) refuse('END_BEFORE_START', `${order.name} would end before it begins`)
  return { documents: documentsOf(order, []), before, after: planStanding(order), posted: {} }
}

/** Where nobody says when an order ends, Odoo reckons it from the work that is expected, or an hour. */
export function endFrom(start: string, { steps }: Pick<Order, 'steps'>): string {
  const minutes = steps.reduce((sum, { expected }) => sum + expected, 0) || 60
  return new Date(Date.parse(`${start}Z`) + Math.round(minutes * 60_000)).toISOString().slice(0, 19)
}

/** Scales the plan; not once something was booked beside it. */
function changeQuantity({ undo }: Books, order: Order, quantity: number): void {
  if (happened(order))
    refuse('NET_QTY_POSTED', `${order.name} is worked on already: its quantity is for a person to change in Odoo`)
  const factor = quantity / order.ordered
  undo.set(order, { ordered: quantity })
  for (const plan of [...order.uses, ...order.made].filter(isPlanned)) {
    const demand = rounded(plan.demand * factor)
    // Odoo lets go of all where less is asked for, and reserves anew.
    if (demand < plan.demand) keepWithin(undo, plan, 0)
    undo.set(plan, { demand })
    if (plan.role === 'use' && plan.state !== 'draft') reserve(undo, plan)
  }
  for (const step of order.steps) undo.set(step, { expected: step.each * Math.ceil(quantity) })
}

const planStanding = ({ state, ordered, start, end }: Order): Record<string, unknown> => ({
  states: [state],
  ordered: decimal(state === 'cancel' ? 0 : ordered),
  start: start.replace('T', ' '),
  end: end.replace('T', ' '),
})

/** Odoo knows no order that is held, and takes the word of it. */
export function noteHold({ undo }: Books, order: Order, { body }: Wish): Result {
  const said = body.isHeld ? 'Held by' : 'No longer held, says'
  undo.push(stillOpen(order).notes, `${said} ${body.by}: ${body.reason}`)
  return noted(order)
}

/** Only what has left nothing in the books; where all was taken back again, the order is closed with nothing. */
export function cancelOrder(books: Books, order: Order, _wish: Wish): Result {
  for (const [what, quantity] of inTheBooks(order))
    if (Math.abs(quantity) > 1e-6)
      refuse('NET_QTY_POSTED', `${order.name} cannot be cancelled: ${decimal(quantity)} ${what}`)
  const before = { states: [order.state] }
  if (order.state === 'draft') giveUp(books, order)
  else if (isOpen(order)) close(books, order)
  else if (order.state === 'done') stillOpen(order)
  return { documents: documentsOf(order, []), before, after: { states: [order.state] }, posted: {} }
}

function* inTheBooks({ uses, made, steps, product }: Order): Generator<readonly [string, number]> {
  const net = new Map<string, number>()
  for (const move of [...uses, ...made]) {
    if (move.scrap) continue
    const what =
      move.role === 'use' ? 'of a component used' : move.product === product ? 'received' : 'of a by-product received'
    const name = `${what} (${move.product.code})`
    net.set(name, (net.get(name) ?? 0) + netOf(move))
  }
  yield* net
  for (const step of steps) {
    yield [`completed at ${step.name}`, step.good]
    yield [`minutes of work at ${step.name}`, minutesOf(step)]
  }
}
