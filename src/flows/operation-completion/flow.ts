import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OperationCompleted } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, negated, type Quantity, spoken, subtract } from '#model/quantity'
import { workedOn } from '../backflush.ts'
import { aheadReminder, nowSettled, whatIsMissing } from '../expected.ts'
import { onAnswer, onOpenOrder, type OrderCase, orderUnlessKnown, refused, wrong } from '../report.ts'
import { tallyOf } from '../tolerance.ts'
import { usedUpWith } from '../used-up-with.ts'
import { judgeCompletion } from './judge-completion.ts'

/** The MES reports work at an operation; Odoo's work order gets its quantity, its machine time and its labour. */
export const operationCompletion = defineFlow({
  name: 'operation-completion',
  version: '1',
  purpose: 'Work reported at an operation becomes progress, time and cost of its work order in Odoo',
  owner: 'supervisor',
  on: ['mfg.production.operation.completed.v1'],
  body: OperationCompleted,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, report, file: OrderCase) => ({ order: orderUnlessKnown(report.order, file) }),

  decide: (situation) =>
    onOpenOrder('complete', situation, (file, next): Outcome<OrderFile> => {
      const { body: report, message, policy, permits } = situation
      const { label, ordered } = file.order
      const verdict = judgeCompletion(report, message.occurredAt, file, policy.overCompletion)
      switch (verdict.kind) {
        case 'within':
        case 'above':
        case 'beyond': {
          if (verdict.kind === 'beyond' && !permits.includes('OVER_COMPLETION'))
            return refused(
              wrong(
                'OVER_COMPLETION',
                `Operation ${report.operation} of ${label} would stand at ${spoken(verdict.total)}, ${spoken(verdict.excess)} more than ordered and more than the plant allows.`,
                'Correct the quantity and retry, or override with a reason if the pieces are really there.',
              ),
            )
          const code = verdict.kind !== 'within' ? 'OVER_COMPLETION' : verdict.ahead ? 'PREDECESSOR_QTY' : undefined
          const said = `${spoken(report.good)} good at ${verdict.operation.name} (${report.operation}) of ${label}`
          const base = {
            ...file,
            completed: { ...file.completed, [report.operation]: verdict.total },
            scrapped: report.scrap ? add(file.scrapped, report.scrap) : file.scrapped,
          }
          const counted = report.rework ? withRework(base, report.operation, report.rework) : base
          return usedUpWith(situation, workedOn(counted, report.operation, madeBy(report)), (data, part, used) => ({
            verdict: code ? 'flagged' : 'accepted',
            ...(code ? { code } : {}),
            sentence: `${said}${code ? remarks[code] : '.'}${used}`,
            ...(verdict.ahead ? { reminders: aheadReminder(report.operation, policy) } : {}),
            ...settled(next, data),
            intents: [ProductionLedger.completeOperation({ ...report, ...part })],
          }))
        }
        case 'no-such-operation':
          return refused(
            wrong(
              'UNKNOWN_OPERATION',
              `${label} has no operation ${report.operation}.`,
              'Correct the operation and retry.',
            ),
          )
        case 'unit-does-not-convert':
          return refused(
            wrong(
              'UOM_NOT_CONVERTIBLE',
              `${label} is counted in ${ordered.uom}, which ${report.good.uom} does not convert into.`,
              'Correct the unit and retry.',
            ),
          )
        case 'ends-before-it-starts':
          return refused(
            wrong(
              'END_BEFORE_START',
              `The work at operation ${report.operation} of ${label} is said to end before it began.`,
              'Correct the times and retry.',
            ),
          )
        case 'nothing-reported':
          return refused(
            wrong(
              'QTY_NOT_POSITIVE',
              `The report on operation ${report.operation} of ${label} says nothing: no quantity, no time, not over.`,
              'Skip it with a reason, or correct it and retry.',
            ),
          )
      }
    }),

  due: ({ body: { name }, file, now, policy }): Outcome<OrderFile> =>
    whatIsMissing(name, now, file, policy) ?? { verdict: 'accepted', sentence: 'Nothing to do.' },

  answered: (situation) =>
    onAnswer(situation, (data, body) => {
      const report = Booked.parse(body)
      const before = data.completed[report.operation]
      const counted = {
        ...data,
        completed: before ? { ...data.completed, [report.operation]: subtract(before, report.good) } : data.completed,
        scrapped: report.scrap ? subtract(data.scrapped, report.scrap) : data.scrapped,
      }
      const all = report.rework ? withRework(counted, report.operation, negated(report.rework)) : counted
      return workedOn(all, report.operation, negated(madeBy(report)))
    }),
})

/** What was booked says what was made, and what was used up with it. */
const Booked = OperationCompleted.pick({ operation: true, good: true, scrap: true, rework: true }).strip()

/** Bad pieces have used material too. */
export const madeBy = ({ good, scrap, rework }: Pick<OperationCompleted, 'good' | 'scrap' | 'rework'>): Quantity =>
  [scrap, rework].reduce<Quantity>((sum, more) => (more ? add(sum, more) : sum), good)

/** Pieces that wait for rework. */
export function withRework(file: OrderFile, operation: string, amount: Quantity): OrderFile {
  const before = tallyOf(file.toRework ?? {}, operation, file.order.ordered.uom)
  return { ...file, toRework: { ...file.toRework, [operation]: add(before, amount) } }
}

/** What was missing and has come with this report is over. */
function settled(state: string, counted: OrderFile): Pick<Outcome<OrderFile>, 'file' | 'settles'> {
  const { file: data, settles } = nowSettled(counted)
  return { file: { state, data }, ...(settles ? { settles } : {}) }
}

const remarks = {
  OVER_COMPLETION: ': more than ordered, within what the plant allows.',
  PREDECESSOR_QTY: ': more than the operation before it has reported so far.',
}
