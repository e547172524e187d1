import { defineFlow } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OperationId, ScrapRecorded, ScrapReversed } from '#model/production'
import { spoken } from '#model/quantity'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { onReversalAnswer, originalOf, takeBack } from '../taking-back.ts'
import { counted } from './flow.ts'

/** Scrap is taken back: the pieces are good again. */
export const scrapReversal = defineFlow({
  name: 'scrap-reversal',
  version: '1',
  purpose: 'Scrap that was wrong is taken back in Odoo by a return',
  owner: 'supervisor',
  on: ['mfg.production.scrap.reversed.v1'],
  body: ScrapReversed,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (message, body, file: OrderCase) => ({
    order: orderUnlessKnown(body.order, file),
    original: originalOf(message, body),
  }),

  decide: (situation) =>
    onOpenOrder('unscrap', situation, (file, next) => {
      const { body, facts, policy } = situation
      const parts = {
        body,
        file,
        told: facts.original,
        type: 'mfg.production.scrap.recorded.v1',
        operation: 'recordScrap',
        quantityOf: (scrap: unknown) => ScrapRecorded.parse(scrap).quantity,
        of: (scrap: unknown) => placeOf(ScrapRecorded.parse(scrap), file.order.item),
        patience: policy.patience.original,
      }
      return takeBack(parts, (original, amount, taken) => ({
        verdict: 'accepted',
        sentence: `${spoken(amount)} of ${file.order.label} are not scrap after all.`,
        file: {
          state: next,
          data: placed(taken, placeOf(ScrapRecorded.parse(original.body), file.order.item), amount, -1),
        },
        intents: [
          ProductionLedger.reverseScrap({
            order: body.order,
            original: original.effectKey,
            quantity: amount,
            reason: body.reason,
          }),
        ],
      }))
    }),

  answered: (situation) => onReversalAnswer(situation, (data, place, amount) => placed(data, place, amount, 1)),
})

const MATERIAL = 'material'
const STOCK = 'stock'

/** Where the scrap counted: at an operation, in stock, or as material, which counts nowhere. */
const placeOf = (scrap: ScrapRecorded, item: string): string =>
  scrap.item !== undefined && scrap.item !== item ? MATERIAL : (scrap.operation ?? STOCK)

const placed = (
  file: Parameters<typeof counted>[0],
  place: string,
  amount: Parameters<typeof counted>[2],
  sign: 1 | -1,
) =>
  place === MATERIAL
    ? file
    : counted(file, { operation: place === STOCK ? undefined : OperationId.parse(place) }, amount, sign)
