import { inject } from 'vitest'
import { editions } from '../../src/local/odoo/editions/index.ts'
import { runningOdoo } from '../../src/local/odoo/running.ts'
import { childrenOf, isGone, signal } from '../../src/local/processes.ts'

/** Ends the run's Odoo as a power cut would: the server and its workers; whoever supervises it starts it again. */
export async function killOdoo(): Promise<void> {
  const server = runningOdoo(editions[inject('odooVersion')], { data: inject('odoo').data })?.pid
  if (server === undefined) throw new Error('there is no Odoo to kill')
  // Held still, so that it replaces nobody; and the last to go, so that nothing of it is left when it is missed.
  signal(server, 'SIGSTOP')
  for (const worker of childrenOf(server)) {
    signal(worker, 'SIGKILL')
    await isGone(worker, 10_000)
  }
  signal(server, 'SIGKILL')
  await isGone(server, 10_000)
}
