import { add, type Quantity, spoken, zero } from '#model/quantity'
import type { OrderView } from '../contract.ts'
import { isOver, type OrderEffect } from './order.ts'
import type { OrderDbRow } from './orders.ts'
import { reaches } from './outputs.ts'

type Part = OrderView['checklist'][number]

/** The posting set of an order: every part that has to be in the books, complete or with what is missing. */
export const checklistOf = (row: OrderDbRow, effects: readonly OrderEffect[]): Part[] =>
  [
    release(row, effects),
    materials(row),
    operations(row, effects),
    finishedGoods(row),
    bookings(effects),
    closing(row, effects),
  ].map((part) => (part.state === 'open' && row.state === 'closed' ? missing(part) : part))

/** What is open when the order is closed will not come any more by itself. */
const missing = (part: Part): Part => ({ ...part, state: 'missing' })

function release({ data: { origin, floor } }: OrderDbRow, effects: readonly OrderEffect[]): Part {
  const part = 'release'
  const told = effects.findLast(({ operation }) => operation === 'release')
  if (told?.state === 'refused')
    return { part, state: 'refused', sentence: told.failure?.sentence ?? 'The shop floor did not take the order.' }
  if (floor && floor.acknowledged < floor.release)
    return { part, state: 'open', sentence: 'The shop floor has not acknowledged the order yet.' }
  if (floor) return { part, state: 'complete', sentence: 'The shop floor has acknowledged the order.' }
  return origin === 'reconciled'
    ? { part, state: 'complete', sentence: 'Looked up in Odoo when the first report came; it is released there.' }
    : { part, state: 'complete', sentence: 'Released in Odoo.' }
}

function materials({ data: { order, issued, backflushed = {}, substituted = {} } }: OrderDbRow): Part {
  const part = 'materials'
  const used = ({ item, consumed }: (typeof order.components)[number]): Quantity => {
    const byHand = add(issued[item] ?? consumed, substituted[item] ?? zero(consumed.uom))
    return backflushed[item] ? add(byHand, backflushed[item]) : byHand
  }
  if (order.components.length === 0) return { part, state: 'complete', sentence: 'The order needs no components.' }
  const short = order.components.filter((component) => !reaches(used(component), component.required))
  if (short.length === 0) return { part, state: 'complete', sentence: 'Every component is used as required.' }
  const words = short.map(
    (component) => `${spoken(used(component))} of ${spoken(component.required)} ${component.itemName}`,
  )
  return { part, state: 'open', sentence: `Used so far: ${listed(words)}.` }
}

function operations({ data: { order, completed } }: OrderDbRow, effects: readonly OrderEffect[]): Part {
  const part = 'operations'
  if (order.operations.length === 0) return { part, state: 'complete', sentence: 'The order has no operations.' }
  const open = order.operations.filter(
    ({ operation, over, completed: before }) =>
      !over && !isOver(operation, effects) && !reaches(completed[operation] ?? before, order.ordered),
  )
  if (open.length === 0) return { part, state: 'complete', sentence: 'Every operation is completed.' }
  return {
    part,
    state: 'open',
    sentence: `Not completed: ${listed(open.map(({ operation, name }) => `${operation} ${name}`))}.`,
  }
}

function finishedGoods({ data: { order, received } }: OrderDbRow): Part {
  const sentence = `${spoken(received)} of ${spoken(order.ordered)} are received.`
  return { part: 'finished-goods', state: reaches(received, order.ordered) ? 'complete' : 'open', sentence }
}

function bookings(effects: readonly OrderEffect[]): Part {
  const part = 'bookings'
  const refused = effects.filter(({ state }) => state === 'refused')
  const open = effects.filter(({ state }) => ['planned', 'sent', 'in-doubt'].includes(state))
  if (refused.length > 0)
    return {
      part,
      state: 'refused',
      sentence: `${refused.length} of ${effects.length} were refused: ${refused.at(-1)!.failure?.sentence ?? 'no reason given'}`,
    }
  if (open.length > 0)
    return { part, state: 'open', sentence: `${open.length} of ${effects.length} are on their way to the books.` }
  return {
    part,
    state: 'complete',
    sentence: effects.length === 0 ? 'Nothing waits to be booked.' : `All ${effects.length} are confirmed.`,
  }
}

function closing({ state }: OrderDbRow, effects: readonly OrderEffect[]): Part {
  const part = 'closing'
  const close = effects.findLast(({ operation }) => operation === 'closeOrder')
  if (state === 'closed') {
    const sentence = close?.receipt?.after ? 'Closed, and read back from Odoo.' : 'Closed in Odoo.'
    return { part, state: 'complete', sentence }
  }
  if (state === 'cancelled') return { part, state: 'complete', sentence: 'The order is cancelled.' }
  if (close?.state === 'refused')
    return { part, state: 'refused', sentence: close.failure?.sentence ?? 'Odoo did not close it.' }
  return { part, state: 'open', sentence: state === 'closing' ? 'It is being closed.' : 'It is not closed yet.' }
}

const listed = (words: readonly string[]): string =>
  words.length > 3 ? `${words.slice(0, 3).join(', ')} and ${words.length - 3} more` : words.join(', ')
