import type { z } from 'zod'
import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { StandingFor } from '#model/backflush'
import { ProductionLedger } from '#model/ports/production-ledger'
import { MaterialIssued } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, type Quantity, spoken, subtract } from '#model/quantity'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'
import { tallyOf } from '../tolerance.ts'
import { usedUpWith } from '../used-up-with.ts'
import { judgeIssue } from './judge-issue.ts'
import { judgeSubstitute } from './judge-substitute.ts'
import { asItsLotAllows, lotIfNamed } from './lot.ts'
import { issueName, standingFor, standingForNothing } from './stand-ins.ts'
import { notOnTheOrder, troubleWith, whyNoSubstitute } from './troubles.ts'

/** The MES reports material taken for an order; Odoo's stock falls by it at once, and the order carries its cost. */
export const materialIssue = defineFlow({
  name: 'material-issue',
  version: '1',
  purpose: 'Material taken on the shop floor leaves stock in Odoo and becomes cost of its order',
  owner: 'supervisor',
  on: ['mfg.production.material.issued.v1'],
  body: MaterialIssued,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, issue, file: OrderCase) => ({
    order: orderUnlessKnown(issue.order, file),
    lot: lotIfNamed(issue),
  }),

  decide: (situation) =>
    onOpenOrder('issue', situation, (file, next): Outcome<OrderFile> => {
      const { body: issue, message, policy, permits } = situation
      const { insteadOf, lotStatus: _status, expires: _expires, ...booked } = issue
      const { label } = file.order
      const verdict = insteadOf
        ? ({ kind: 'not-on-the-order' } as const)
        : judgeIssue(issue, file, policy.overConsumption)
      const name = 'component' in verdict ? verdict.component.itemName : issue.item
      const said = `${spoken(issue.quantity)} of ${name}${issue.lot ? `, lot ${issue.lot},` : ''}`

      const book = (
        outcome: Pick<Outcome<OrderFile>, 'verdict' | 'code' | 'sentence'>,
        { counted = file, part: standing = {} }: StandIn = {},
      ) =>
        asItsLotAllows(
          situation,
          usedUpWith(
            situation,
            { ...counted, issued: { ...counted.issued, [issue.item]: issuedWith(file, issue) } },
            (data, part, used): Outcome<OrderFile> => ({
              ...outcome,
              sentence: outcome.sentence + used,
              file: { state: next, data },
              intents: [ProductionLedger.issueMaterial({ ...booked, ...part, ...standing })],
            }),
          ),
        )
      const flagged = (code: string, sentence: string) => ({ verdict: 'flagged', code, sentence }) as const
      /** How a total stands to what is needed: within, above and told, or beyond and only with a permit. */
      const weighed = (
        { kind, excess, total }: { readonly kind: string; readonly excess?: Quantity; readonly total: Quantity },
        sentence: string,
        standIn?: StandIn,
      ): Outcome<OrderFile> => {
        if (kind === 'within') return book({ verdict: 'accepted', sentence: `${sentence}.` }, standIn)
        const permitted = permits.includes('OVER_CONSUMPTION')
        if (kind === 'beyond' && !permitted)
          return refused(
            wrong(
              'OVER_CONSUMPTION',
              `${label} would have used ${spoken(total)} of ${name}, ${spoken(excess!)} more than it needs.`,
              'Correct the quantity and retry, or override with a reason if it was really used.',
            ),
          )
        const how =
          kind === 'beyond' ? ', as permitted' : `: ${spoken(excess!)} more than it needs, within what the plant allows`
        return book(flagged('OVER_CONSUMPTION', `${sentence}${how}.`), standIn)
      }

      if (verdict.kind !== 'not-on-the-order')
        return 'total' in verdict
          ? weighed(verdict, `${said} issued to ${label}`)
          : refused(troubleWith(verdict, issue, said, label))

      const other = judgeSubstitute(issue, file, policy, message.occurredAt)
      if ('total' in other) {
        const { component, equivalent } = other
        const sentence = `${said} issued to ${label} instead of ${spoken(equivalent)} of ${component.itemName}`
        return weighed(other, sentence, {
          counted: standingFor(file, issueName(message), component.item, equivalent, issue.quantity),
          part: { instead: { item: component.item, quantity: equivalent } },
        })
      }
      if (permits.includes('NOT_IN_BOM'))
        return book(flagged('NOT_IN_BOM', `${said} issued to ${label}, which does not list it, as permitted.`))
      return refused(whyNoSubstitute(other, issue, file.order) ?? notOnTheOrder(issue, label))
    }),

  answered: (situation) =>
    onAnswer(situation, (data, body) => {
      const { item, quantity } = Booked.parse(body)
      const { instead } = StandingFor.parse(body)
      const before = data.issued[item]
      const without = before ? { ...data, issued: { ...data.issued, [item]: subtract(before, quantity) } } : data
      return instead ? standingForNothing(without, issueName(situation.body.event), instead) : without
    }),
})

/** What the case counts and the books hear beside, where something stands for something else. */
interface StandIn {
  readonly counted?: OrderFile
  readonly part?: z.infer<typeof StandingFor>
}

/** All that was issued of the item, with this issue. */
const issuedWith = ({ issued }: OrderFile, { item, quantity }: MaterialIssued): Quantity =>
  add(tallyOf(issued, item, quantity.uom), quantity)

/** What was booked says what was issued, and what was given back for it. */
const Booked = MaterialIssued.pick({ item: true, quantity: true }).strip()
