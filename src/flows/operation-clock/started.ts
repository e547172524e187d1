import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { OrderFile } from '#model/production-order-case'
import { isPositive, zero } from '#model/quantity'
import { OperationStarted } from '#model/work'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { underWayReminder, whatIsMissing } from '../expected.ts'
import { tallyOf } from '../tolerance.ts'
import { marked } from './clock.ts'
import { atOperation } from '../operation.ts'

/** Work at an operation begins: Odoo's work order is in progress from then on. */
export const operationStart = defineFlow({
  name: 'operation-start',
  version: '1',
  purpose: 'An operation that is begun on the floor is in progress in Odoo',
  owner: 'supervisor',
  on: ['mfg.production.operation.started.v1'],
  body: OperationStarted,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, report, file: OrderCase) => ({ order: orderUnlessKnown(report.order, file) }),

  decide: (situation) =>
    onOpenOrder('work', situation, (file, next) =>
      atOperation(situation.body, file, (operation, at): Outcome<OrderFile> => {
        const { body: report, message, now, policy } = situation
        const mark = { what: 'started', at: message.occurredAt, event: message.id } as const
        const { marks } = marked(file.clock?.[report.operation] ?? [], mark)
        const data = { ...file, clock: { ...file.clock, [report.operation]: marks } }
        const isEarly = !hasBegun(file, at - 1)
        const said = `${operation.name} (${report.operation}) of ${file.order.label} is begun`
        return {
          verdict: isEarly ? 'flagged' : 'accepted',
          ...(isEarly ? { code: 'OUT_OF_ROUTING_ORDER' } : {}),
          sentence: isEarly ? `${said}, before the operation ahead of it.` : `${said}.`,
          file: { state: next, data },
          intents: [ProductionLedger.startOperation(report)],
          reminders: underWayReminder(data, at, now, policy),
        }
      }),
    ),

  due: ({ body: { name }, file, now, policy }): Outcome<OrderFile> =>
    whatIsMissing(name, now, file, policy) ?? { verdict: 'accepted', sentence: 'Nothing to do.' },

  answered: (situation) =>
    onAnswer(situation, (data, body) => {
      const { operation } = OperationStarted.parse(body)
      const { id } = situation.body.event
      const marks = (data.clock?.[operation] ?? []).filter(({ event }) => event !== id)
      return { ...data, clock: { ...data.clock, [operation]: marks } }
    }),
})

/** Whether anything was heard of the operation at a place of the routing; before the first there is none to wait for. */
function hasBegun({ order, clock, completed }: OrderFile, at: number): boolean {
  const before = order.operations[at]
  if (!before) return true
  const { operation } = before
  return (clock?.[operation]?.length ?? 0) > 0 || isPositive(tallyOf(completed, operation, zero(order.ordered.uom).uom))
}
