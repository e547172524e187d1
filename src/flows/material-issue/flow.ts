import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { MaterialIssued } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { spoken, subtract } from '#model/quantity'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'
import { usedUpWith } from '../used-up-with.ts'
import { judgeIssue } from './judge-issue.ts'

/** The MES reports material taken for an order; Odoo's stock falls by it at once, and the order carries its cost. */
export const materialIssue = defineFlow({
  name: 'material-issue',
  version: '1',
  purpose: 'Material taken on the shop floor leaves stock in Odoo and becomes cost of its order',
  owner: 'supervisor',
  on: ['mfg.production.material.issued.v1'],
  body: MaterialIssued,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, issue, file: OrderCase) => ({ order: orderUnlessKnown(issue.order, file) }),

  decide: (situation) =>
    onOpenOrder('issue', situation, (file, next): Outcome<OrderFile> => {
      const { body: issue, policy, permits } = situation
      const { label } = file.order
      const verdict = judgeIssue(issue, file, policy.overConsumption)
      const name = 'component' in verdict ? verdict.component.itemName : issue.item
      const said = `${spoken(issue.quantity)} of ${name}${issue.lot ? `, lot ${issue.lot},` : ''}`
      const book = (outcome: Pick<Outcome<OrderFile>, 'verdict' | 'code' | 'sentence'>, total = issue.quantity) =>
        usedUpWith(
          situation,
          { ...file, issued: { ...file.issued, [issue.item]: total } },
          (data, part, used): Outcome<OrderFile> => ({
            ...outcome,
            sentence: outcome.sentence + used,
            file: { state: next, data },
            intents: [ProductionLedger.issueMaterial({ ...issue, ...part })],
          }),
        )

      switch (verdict.kind) {
        case 'within':
          return book({ verdict: 'accepted', sentence: `${said} issued to ${label}.` }, verdict.total)
        case 'above': {
          const sentence = `${said} issued to ${label}: ${spoken(verdict.excess)} more than it needs, within what the plant allows.`
          return book({ verdict: 'flagged', code: 'OVER_CONSUMPTION', sentence }, verdict.total)
        }
        case 'beyond':
          if (permits.includes('OVER_CONSUMPTION')) {
            const sentence = `${said} issued to ${label}, as permitted.`
            return book({ verdict: 'flagged', code: 'OVER_CONSUMPTION', sentence }, verdict.total)
          }
          return refused(
            wrong(
              'OVER_CONSUMPTION',
              `${label} would have used ${spoken(verdict.total)} of ${name}, ${spoken(verdict.excess)} more than it needs.`,
              'Correct the quantity and retry, or override with a reason if it was really used.',
            ),
          )
        case 'not-on-the-order':
          if (permits.includes('NOT_IN_BOM'))
            return book({
              verdict: 'flagged',
              code: 'NOT_IN_BOM',
              sentence: `${said} issued to ${label}, which does not list it, as permitted.`,
            })
          return refused(
            wrong(
              'NOT_IN_BOM',
              `${label} does not need ${issue.item}.`,
              'Correct the item or the order and retry, or override with a reason if it was used in its place.',
            ),
          )
        case 'unit-does-not-convert':
          return refused(
            wrong(
              'UOM_NOT_CONVERTIBLE',
              `${name} is counted in ${verdict.component.required.uom}, which ${issue.quantity.uom} does not convert into.`,
              'Correct the unit and retry.',
            ),
          )
        case 'unit-suspect':
          return refused(
            wrong(
              'UOM_SUSPECT',
              `${said} for ${label} is far more than the ${spoken(verdict.component.required)} it needs: the unit is probably wrong.`,
              'Correct the unit or the quantity and retry.',
            ),
          )
        case 'lot-required':
          return refused(
            wrong(
              'LOT_REQUIRED',
              `${name} is kept by lot or serial number, and this issue to ${label} names none.`,
              'Add the lot and retry.',
            ),
          )
      }
    }),

  answered: (situation) =>
    onAnswer(situation, (data, body) => {
      const { item, quantity } = Booked.parse(body)
      const before = data.issued[item]
      return before ? { ...data, issued: { ...data.issued, [item]: subtract(before, quantity) } } : data
    }),
})

/** What was booked says what was issued, and what was given back for it. */
const Booked = MaterialIssued.pick({ item: true, quantity: true }).strip()
