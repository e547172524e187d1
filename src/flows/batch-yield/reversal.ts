import { defineFlow } from '#engine'
import { minutes } from '#kernel/time'
import { YieldReversed } from '#model/batch'
import { ProductionLedger } from '#model/ports/production-ledger'
import { quantity } from '#model/quantity'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { onReversalAnswer, originalOf, takeBack } from '../taking-back.ts'
import { withoutYield } from './flow.ts'

/** A batch was weighed wrongly. */
export const yieldReversal = defineFlow({
  name: 'yield-reversal',
  version: '1',
  purpose: 'A balance that was wrong no longer counts',
  owner: 'quality',
  on: ['mfg.production.order.yield-reversed.v1'],
  body: YieldReversed,
  target: { p95: minutes(1), p99: minutes(5) },

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
        type: 'mfg.production.order.yielded.v1',
        operation: 'noteYield',
        quantityOf: () => quantity(1),
        of: () => 'yield',
        patience: policy.patience.original,
      }
      return takeBack(parts, (original, amount, taken) => ({
        verdict: 'accepted',
        sentence: `A balance of ${file.order.label} is taken back.`,
        file: { state: next, data: withoutYield(taken, body.reverses) },
        intents: [
          ProductionLedger.withdrawYield({
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
