import { defineFlow } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { TimeReported, TimeReversed } from '#model/work'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { onReversalAnswer, originalOf, takeBack } from '../taking-back.ts'
import { minutesOf } from './flow.ts'

/** Time is taken back as a whole: the entry stays in Odoo with no duration and says what it was. */
export const timeReversal = defineFlow({
  name: 'time-reversal',
  version: '1',
  purpose: 'Time that was wrong no longer counts in Odoo',
  owner: 'supervisor',
  on: ['mfg.production.labor.reversed.v1'],
  body: TimeReversed,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (message, body, file: OrderCase) => ({
    order: orderUnlessKnown(body.order, file),
    original: originalOf(message, body),
  }),

  decide: (situation) =>
    onOpenOrder('work', situation, (file, next) => {
      const { body, facts, policy } = situation
      const parts = {
        body,
        file,
        told: facts.original,
        type: 'mfg.production.labor.reported.v1',
        operation: 'reportTime',
        quantityOf: (time: unknown) => minutesOf(TimeReported.parse(time)),
        of: (time: unknown) => TimeReported.parse(time).operation,
        patience: policy.patience.original,
      }
      return takeBack(parts, (original, amount, taken) => ({
        verdict: 'accepted',
        sentence: `${amount.value} min at operation ${TimeReported.parse(original.body).operation} of ${file.order.label} are taken back.`,
        file: { state: next, data: taken },
        intents: [
          ProductionLedger.reverseTime({
            order: body.order,
            original: original.effectKey,
            quantity: amount,
            reason: body.reason,
          }),
        ],
      }))
    }),

  answered: (situation) => onReversalAnswer(situation, (data) => data),
})
