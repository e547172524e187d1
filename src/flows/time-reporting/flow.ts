import { defineFlow, type Outcome } from '#engine'
import { between, hours, isAfter, minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { OrderFile } from '#model/production-order-case'
import { type Quantity, quantity } from '#model/quantity'
import { TimeReported } from '#model/work'
import { atOperation } from '../operation.ts'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'

/** A person's or a machine's time at an operation; Odoo books it at the rate of its work centre. */
export const timeReporting = defineFlow({
  name: 'time-reporting',
  version: '1',
  purpose: 'Time of people and machines becomes time and cost of its order in Odoo',
  owner: 'supervisor',
  on: ['mfg.production.labor.reported.v1'],
  body: TimeReported,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, report, file: OrderCase) => ({ order: orderUnlessKnown(report.order, file) }),

  decide: (situation) =>
    onOpenOrder('work', situation, (file, next) =>
      atOperation(situation.body, file, ({ name }): Outcome<OrderFile> => {
        const { body: report, policy, permits } = situation
        const at = `${name} (${report.operation}) of ${file.order.label}`
        const who = report.person ?? 'the machine'
        if (report.started && report.ended && !isAfter(report.ended, report.started))
          return refused(
            wrong(
              'END_BEFORE_START',
              `The time of ${who} at ${at} is said to end before it began.`,
              'Correct the times and retry.',
            ),
          )
        const worked = minutesOf(report)
        const isLong = Number(worked.value) > hours(16) / minutes(1)
        const overlap = permits.includes('OVERLAP') ? 'allow' : policy.personOverlap
        return {
          verdict: isLong ? 'flagged' : 'accepted',
          ...(isLong ? { code: 'LONG_TIME' } : {}),
          sentence: `${worked.value} min of ${who} at ${at}${isLong ? ', more than sixteen hours' : ''}.`,
          file: { state: next, data: file },
          intents: [ProductionLedger.reportTime({ ...report, overlap })],
        }
      }),
    ),

  answered: (situation) => onAnswer(situation, (data) => data),
})

/** How long it was, exact to the second, as Odoo keeps it. */
export function minutesOf({ minutes: told, started, ended }: TimeReported): Quantity {
  if (told !== undefined || !started || !ended) return quantity(told ?? 0, 'MIN')
  return quantity((Math.round(between(started, ended) / seconds(1)) / 60).toFixed(4), 'MIN')
}
