import { type RefusedFact, type Role, type Trouble, wasRefused } from '#engine'
import type { ProductionOrder } from '#model/production'
import { moveOf, type OrderEvent, type OrderFile, type OrderState } from '#model/production-order-case'
import { zero } from '#model/quantity'
import { OUTPUT } from './backflush.ts'

/** Where a production order stands for a report about it. */
export type Standing =
  /** It may be worked on; `file` is the case as it will be, `next` the state the report leads to. */
  | { readonly kind: 'open'; readonly file: OrderFile; readonly next: OrderState }
  /** Its owner has not released it yet: the report waits. */
  | { readonly kind: 'not-released'; readonly label: string }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }

/**
 * Finds out where the order stands. A case that does not exist yet is opened from what the owner says: a report before
 * its release usually means that the release was lost, so the owner is asked first (domain rule 2).
 */
export function standingOf(
  event: OrderEvent,
  order: string,
  plant: string,
  file: { readonly state: string; readonly data: OrderFile } | undefined,
  told: ProductionOrder | RefusedFact | undefined,
): Standing {
  if (file) return moved(event, file.state, file.data)
  if (!told || wasRefused(told)) return { kind: 'trouble', trouble: unknownOrder(order, told?.refused.sentence) }
  if (told.plant !== plant) return { kind: 'trouble', trouble: foreignOrder(order, plant) }
  if (told.state === 'planned') return { kind: 'not-released', label: told.label }
  return moved(event, told.state === 'cancelled' || told.state === 'closed' ? told.state : 'released', openedFrom(told))
}

function moved(event: OrderEvent, state: string, data: OrderFile): Standing {
  const move = moveOf(state, event)
  if ('to' in move) return { kind: 'open', file: data, next: move.to }
  return { kind: 'trouble', trouble: { code: move.no, owner: 'supervisor', ...whyNot(event, move.no, data.order) } }
}

function whyNot(
  event: OrderEvent,
  no: 'ORDER_CLOSED' | 'ORDER_CANCELLED' | 'NOT_CLOSED',
  { label }: ProductionOrder,
): Pick<Trouble, 'sentence' | 'suggestion'> {
  if (no === 'NOT_CLOSED')
    return { sentence: `${label} is neither complete nor closed, so there is nothing to reopen.`, suggestion: skipIt }
  if (event === 'reopen') {
    const sentence = `${label} is ${no === 'ORDER_CLOSED' ? 'closed' : 'cancelled'} in Odoo, where that is final.`
    return { sentence, suggestion: insteadOfReopening }
  }
  const sentence =
    no === 'ORDER_CANCELLED'
      ? `${label} is cancelled in Odoo, and this report is about work on it.`
      : `${label} is closed in Odoo, and this report came after the closing.`
  return { sentence, suggestion: afterTheEnd }
}

const skipIt = 'Skip this with a reason, or correct the order number and retry.'
const insteadOfReopening =
  'Make an order in Odoo for what is still to be made, or unbuild there what must be undone; then skip this with a reason.'

/** A new case: what the owner has already booked counts, so that tolerances see it. */
export const openedFrom = (order: ProductionOrder): OrderFile => ({
  order,
  origin: 'reconciled',
  received: order.received,
  receivedBefore: order.received,
  scrapped: zero(order.ordered.uom),
  issued: Object.fromEntries(order.components.map(({ item, consumed }) => [item, consumed])),
  completed: Object.fromEntries(order.operations.map(({ operation, completed }) => [operation, completed])),
  worked: {
    ...Object.fromEntries(order.operations.map(({ operation, completed }) => [operation, completed])),
    [OUTPUT]: order.received,
  },
  backflushed: {},
  takenBack: {},
})

const afterTheEnd =
  'Correct the order number and send it again, or skip it with a reason and book it by hand in the next period.'

const supervisor: Role = 'supervisor'

const unknownOrder = (order: string, said?: string): Trouble => ({
  code: 'UNKNOWN_ORDER',
  owner: supervisor,
  sentence: said ?? `Odoo has no production order ${order}.`,
  suggestion: 'Correct the order number and send it again, or skip the report with a reason.',
})

/** Says the same as for an order that does not exist: a plant learns nothing about another's orders. */
const foreignOrder = (order: string, plant: string): Trouble => ({
  ...unknownOrder(order),
  sentence: `Odoo has no production order ${order} for plant ${plant}.`,
})

export const notReleased = (label: string): Trouble => ({
  code: 'ORDER_NOT_RELEASED',
  owner: supervisor,
  sentence: `${label} was reported on, but it is still a draft in Odoo.`,
  suggestion: 'Release it in Odoo and press retry, correct the order number, or skip the report with a reason.',
})
