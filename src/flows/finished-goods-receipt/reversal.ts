import { defineFlow } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OutputReceived, OutputReversed } from '#model/production'
import { add, negated, spoken, subtract } from '#model/quantity'
import { OUTPUT, workedOn } from '../backflush.ts'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { onReversalAnswer, originalOf, takeBack } from '../taking-back.ts'
import { usedUpWith } from '../used-up-with.ts'

/** A receipt is taken back: the goods leave stock in Odoo by a return of the very move. */
export const receiptReversal = defineFlow({
  name: 'receipt-reversal',
  version: '1',
  purpose: 'A receipt of finished goods that was wrong is taken back in Odoo by a return',
  owner: 'supervisor',
  on: ['mfg.production.output.reversed.v1'],
  body: OutputReversed,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (message, body, file: OrderCase) => ({
    order: orderUnlessKnown(body.order, file),
    original: originalOf(message, body),
  }),

  decide: (situation) =>
    onOpenOrder('unreceive', situation, (file, next) => {
      const { body, facts, policy } = situation
      const parts = {
        body,
        file,
        told: facts.original,
        type: 'mfg.production.output.received.v1',
        operation: 'receiveOutput',
        quantityOf: (receipt: unknown) => OutputReceived.parse(receipt).quantity,
        of: () => 'output',
        patience: policy.patience.original,
      }
      return takeBack(parts, (original, amount, taken) => {
        const counted = { ...taken, received: subtract(taken.received, amount) }
        return usedUpWith(situation, workedOn(counted, OUTPUT, negated(amount)), (data, part, used) => ({
          verdict: 'accepted',
          sentence: `The receipt of ${spoken(amount)} for ${file.order.label} is taken back.${used}`,
          file: { state: next, data },
          intents: [
            ProductionLedger.reverseOutput({
              order: body.order,
              original: original.effectKey,
              quantity: amount,
              serials: body.serials,
              reason: body.reason,
              ...part,
            }),
          ],
        }))
      })
    }),

  answered: (situation) =>
    onReversalAnswer(situation, (data, _of, amount) =>
      workedOn({ ...data, received: add(data.received, amount) }, OUTPUT, amount),
    ),
})
