import type { PortKeeper } from '#model/ports/port'
import type { Report } from '../harness/shop-floor.ts'
import { booked } from './booked.ts'

/**
 * What somebody writes who knows these procedures and needs nothing but their result: all orders of one kind of report in
 * one call, one call after the other, as much at once as the hub has under way. No journal, no order of arrival, no
 * judgement, nothing kept of what was asked.
 */
export async function handBatched(ledger: PortKeeper, reports: readonly Report[]): Promise<void> {
  const kinds = Map.groupBy(reports, ({ operation, body }) => `${operation} ${String(body['item'] ?? '')}`)
  for (const batch of kinds.values()) await booked(ledger, batch)
}
