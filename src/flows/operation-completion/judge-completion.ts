import type { Policy } from '#engine'
import type { OperationCompleted, ProductionOrder } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { add, compare, convertible, type Quantity, zero } from '#model/quantity'
import { type Instant, isAfter } from '#kernel/time'
import { tallyOf, type ToleranceVerdict, weigh } from '../tolerance.ts'

type Operation = ProductionOrder['operations'][number]

export type CompletionVerdict =
  | ({
      readonly operation: Operation
      /** The operation before it has reported less good than this one: told, and cleared by its reports. */
      readonly ahead: boolean
    } & ToleranceVerdict)
  | { readonly kind: 'no-such-operation' }
  | { readonly kind: 'unit-does-not-convert' }
  | { readonly kind: 'ends-before-it-starts' }
  | { readonly kind: 'nothing-reported' }

/** Decides what a completion means for its order. Pure; the tolerance is a policy of the plant. */
export function judgeCompletion(
  report: Pick<
    OperationCompleted,
    'operation' | 'good' | 'scrap' | 'rework' | 'started' | 'machineTime' | 'labourTime' | 'final'
  >,
  occurredAt: Instant,
  { order, completed }: Pick<OrderFile, 'order' | 'completed'>,
  tolerance: Policy['overCompletion'],
): CompletionVerdict {
  const at = order.operations.findIndex(({ operation }) => operation === report.operation)
  const operation = order.operations[at]
  if (!operation) return { kind: 'no-such-operation' }
  const made = [report.good, ...(report.scrap ? [report.scrap] : []), ...(report.rework ? [report.rework] : [])]
  if (!made.every(({ uom }) => convertible(uom, order.ordered.uom))) return { kind: 'unit-does-not-convert' }
  if (report.started && isAfter(report.started, occurredAt)) return { kind: 'ends-before-it-starts' }
  const quantities = made.reduce<Quantity>((sum, one) => add(sum, one), zero(order.ordered.uom))
  const isEmpty = compare(quantities, zero(order.ordered.uom)) === 0
  if (isEmpty && !report.machineTime && !report.labourTime && !report.started && !report.final)
    return { kind: 'nothing-reported' }

  const weighed = weigh(order.ordered, tallyOf(completed, report.operation, order.ordered.uom), report.good, tolerance)
  const before = order.operations[at - 1]
  const ahead =
    before !== undefined && compare(weighed.total, tallyOf(completed, before.operation, order.ordered.uom)) > 0
  return { operation, ahead, ...weighed }
}
