import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OrderCancelled } from '#model/production'
import { moveOf, type OrderFile } from '#model/production-order-case'
import { tellCancelled } from '../floor.ts'
import { draftOf, onOpenOrder, type OrderCase, orderUnlessKnown, refused } from '../report.ts'
import { cannotBeCancelled, postedFor } from '../posted.ts'

/** An order is given up: Odoo cancels it as long as nothing stands in the books, and the shop floor is told. */
export const orderCancellation = defineFlow({
  name: 'order-cancellation',
  version: '1',
  purpose: 'An order that nobody is to make is cancelled in Odoo and on the shop floor',
  owner: 'planner',
  on: ['mfg.production.order.cancelled.v1'],
  body: OrderCancelled,
  target: { p95: seconds(30), p99: minutes(2) },
  hearsConfirmations: true,

  facts: (_message, cancelled, file: OrderCase) => ({ order: orderUnlessKnown(cancelled.order, file) }),

  decide: (situation): Outcome<OrderFile> => {
    const { body, facts, message } = situation
    const draft = draftOf(facts.order, message.plant)
    if (draft)
      return {
        verdict: 'accepted',
        sentence: `${draft.label}, which was never released, is cancelled: ${body.reason}.`,
        intents: [ProductionLedger.cancelOrder(body)],
      }
    return onOpenOrder('cancel', situation, (file, next) => {
      const { label } = file.order
      if (next === 'cancelled' || situation.file?.state === 'cancelling')
        return { verdict: 'accepted', sentence: `${label} is cancelled already.` }
      const posted = postedFor(file)
      if (posted.length > 0) return refused(cannotBeCancelled(label, posted))
      return {
        verdict: 'accepted',
        sentence: `${label} is cancelled: ${body.reason}.`,
        file: { state: next, data: file },
        intents: [ProductionLedger.cancelOrder(body)],
      }
    })
  },

  answered({ body: answer, file, keeps }): Outcome<OrderFile> {
    if (!file) return { verdict: 'accepted', sentence: 'Odoo has answered.' }
    const isDone = answer.state === 'confirmed'
    const move = moveOf(file.state, isDone ? 'cancelled' : 'not-cancelled')
    const state = 'to' in move ? move.to : file.state
    if (isDone && file.state === 'cancelling') return tellCancelled(file.data.order, file.data, keeps)
    const sentence = isDone
      ? 'Odoo has cancelled the order.'
      : `Odoo did not cancel it: ${answer.failure?.sentence ?? 'it gave no reason'}`
    return { verdict: 'accepted', sentence, file: { state, data: file.data } }
  },
})
