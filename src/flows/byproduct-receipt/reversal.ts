import { defineFlow } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ByproductReceived, ByproductReversed } from '#model/batch'
import { ProductionLedger } from '#model/ports/production-ledger'
import { negated, spoken } from '#model/quantity'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { onReversalAnswer, originalOf, takeBack } from '../taking-back.ts'
import { came } from './flow.ts'

/** A by-product's receipt is taken back: it leaves stock in Odoo by a return of the very move. */
export const byproductReversal = defineFlow({
  name: 'byproduct-reversal',
  version: '1',
  purpose: 'A receipt of a by-product that was wrong is taken back in Odoo by a return',
  owner: 'supervisor',
  on: ['mfg.production.byproduct.reversed.v1'],
  body: ByproductReversed,
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
        type: 'mfg.production.byproduct.received.v1',
        operation: 'receiveByproduct',
        quantityOf: (receipt: unknown) => ByproductReceived.parse(receipt).quantity,
        of: (receipt: unknown) => ByproductReceived.parse(receipt).item,
        patience: policy.patience.original,
      }
      return takeBack(parts, (original, amount, taken) => {
        const { item } = ByproductReceived.parse(original.body)
        return {
          verdict: 'accepted',
          sentence: `${spoken(amount)} of ${item} beside ${file.order.label} are taken back.`,
          file: { state: next, data: came(taken, item, negated(amount)) },
          intents: [
            ProductionLedger.reverseByproduct({
              order: body.order,
              original: original.effectKey,
              quantity: amount,
              serials: body.serials,
              reason: body.reason,
            }),
          ],
        }
      })
    }),

  answered: (situation) => onReversalAnswer(situation, (data, item, amount) => came(data, item, amount)),
})
