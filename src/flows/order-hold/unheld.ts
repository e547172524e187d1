import { defineFlow, type Outcome, type Policy } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { systemOf } from '#model/message'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OrderUnheld } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { onOpenOrder, type OrderCase, orderUnlessKnown, wrong } from '../report.ts'

/** Work on an order goes on: what waited for it is judged at once. */
export const holdLifting = defineFlow({
  name: 'hold-lifting',
  version: '1',
  purpose: 'A hold that is lifted lets everything through that waited for it',
  owner: 'supervisor',
  on: ['mfg.production.order.unheld.v1'],
  body: OrderUnheld,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, lifted, file: OrderCase) => ({ order: orderUnlessKnown(lifted.order, file) }),

  decide: (situation) =>
    onOpenOrder('unhold', situation, (file, next): Outcome<OrderFile> => {
      const { body, message, policy } = situation
      const { order, hold } = body
      const { [hold]: known, ...left } = file.holds ?? {}
      const { label } = file.order
      if (!known) return waitsForHold(label, hold, policy)
      const others = Object.values(left)
      const by = systemOf(message.source)
      const reason = body.reason ?? known.reason
      const still = others.length > 0 ? ` It is still held: ${others.map((one) => one.reason).join('; ')}.` : ''
      return {
        verdict: 'accepted',
        sentence: `The hold on ${label} is lifted by ${by} (${known.reason}).${still}`,
        file: { state: next, data: { ...file, holds: left } },
        intents: [ProductionLedger.noteHold({ order, hold, reason, by, isHeld: false })],
      }
    }),

  answered: ({ body: answer }): Outcome<OrderFile> => ({
    verdict: 'accepted',
    sentence:
      answer.state === 'confirmed'
        ? 'The order says so in Odoo.'
        : `The hold is lifted all the same; Odoo took no note of it: ${answer.failure?.sentence ?? 'it gave no reason'}`,
  }),
})

/** That a hold is lifted may come before the hold itself. */
const waitsForHold = (label: string, hold: string, { patience }: Policy): Outcome<OrderFile> => ({
  verdict: 'held',
  sentence: `Waits for hold ${hold} on ${label}, which it lifts and which has not come.`,
  wait: {
    what: `hold ${hold} on ${label}`,
    atMost: patience.original,
    otherwise: wrong(
      'UNKNOWN_HOLD',
      `${label} has no hold ${hold} that could be lifted.`,
      'Correct the name of the hold and retry, or skip this with a reason.',
    ),
  },
})
