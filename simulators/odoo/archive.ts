import type { Books } from './books/books.ts'
import type { Effect, Order } from './books/records.ts'
import { booking } from './truth.ts'

const isOver = ({ state }: Order): boolean => state === 'done' || state === 'cancel'

/**
 * Takes orders that have been over since some moment out of the books, with all that is booked on them, and tells what
 * that was, order by order: whoever holds it against what was sent needs it no longer, and books of a whole day fit into
 * memory. What is asked of such an order afterwards is asked of one that Odoo does not have.
 */
export function archive(books: Books, overSince: string): readonly object[] {
  const { orders, effects, reversals, times } = books
  const over = [...orders.values()].filter((order) => isOver(order) && order.changed < overSince)
  const gone = new Set<Effect>(over.flatMap((order) => order.effects))
  for (const { id } of over) orders.delete(id)
  for (const { key } of gone) {
    effects.delete(key)
    reversals.delete(key)
  }
  for (const [person, told] of times) {
    const left = told.filter((effect) => !gone.has(effect))
    if (left.length > 0) times.set(person, left)
    else times.delete(person)
  }
  return [...gone].map(booking)
}
