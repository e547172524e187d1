import { type Instant, minutes } from '#kernel/time'
import { afterWork, type Calendar } from './calendar.ts'
import type { ProductionOrder } from './production.ts'
import type { OrderFile } from './production-order-case.ts'

/** What reminders are called that look for the report of an operation: when it should be over, and since it was begun. */
export const CONFIRMATION = 'confirmation-'
export const UNDER_WAY = 'under-way-'

/** A report that was expected and did not come. */
export const MISSED_CONFIRMATION = 'MISSED_CONFIRMATION'

/** When an operation should be over, which is when the next one needs it: by its own plan, else by its place in the order's. */
export function expectedBy(
  { operations, plannedStart }: Pick<ProductionOrder, 'operations' | 'plannedStart'>,
  at: number,
  { calendar, timeZone }: { readonly calendar: Calendar; readonly timeZone: string },
): Instant | undefined {
  const operation = operations[at]
  if (operation?.plannedEnd) return operation.plannedEnd
  if (!operation || !plannedStart) return undefined
  const before = operations.slice(0, at + 1).reduce((sum, { plannedMinutes }) => sum + Number(plannedMinutes), 0)
  return afterWork(calendar, timeZone, plannedStart, minutes(before))
}

/** The operations of an order whose report has stayed away, by their place in it, each once. */
export const missingReports = ({ order, raised = {} }: Pick<OrderFile, 'order' | 'raised'>): readonly number[] =>
  order.operations.flatMap(({ operation }, at) =>
    [CONFIRMATION, UNDER_WAY].some((kind) => raised[`${kind}${operation}`] === MISSED_CONFIRMATION) ? [at] : [],
  )
