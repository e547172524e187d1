import { defineFlow } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { CompletionReversed, OperationCompleted } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { compare, negated, type Quantity, spoken, subtract } from '#model/quantity'
import { workedOn } from '../backflush.ts'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { onReversalAnswer, originalOf, takeBack } from '../taking-back.ts'
import { madeBy, withRework } from './flow.ts'
import { usedUpWith } from '../used-up-with.ts'

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
        const report = OperationCompleted.parse(original.body)
        const { operation } = report
        const back = scrapToo(taken, original.effectKey, report)
        const whole = back.takenBack[original.effectKey]
        const counted = takenFrom(back, operation, amount, whole?.scrap, whole?.rework)
        return usedUpWith(situation, counted, (data, part, used) => ({
          verdict: 'accepted',
          sentence: `${spoken(amount)} good at operation ${operation} of ${file.order.label} are taken back.${used}`,
          file: { state: next, data },
          intents: [
            ProductionLedger.reverseCompletion({
              order: body.order,
              original: original.effectKey,
              quantity: amount,
              reason: body.reason,
              ...part,
            }),
          ],
        }))
      })
    }),

  answered: (situation) =>
    onReversalAnswer(situation, (data, operation, amount, { scrap, rework }) =>
      takenFrom(data, operation, negated(amount), scrap && negated(scrap), rework && negated(rework)),
    ),
})

/** With the whole of its good pieces goes also its scrap, and what it had reported for rework. */
function scrapToo(file: OrderFile, effectKey: string, { good, scrap, rework }: OperationCompleted): OrderFile {
  const taken = file.takenBack[effectKey]
  if (!taken || compare(taken.quantity, good) < 0) return file
  const more = { ...(scrap ? { scrap } : {}), ...(rework ? { rework } : {}) }
  return { ...file, takenBack: { ...file.takenBack, [effectKey]: { ...taken, ...more } } }
}

function takenFrom(file: OrderFile, operation: string, good: Quantity, scrap?: Quantity, rework?: Quantity): OrderFile {
  const before = file.completed[operation]
  const counted = {
    ...file,
    completed: before ? { ...file.completed, [operation]: subtract(before, good) } : file.completed,
    scrapped: scrap ? subtract(file.scrapped, scrap) : file.scrapped,
  }
  const all = rework ? withRework(counted, operation, negated(rework)) : counted
  return workedOn(all, operation, negated(madeBy({ good, scrap, rework })))
}
