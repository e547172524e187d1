import { createHash, randomUUID } from 'node:crypto'
import { Failure } from '#kernel/failure'
import type { PortKeeper } from '#model/ports/port'
import type { Report } from '../harness/shop-floor.ts'

/** Calls the deployed procedure with these effects; whatever is not booked ends the bench. */
export async function booked(ledger: PortKeeper, reports: readonly Report[]): Promise<void> {
  const effects = reports.map(({ operation, body }) => ({
    key: createHash('sha256').update(randomUUID()).digest('hex'),
    port: ledger.port,
    operation,
    body,
    message: randomUUID(),
    correlation: randomUUID(),
    occurredAt: new Date().toISOString(),
  }))
  const answers = await ledger.perform(effects, { signal: AbortSignal.timeout(120_000), urgency: 'bulk' })
  for (const answer of answers) if (answer instanceof Failure) throw answer
}
