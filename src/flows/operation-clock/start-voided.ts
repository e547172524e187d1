import { defineFlow } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { quantity } from '#model/quantity'
import { OperationStarted, StartVoided } from '#model/work'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { nowSettled } from '../expected.ts'
import { onReversalAnswer, originalOf, takeBack } from '../taking-back.ts'

/** An operation was not begun after all. */
export const startVoiding = defineFlow({
  name: 'start-voiding',
  version: '1',
  purpose: 'A start that was wrong is taken back in Odoo, where nothing else happened at the operation',
  owner: 'supervisor',
  on: ['mfg.production.operation.start-voided.v1'],
  body: StartVoided,
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
        type: 'mfg.production.operation.started.v1',
        operation: 'startOperation',
        quantityOf: () => quantity(1),
        of: (start: unknown) => OperationStarted.parse(start).operation,
        patience: policy.patience.original,
      }
      return takeBack(parts, (original, amount, taken) => {
        const { operation } = OperationStarted.parse(original.body)
        const marks = (taken.clock?.[operation] ?? []).filter(({ event }) => event !== body.reverses)
        const { file: data, settles } = nowSettled({ ...taken, clock: { ...taken.clock, [operation]: marks } })
        return {
          verdict: 'accepted',
          sentence: `Operation ${operation} of ${file.order.label} was not begun after all.`,
          file: { state: next, data },
          ...(settles ? { settles } : {}),
          intents: [
            ProductionLedger.voidStart({
              order: body.order,
              original: original.effectKey,
              quantity: amount,
              reason: body.reason,
            }),
          ],
        }
      })
    }),

  answered: (situation) => onReversalAnswer(situation, (data) => data),
})
