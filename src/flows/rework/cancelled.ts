import { defineFlow, type Outcome, wasRefused } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger, ReworkUndone } from '#model/ports/production-ledger'
import { OperationId } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, negated, spoken, subtract } from '#model/quantity'
import { ReworkCancelled, ReworkCompleted, ReworkOpened } from '#model/rework'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { onReversalAnswer, originalOf, takeBack } from '../taking-back.ts'
import { counted, leftRework } from './counted.ts'

const COMPLETED = 'mfg.production.rework.completed.v1'
const OPENED = 'mfg.production.rework.opened.v1'

/** What is left of a rework is given up, and waits for rework again; or what was said to have left it is in it again. */
export const reworkCancellation = defineFlow({
  name: 'rework-cancellation',
  version: '1',
  purpose: 'A rework that is given up, or a completion of it that was wrong, is taken back in Odoo',
  owner: 'quality',
  on: ['mfg.production.rework.cancelled.v1'],
  body: ReworkCancelled,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (message, body, file: OrderCase) => ({
    order: orderUnlessKnown(body.order, file),
    original: originalOf(message, body),
  }),

  decide: (situation) =>
    onOpenOrder('work', situation, (file, next): Outcome<OrderFile> => {
      const { body, facts, policy } = situation
      const told = facts.original
      const isCompletion = !!told && !wasRefused(told) && told[0]?.type === COMPLETED
      const parts = { body, file, told, patience: policy.patience.original }
      const book = (cancel: Omit<ReworkUndone, 'order' | 'reason'>, data: OrderFile, sentence: string) => ({
        verdict: 'accepted' as const,
        sentence,
        file: { state: next, data },
        intents: [ProductionLedger.cancelRework({ order: body.order, reason: body.reason, ...cancel })],
      })
      if (!isCompletion)
        return takeBack(
          {
            ...parts,
            type: OPENED,
            operation: 'openRework',
            quantityOf: (opened) => ReworkOpened.parse(opened).quantity,
            of: (opened) => ReworkOpened.parse(opened).operation,
          },
          ({ effectKey, body: opened }, amount, taken) => {
            const { operation } = ReworkOpened.parse(opened)
            const out = counted(taken, 'inRework', operation, negated(amount))
            const said = `${spoken(amount)} of rework ${body.reverses} of ${file.order.label} are given up and wait for rework again.`
            const data = counted(out, 'toRework', operation, amount)
            return book({ original: effectKey, quantity: amount }, data, said)
          },
        )
      return takeBack(
        {
          ...parts,
          type: COMPLETED,
          operation: 'completeRework',
          quantityOf: (done) => leavingOf(ReworkCompleted.parse(done)),
          of: () => 'completed',
        },
        ({ effectKey, body: done }, amount, taken) => {
          const completed = ReworkCompleted.pick({ rework: true, good: true, scrap: true }).strip().parse(done)
          const said = `${spoken(amount)} of ${file.order.label} are in rework again.`
          return book({ original: effectKey, quantity: amount, completed }, moved(taken, completed, true), said)
        },
      )
    }),

  answered: (situation) =>
    onReversalAnswer(situation, (data, of, amount) => {
      const { completed } = ReworkUndone.parse(situation.body.body)
      if (completed) return moved(data, completed, false)
      const at = OperationId.parse(of)
      return counted(counted(data, 'toRework', at, negated(amount)), 'inRework', at, amount)
    }),
})

type Completed = NonNullable<ReworkUndone['completed']>

const leavingOf = ({ good, scrap }: Pick<Completed, 'good' | 'scrap'>) => (scrap ? add(good, scrap) : good)

/** Pieces of a completion go back into their rework, or out of it once more: the opening has as much more or less left. */
function moved(file: OrderFile, completed: Completed, back: boolean): OrderFile {
  const opening = file.reworks?.[completed.rework]
  const before = opening && file.takenBack[opening.effectKey]
  if (!opening || !before) return file
  const quantity = (back ? subtract : add)(before.quantity, leavingOf(completed))
  const takenBack = { ...file.takenBack, [opening.effectKey]: { ...before, quantity } }
  return leftRework({ ...file, takenBack }, opening.operation, completed, back)
}
