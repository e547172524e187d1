import type { Outcome } from '#engine'
import type { OperationId, ProductionOrder } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { refused, wrong } from './report.ts'

/** Judges a report on one operation of an order; one that the order does not have is refused. */
export function atOperation(
  { operation: named }: { readonly operation: OperationId },
  { order }: OrderFile,
  judge: (operation: ProductionOrder['operations'][number], at: number) => Outcome<OrderFile>,
): Outcome<OrderFile> {
  const at = order.operations.findIndex(({ operation }) => operation === named)
  const operation = order.operations[at]
  if (operation) return judge(operation, at)
  return refused(
    wrong('UNKNOWN_OPERATION', `${order.label} has no operation ${named}.`, 'Correct the operation and retry.'),
  )
}
