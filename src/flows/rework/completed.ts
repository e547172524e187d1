import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger, ReworkDone } from '#model/ports/production-ledger'
import type { OrderFile } from '#model/production-order-case'
import { add, convertible, isPositive, spoken, subtract } from '#model/quantity'
import { ReworkCompleted, ReworkOpened } from '#model/rework'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'
import { originalOf, takeBack } from '../taking-back.ts'
import { leftRework } from './counted.ts'

/** Reworked pieces are good after all, or scrap: together never more than were given into rework. */
export const reworkCompletion = defineFlow({
  name: 'rework-completion',
  version: '1',
  purpose: 'Pieces saved by rework count as good at their operation in Odoo, with the time it took',
  owner: 'quality',
  on: ['mfg.production.rework.completed.v1'],
  body: ReworkCompleted,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (message, body, file: OrderCase) => ({
    order: orderUnlessKnown(body.order, file),
    original: originalOf(message, { reverses: body.rework }),
  }),

  decide: (situation) =>
    onOpenOrder('work', situation, (file, next): Outcome<OrderFile> => {
      const { body, facts, policy } = situation
      const { good, scrap, rework } = body
      const otherUnit = wrong(
        'UOM_NOT_CONVERTIBLE',
        `The report on rework ${rework} of ${file.order.label} is in units that do not convert into each other, or into that of its opening.`,
        'Correct the units and retry.',
      )
      if (scrap && !convertible(scrap.uom, good.uom)) return refused(otherUnit)
      const quantity = scrap ? add(good, scrap) : good
      if (!isPositive(quantity))
        return refused(
          wrong(
            'QTY_NOT_POSITIVE',
            `The report on rework ${rework} says nothing: neither good nor scrap.`,
            'Correct the quantity and retry, or skip it with a reason.',
          ),
        )
      const parts = {
        body: { reverses: rework, quantity },
        file,
        told: facts.original,
        type: 'mfg.production.rework.opened.v1',
        operation: 'openRework',
        quantityOf: (opened: unknown) => ReworkOpened.parse(opened).quantity,
        of: (opened: unknown) => ReworkOpened.parse(opened).operation,
        patience: policy.patience.original,
      }
      const outcome = takeBack(parts, ({ effectKey, body: opened }, _amount, taken) => {
        const { operation } = ReworkOpened.parse(opened)
        const { order, rework: _rework, ...report } = body
        const reworks = { ...taken.reworks, [rework]: { effectKey, operation } }
        return {
          verdict: 'accepted',
          sentence: `Rework ${rework} of ${file.order.label}: ${spoken(good)} good${scrap ? `, ${spoken(scrap)} scrap` : ''}.`,
          file: { state: next, data: leftRework({ ...taken, reworks }, operation, body) },
          intents: [ProductionLedger.completeRework({ order, original: effectKey, operation, ...report })],
        }
      })
      if (outcome.code === otherUnit.code) return refused(otherUnit)
      if (outcome.code !== 'OVER_REVERSAL') return outcome
      return refused(
        wrong(
          'OVER_COMPLETION',
          `${spoken(quantity)} were said to leave rework ${rework} of ${file.order.label}, which is more than is in it.`,
          'Correct the quantity and retry, or open a rework for the others.',
        ),
      )
    }),

  answered: (situation) =>
    onAnswer(situation, (data, body) => {
      const { original, operation, good, scrap } = ReworkDone.parse(body)
      const before = data.takenBack[original]
      if (!before) return data
      const quantity = subtract(before.quantity, scrap ? add(good, scrap) : good)
      const takenBack = { ...data.takenBack, [original]: { ...before, quantity } }
      return leftRework({ ...data, takenBack }, operation, { good, scrap }, true)
    }),
})
