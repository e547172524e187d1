import { defineFlow } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { CompletionReversed, OperationCompleted } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, type Quantity, spoken, subtract } from '#model/quantity'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { onReversalAnswer, originalOf, takeBack } from '../taking-back.ts'

/** A report of work is taken back: with the whole of its quantity, its time and scrap go too. */
export const completionReversal = defineFlow({
  name: 'completion-reversal',
  version: '1',
  purpose: 'A report of work that was wrong is taken back in Odoo',
  owner: 'supervisor',
  on: ['mfg.production.operation.completion-reversed.v1'],
  body: CompletionReversed,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (message, body, file: OrderCase) => ({
    order: orderUnlessKnown(body.order, file),
    original: originalOf(message, body),
  }),

  decide: (situation) =>
    onOpenOrder('uncomplete', situation, (file, next) => {
      const { body, facts, policy } = situation
      const parts = {
        body,
        file,
        told: facts.original,
        type: 'mfg.production.operation.completed.v1',
        operation: 'completeOperation',
        quantityOf: (report: unknown) => OperationCompleted.parse(report).good,
        of: (report: unknown) => OperationCompleted.parse(report).operation,
        patience: policy.patience.original,
      }
      return takeBack(parts, (original, amount, taken) => {
        const { operation } = OperationCompleted.parse(original.body)
        return {
          verdict: 'accepted',
          sentence: `${spoken(amount)} good at operation ${operation} of ${file.order.label} are taken back.`,
          file: { state: next, data: counted(taken, operation, (before) => subtract(before, amount)) },
          intents: [
            ProductionLedger.reverseCompletion({
              order: body.order,
              original: original.effectKey,
              quantity: amount,
              reason: body.reason,
            }),
          ],
        }
      })
    }),

  answered: (situation) =>
    onReversalAnswer(situation, (data, operation, amount) => counted(data, operation, (before) => add(before, amount))),
})

function counted(file: OrderFile, operation: string, change: (before: Quantity) => Quantity): OrderFile {
  const before = file.completed[operation]
  return before ? { ...file, completed: { ...file.completed, [operation]: change(before) } } : file
}
