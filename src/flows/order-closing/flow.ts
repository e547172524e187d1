import { defineFlow, Journal, type Outcome, type Posting, REMINDER_DUE, wasRefused } from '#engine'
import { type Duration, minutes } from '#kernel/time'
import { kindOf } from '#model/catalogue'
import { RECORD_KEPT } from '#model/kept-record'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OrderClosed } from '#model/production'
import { moveOf, type OrderFile } from '#model/production-order-case'
import { spoken } from '#model/quantity'
import { onOpenOrder, type OrderCase, orderUnlessKnown, wrong } from '../report.ts'
import { differencesOf } from './missing.ts'

/**
 * The shop floor says an order is over; Odoo closes it and sets its cost right.
 *
 * Nothing is closed over the head of a report: as long as one of the order waits, is refused or is on its way to Odoo,
 * the closing waits and names it.
 */
export const orderClosing = defineFlow({
  name: 'order-closing',
  version: '1',
  purpose: 'An order that is over is closed in Odoo once all its reports are booked, and its cost is set right',
  owner: 'controller',
  on: ['mfg.production.order.closed.v1'],
  body: OrderClosed,
  target: { p95: minutes(1), p99: minutes(5) },
  hearsConfirmations: true,

  facts: (message, closing, file: OrderCase) => ({
    order: orderUnlessKnown(closing.order, file),
    unfinished: Journal.unfinished({ plant: message.plant, stream: message.stream, key: message.key }),
  }),

  decide: (situation) =>
    onOpenOrder('close', situation, (file, next): Outcome<OrderFile> => {
      const { message, facts, body: closing, policy } = situation
      const { label } = file.order
      const told = facts.unfinished
      const open = (!told || wasRefused(told) ? [] : told).filter((posting) => isInTheWay(posting, message.messageId))
      const differences = differencesOf(closing.final, file)
      if (open.length > 0 || differences.length > 0) {
        const what = open.length > 0 ? named(open) : differences.join('; ')
        return waits(label, what, policy.patience.close)
      }
      return {
        verdict: 'accepted',
        sentence: `${label} is closed with ${spoken(file.received)} of ${spoken(file.order.ordered)}.`,
        file: { state: next, data: file },
        intents: [ProductionLedger.closeOrder(closing)],
      }
    }),

  answered({ body: answer, file }): Outcome<OrderFile> {
    if (!file) return { verdict: 'accepted', sentence: 'Odoo has answered.' }
    const closed = answer.state === 'confirmed'
    const move = moveOf(file.state, closed ? 'closed' : 'not-closed')
    return {
      verdict: 'accepted',
      sentence: closed
        ? 'Odoo has closed the order.'
        : `Odoo refused to close: ${answer.failure?.sentence ?? 'it gave no reason'}`,
      file: { state: 'to' in move ? move.to : file.state, data: file.data },
    }
  },
})

/**
 * Reports and bookings that are not finished stand in the way. A transition behind this one in the lane does not: it
 * waits for the closing, and waiting for each other they would wait for ever. Nor does a reminder of the hub to itself:
 * it is about the future, and tells nothing of the order.
 */
const isInTheWay = ({ messageId, type, effects }: Posting, closing: string): boolean =>
  messageId !== closing &&
  type !== REMINDER_DUE &&
  (kindOf(type)?.nature !== 'transition' || effects.some(({ state }) => state !== 'confirmed'))

/** What is missing is named, so that somebody can look for it. */
const waits = (label: string, what: string, atMost: Duration): Outcome<OrderFile> => ({
  verdict: 'held',
  sentence: `The closing of ${label} waits for ${what}.`,
  wait: {
    what,
    atMost,
    otherwise: {
      ...wrong('ORDER_HELD', `${label} cannot be closed; still open: ${what}.`, 'Settle what is open, then retry.'),
      owner: 'controller',
    },
  },
})

/** The open reports as a person would name them: `Material issued MI-1 and 2 more`. */
function named(open: readonly Posting[]): string {
  const [first] = open
  const title = first ? titleOf(first) : 'nothing'
  return open.length > 1 ? `${title} and ${open.length - 1} more` : title
}

const titleOf = ({ type, id }: Posting): string =>
  type === RECORD_KEPT ? 'a record that is not understood yet' : `${kindOf(type)?.title ?? type} ${id}`
