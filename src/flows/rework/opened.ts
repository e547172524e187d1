import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { OrderFile } from '#model/production-order-case'
import { compare, convertible, negated, spoken } from '#model/quantity'
import { ReworkOpened } from '#model/rework'
import { atOperation } from '../operation.ts'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'
import { tallyOf } from '../tolerance.ts'
import { counted } from './counted.ts'

/** Pieces are worked on once more: only such as an operation has reported for rework, and each once. */
export const reworkOpening = defineFlow({
  name: 'rework-opening',
  version: '1',
  purpose: 'Pieces that are worked on once more get a work order beside their order in Odoo, and count once',
  owner: 'quality',
  on: ['mfg.production.rework.opened.v1'],
  body: ReworkOpened,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, rework, file: OrderCase) => ({ order: orderUnlessKnown(rework.order, file) }),

  decide: (situation) =>
    onOpenOrder('work', situation, (file, next) =>
      atOperation(situation.body, file, ({ name }): Outcome<OrderFile> => {
        const { body: rework, policy } = situation
        const { label, ordered } = file.order
        const at = `${name} (${rework.operation}) of ${label}`
        if (!convertible(rework.quantity.uom, ordered.uom))
          return refused(
            wrong(
              'UOM_NOT_CONVERTIBLE',
              `${label} is counted in ${ordered.uom}, which ${rework.quantity.uom} does not convert into.`,
              'Correct the unit and retry.',
            ),
          )
        const waiting = tallyOf(file.toRework ?? {}, rework.operation, ordered.uom)
        if (compare(rework.quantity, waiting) > 0) {
          const sentence = `${spoken(rework.quantity)} were to be reworked from ${at}, which has reported ${spoken(waiting)} for it.`
          const suggestion =
            'Report the pieces with the operation as pieces to rework, or correct the quantity and retry.'
          return {
            verdict: 'held',
            sentence,
            wait: {
              what: `pieces to rework from ${at}`,
              atMost: policy.patience.original,
              otherwise: wrong('PREDECESSOR_QTY', sentence, suggestion),
            },
          }
        }
        const taken = counted(file, 'toRework', rework.operation, negated(rework.quantity))
        return {
          verdict: 'accepted',
          sentence: `${spoken(rework.quantity)} from ${at} are reworked${rework.reason ? `: ${rework.reason}` : ''}.`,
          file: { state: next, data: counted(taken, 'inRework', rework.operation, rework.quantity) },
          intents: [ProductionLedger.openRework(rework)],
        }
      }),
    ),

  answered: (situation) =>
    onAnswer(situation, (data, body) => {
      const { operation, quantity } = ReworkOpened.parse(body)
      return counted(counted(data, 'inRework', operation, negated(quantity)), 'toRework', operation, quantity)
    }),
})
