import type { Books } from '../books/books.ts'
import { documentsOf, happened, isOpen, isPlanned, stillOpen } from '../books/orders.ts'
import type { Order, Result } from '../books/records.ts'
import { keepWithin } from '../books/stock.ts'
import { costFacts, trueUp } from './cost.ts'
import { planOf, standing } from './output.ts'
import type { Wish } from './wish.ts'

/** What was planned and did not happen is cancelled, nothing is made up, and what came gets its true cost. */
export function closeOrder(books: Books, order: Order, _wish: Wish): Result {
  const before = standing(order)
  close(books, order)
  const after = standing(order)
  return {
    documents: documentsOf(order, []),
    before,
    after: order.state === 'done' ? { ...after, cost: costFacts(order) } : after,
    posted: {},
  }
}

export function close(books: Books, order: Order): void {
  if (isOpen(order)) {
    if (happened(order)) finish(books, order)
    else giveUp(books, order)
  } else if (order.state !== 'done') stillOpen(order)
  if (order.state === 'done') trueUp(books, order)
}

function finish({ undo, now }: Books, order: Order): void {
  for (const step of order.steps)
    if (isPlanned(step)) undo.set(step, { state: step.good || step.times.length > 0 ? 'done' : 'cancel' })
  // An order whose output moves are all cancelled would count as cancelled, whatever it used.
  const isMade = order.made.some(({ state, scrap }) => state === 'done' && !scrap)
  const kept = isMade ? undefined : planOf(order)
  if (kept) undo.set(kept, { state: 'done', demand: 0 })
  cancelPlans(undo, order)
  undo.set(order, { state: 'done', end: now })
}

/** An order of which nothing was reported is cancelled. */
export function giveUp({ undo }: Books, order: Order): void {
  for (const step of order.steps) if (isPlanned(step)) undo.set(step, { state: 'cancel' })
  cancelPlans(undo, order)
  undo.set(order, { state: 'cancel' })
}

function cancelPlans(undo: Books['undo'], { uses, made }: Order): void {
  for (const plan of [...uses, ...made].filter(isPlanned)) {
    keepWithin(undo, plan, 0)
    undo.remove(plan.product.waiting, plan)
    undo.set(plan, { state: 'cancel' })
  }
}
