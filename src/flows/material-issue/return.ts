import { defineFlow } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { StandingFor } from '#model/backflush'
import { ProductionLedger } from '#model/ports/production-ledger'
import { MaterialIssued, MaterialReturned } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, type Quantity, spoken, subtract, zero } from '#model/quantity'
import { onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { onReversalAnswer, originalOf, takeBack } from '../taking-back.ts'
import { usedUpWith } from '../used-up-with.ts'
import { issueName, partOf, standingForLess, standingForMore } from './stand-ins.ts'

/** Material that was issued comes back: Odoo books a return of the very move, never an edit. */
export const materialReturn = defineFlow({
  name: 'material-return',
  version: '1',
  purpose: 'Material that came back to the shelf returns to stock in Odoo with the value it left with',
  owner: 'supervisor',
  on: ['mfg.production.material.returned.v1'],
  body: MaterialReturned,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (message, body, file: OrderCase) => ({
    order: orderUnlessKnown(body.order, file),
    original: originalOf(message, body),
  }),

  decide: (situation) =>
    onOpenOrder('return', situation, (file, next) => {
      const { body, facts, policy } = situation
      const parts = {
        body,
        file,
        told: facts.original,
        type: 'mfg.production.material.issued.v1',
        operation: 'issueMaterial',
        quantityOf: (issue: unknown) => MaterialIssued.parse(issue).quantity,
        of: (issue: unknown) => MaterialIssued.parse(issue).item,
        patience: policy.patience.original,
      }
      return takeBack(parts, (original, amount, taken) => {
        const { item } = MaterialIssued.parse(original.body)
        const before = file.takenBack[original.effectKey]?.quantity ?? zero(amount.uom)
        const issue = issueName({ source: situation.message.source, id: body.reverses })
        const instead = partOf(file, issue, before, amount)
        const counted = less(taken, item, amount)
        return usedUpWith(situation, instead ? standingForLess(counted, instead) : counted, (data, part, used) => ({
          verdict: 'accepted',
          sentence: `${spoken(amount)} of ${item} returned from ${file.order.label}.${used}`,
          file: { state: next, data },
          intents: [
            ProductionLedger.returnMaterial({
              order: body.order,
              original: original.effectKey,
              quantity: amount,
              reason: body.reason,
              ...part,
              ...(instead ? { instead } : {}),
            }),
          ],
        }))
      })
    }),

  answered: (situation) =>
    onReversalAnswer(situation, (data, item, amount) => {
      const { instead } = StandingFor.parse(situation.body.body)
      const counted = more(data, item, amount)
      return instead ? standingForMore(counted, instead) : counted
    }),
})

const less = (file: OrderFile, item: string, amount: Quantity): OrderFile =>
  counted(file, item, (before) => subtract(before, amount))
const more = (file: OrderFile, item: string, amount: Quantity): OrderFile =>
  counted(file, item, (before) => add(before, amount))

function counted(file: OrderFile, item: string, change: (before: Quantity) => Quantity): OrderFile {
  const before = file.issued[item]
  return before ? { ...file, issued: { ...file.issued, [item]: change(before) } } : file
}
