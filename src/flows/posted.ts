import type { Trouble } from '#engine'
import type { OrderFile } from '#model/production-order-case'
import { add, isPositive, type Quantity, spoken } from '#model/quantity'
import { tallyOf } from './tolerance.ts'

/** What stands in the books for an order, net of what was taken back, in words; nothing: it may be cancelled. Pure. */
export function postedFor(file: OrderFile): readonly string[] {
  const { received, scrapped, issued, backflushed = {}, completed, byproducts = {} } = file
  const used = Object.entries(issued).map(
    ([item, quantity]) => [item, add(quantity, tallyOf(backflushed, item, quantity.uom))] as const,
  )
  const usedByItself = Object.entries(backflushed).filter(([item]) => !(item in issued))
  return [
    ...said(received, (amount) => `${amount} received`),
    ...Object.entries(byproducts).flatMap(([item, amount]) => said(amount, (of) => `${of} of ${item} received`)),
    ...[...used, ...usedByItself].flatMap(([item, amount]) => said(amount, (of) => `${of} of ${item} used`)),
    ...Object.entries(completed).flatMap(([at, amount]) => said(amount, (of) => `${of} completed at ${at}`)),
    ...said(scrapped, (amount) => `${amount} scrapped`),
  ]
}

const said = (amount: Quantity, words: (amount: string) => string): readonly string[] =>
  isPositive(amount) ? [words(spoken(amount))] : []

/** An order that was worked on cannot vanish: what a person can do instead. */
export const cannotBeCancelled = (label: string, posted: readonly string[]): Trouble => ({
  code: 'NET_QTY_POSTED',
  owner: 'planner',
  sentence: `${label} cannot be cancelled: ${posted.join(', ')}.`,
  suggestion:
    'Take back what was booked and retry; or close the order with what was made; or skip this with a reason and go on with it.',
})

/** Odoo cancelled it all the same, past the hub. */
export const cancelledWithProduction = (label: string, posted: readonly string[]): Trouble => ({
  code: 'NET_QTY_POSTED',
  owner: 'planner',
  sentence: `${label} is cancelled in Odoo, but it was worked on: ${posted.join(', ')}.`,
  suggestion:
    'Make an order in Odoo for what was made and book it there; or return and scrap in Odoo what was used; then skip this with a reason.',
})
