import type { PortKeeper } from '#model/ports/port'
import type { Report } from '../harness/shop-floor.ts'
import { booked } from './booked.ts'

/** What most integrations are: each report one call, when the one before has answered. */
export async function oneByOne(ledger: PortKeeper, reports: readonly Report[]): Promise<void> {
  for (const report of reports) await booked(ledger, [report])
}
