import { type Instant, isAfter } from '#kernel/time'
import type { Calendar } from '#model/calendar'
import { expectedBy, missingReports } from '#model/expected-report'
import type { ProductionOrder } from '#model/production'
import type { OrderFile } from '#model/production-order-case'

/** An order of which a report has stayed away. */
export interface MissingRow extends Pick<OrderFile, 'order' | 'raised'> {
  readonly plant: string
}

/** A report that was expected by then and has not come: what it would say is in no figure. */
export interface MissingReport {
  readonly at: Instant
  readonly order: ProductionOrder
  readonly operation: ProductionOrder['operations'][number]
}

/** What should have been reported in a time; without a plan, or ahead of it, it is missing now. */
export const missingIn = (
  rows: readonly Omit<MissingRow, 'plant'>[],
  { from, until, now }: { readonly from: Instant; readonly until: Instant; readonly now: Instant },
  policy: { readonly calendar: Calendar; readonly timeZone: string },
): readonly MissingReport[] =>
  rows.flatMap((row) =>
    missingReports(row)
      .map((nth) => {
        const expected = expectedBy(row.order, nth, policy)
        // What was begun early is missed before its time.
        const at = expected === undefined || isAfter(expected, now) ? now : expected
        return { at, order: row.order, operation: row.order.operations[nth]! }
      })
      .filter(({ at }) => !isAfter(from, at) && isAfter(until, at)),
  )

/** Why figures may still change, where a report is missing. */
export function missingText(missing: readonly MissingReport[]): string | null {
  const [first] = missing
  if (!first) return null
  if (missing.length > 1) return `${missing.length} reports that were expected have not come.`
  return `${first.operation.name} of ${first.order.label} was expected to be reported, and was not.`
}
