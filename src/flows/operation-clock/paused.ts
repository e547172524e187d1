import { defineFlow, type EffectAnswered, type Outcome } from '#engine'
import { between, minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { ClockMark, OrderFile } from '#model/production-order-case'
import { Downtime, OperationPaused, OperationResumed } from '#model/work'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown } from '../report.ts'
import { nowSettled, standstillReminder, underWayReminder, whatIsMissing } from '../expected.ts'
import { marked } from './clock.ts'
import { atOperation } from '../operation.ts'

const common = {
  version: '1',
  owner: 'supervisor',
  target: { p95: seconds(30), p99: minutes(2) },
} as const

/** Work stands still: nothing is booked before it is known for how long. */
export const operationPause = defineFlow({
  ...common,
  name: 'operation-pause',
  purpose: 'A standstill is known while it lasts, with its reason',
  on: ['mfg.production.operation.paused.v1'],
  body: OperationPaused,
  facts: (_message, report, file: OrderCase) => ({ order: orderUnlessKnown(report.order, file) }),
  decide: (situation) =>
    onOpenOrder('work', situation, (file, next) =>
      atOperation(situation.body, file, ({ name }, at): Outcome<OrderFile> => {
        const { body, message, now, policy } = situation
        const mark: ClockMark = {
          what: 'paused',
          at: message.occurredAt,
          event: message.id,
          ...(body.reason ? { reason: body.reason } : {}),
        }
        const said = `${name} (${body.operation}) of ${file.order.label} stands still${body.reason ? `: ${body.reason}` : ''}.`
        const outcome = follows(file, next, body, mark, said)
        const data = outcome.file?.data ?? file
        return { ...outcome, reminders: standstillReminder(data, at, now, policy) }
      }),
    ),
  due: ({ body: { name }, file, now, policy }): Outcome<OrderFile> =>
    whatIsMissing(name, now, file, policy) ?? { verdict: 'accepted', sentence: 'Nothing to do.' },
  answered: (situation) => onAnswer(situation, (data, body) => unpaired(situation, data, body)),
})

/** Work goes on: Odoo gets the standstill as downtime of the work centre, with its reason. */
export const operationResumption = defineFlow({
  ...common,
  name: 'operation-resumption',
  purpose: 'A standstill that is over becomes downtime of its work centre in Odoo',
  on: ['mfg.production.operation.resumed.v1'],
  body: OperationResumed,
  facts: (_message, report, file: OrderCase) => ({ order: orderUnlessKnown(report.order, file) }),
  decide: (situation) =>
    onOpenOrder('work', situation, (file, next) =>
      atOperation(situation.body, file, ({ name }, at): Outcome<OrderFile> => {
        const { body, message, now, policy } = situation
        const mark = { what: 'resumed', at: message.occurredAt, event: message.id } as const
        const said = `${name} (${body.operation}) of ${file.order.label} goes on.`
        const outcome = follows(file, next, body, mark, said)
        const reminders = underWayReminder(outcome.file?.data ?? file, at, now, policy)
        return { ...outcome, reminders }
      }),
    ),
  due: ({ body: { name }, file, now, policy }): Outcome<OrderFile> =>
    whatIsMissing(name, now, file, policy) ?? { verdict: 'accepted', sentence: 'Nothing to do.' },
  answered: (situation) => onAnswer(situation, (data, body) => unpaired(situation, data, body)),
})

function follows(
  file: OrderFile,
  next: string,
  { order, operation }: Pick<Downtime, 'order' | 'operation'>,
  mark: ClockMark,
  said: string,
): Outcome<OrderFile> {
  const { marks, standstill } = marked(file.clock?.[operation] ?? [], mark)
  const { file: data, settles } = nowSettled({ ...file, clock: { ...file.clock, [operation]: marks } })
  const over = settles ? { settles } : {}
  if (!standstill) return { verdict: 'accepted', sentence: said, file: { state: next, data }, ...over }
  const stood = Math.round(between(standstill.started, standstill.ended) / minutes(1))
  return {
    verdict: 'accepted',
    sentence: `${said} It stood still for ${stood} min${standstill.reason ? `: ${standstill.reason}` : ''}.`,
    file: { state: next, data },
    ...over,
    intents: [ProductionLedger.recordDowntime({ order, operation, ...standstill })],
  }
}

/** Odoo did not take the downtime: the mark that brought it about is gone until it is retried, and finds the other one. */
function unpaired({ body: answer }: { readonly body: EffectAnswered }, data: OrderFile, body: unknown): OrderFile {
  const { operation, started, ended } = Downtime.parse(body)
  const marks = (data.clock?.[operation] ?? [])
    .filter(({ event }) => event !== answer.event.id)
    .map(({ paired, ...mark }) => (paired && ![started, ended].includes(mark.at) ? { ...mark, paired } : mark))
  return { ...data, clock: { ...data.clock, [operation]: marks } }
}
