import type { Row } from './books.ts'
import type { Desk } from './dialect.ts'

/** Rows that changed since a moment, as most systems sort them: by when, and then as it happens to be, which is by number. */
export const changedSince = <Value>(rows: readonly Row<Value>[], since: number): readonly Row<Value>[] =>
  rows
    .filter(({ updatedAt }) => updatedAt >= since)
    .toSorted((one, other) => one.updatedAt - other.updatedAt || one.id - other.id)

/** Somebody works on while the list is read: its first row moves to the end, and the others move up by one. */
export function drift(desk: Desk, page: readonly Row<unknown>[], isLast: boolean): void {
  const [first] = page
  if (desk.faults.pageDrift && !isLast && first && desk.books.orders.newest(first.id))
    desk.do({ do: 'touch', order: first.id }, { skipWebhooks: true })
}
