import type { Books } from './books.ts'
import type { Document, Move, Order, OrderState, Step } from './records.ts'
import { refuse } from './refusal.ts'

export const isOpen = ({ state }: Order): boolean => ['confirmed', 'progress', 'to_close'].includes(state)

/** Refuses what an order takes no more, or not yet. */
export function stillOpen(order: Order): Order {
  if (isOpen(order)) return order
  const { name, state } = order
  if (state === 'done') refuse('ORDER_CLOSED', `${name} is closed in Odoo`)
  if (state === 'draft') refuse('ORDER_NOT_RELEASED', `${name} is not confirmed in Odoo`)
  return refuse('ORDER_CANCELLED', `${name} is cancelled in Odoo`)
}

export const isPlanned = ({ state }: Move | Step): boolean => state !== 'done' && state !== 'cancel'
const isOver = (record: Move | Step): boolean => !isPlanned(record)

/** Odoo's own rule for what an order is, in its own order. It never goes back to confirmed by itself. */
export function stateOf({ state, made, uses, steps, shown, ordered }: Order): OrderState {
  const goods = made.filter(({ scrap }) => !scrap)
  const components = uses.filter(({ scrap }) => !scrap)
  if (state === 'draft' || state === 'cancel' || state === 'done') return state
  if (goods.length > 0 && goods.every((move) => move.state === 'cancel')) return 'cancel'
  if (components.length > 0 && components.every(isOver) && goods.every(isOver)) return 'done'
  if (steps.length > 0 && steps.every(isOver)) return 'to_close'
  if (steps.length === 0 && shown >= ordered) return 'to_close'
  const isBegun =
    steps.some((step) => step.state === 'progress' || step.state === 'done') ||
    shown !== 0 ||
    components.some((move) => move.state === 'done')
  return isBegun ? 'progress' : state
}

export function followState({ undo }: Books, order: Order): void {
  const state = stateOf(order)
  if (state !== order.state) undo.set(order, { state })
}

/** Whether anything at all was reported on the order. */
export const happened = ({ uses, made, lotChanges, steps }: Order): boolean =>
  [...uses, ...made, ...lotChanges].some(({ state }) => state === 'done') ||
  steps.some(({ times, good }) => times.length > 0 || good !== 0)

export function documentsOf(order: Order, moves: readonly Move[]): Document[] {
  const found: Document[] = [{ kind: 'mrp.production', id: order.id, label: order.name }]
  for (const move of moves) {
    found.push({ kind: 'stock.move', id: move.id, label: move.label })
    for (const lot of new Set(move.lines.map((line) => line.lot)))
      if (lot) found.push({ kind: 'stock.lot', id: lot.id, label: lot.name })
  }
  return found
}
