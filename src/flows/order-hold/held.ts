import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { systemOf } from '#model/message'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OrderHeld } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'

/** Somebody stops the work on an order: the hub holds its reports, since Odoo knows no order that is held. */
export const orderHold = defineFlow({
  name: 'order-hold',
  version: '1',
  purpose: 'Work on an order stands still, in front of everybody, until the hold is lifted',
  owner: 'supervisor',
  on: ['mfg.production.order.held.v1'],
  body: OrderHeld,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, held, file: OrderCase) => ({ order: orderUnlessKnown(held.order, file) }),

  decide: (situation) =>
    onOpenOrder('hold', situation, (file, next): Outcome<OrderFile> => {
      const { body, message } = situation
      const { order, hold, reason, until } = body
      const by = systemOf(message.source)
      const held = { reason, by, since: message.occurredAt, ...(until ? { until } : {}) }
      return {
        verdict: 'accepted',
        sentence: `${file.order.label} is held by ${by}: ${reason}.`,
        file: { state: next, data: { ...file, holds: { ...file.holds, [hold]: held } } },
        intents: [ProductionLedger.noteHold({ order, hold, reason, by, isHeld: true })],
      }
    }),

  answered: ({ body: answer }): Outcome<OrderFile> => ({
    verdict: 'accepted',
    sentence:
      answer.state === 'confirmed'
        ? 'The order says so in Odoo.'
        : `The order is held all the same; Odoo took no note of it: ${answer.failure?.sentence ?? 'it gave no reason'}`,
  }),
})
