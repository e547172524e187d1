import { inject } from 'vitest'
import { runningOdoo } from '../../src/local/odoo/running.ts'
import { childrenOf, isGone, signal } from '../../src/local/processes.ts'

/** Ends the run's Odoo as a power cut would: the server and its workers; whoever supervises it starts it again. */
export async function killOdoo(): Promise<void> {
  const folders = { data: inject('odoo').data }
  const server = runningOdoo(folders)?.pid
  if (server === undefined) throw new Error('there is no Odoo to kill')
  const all = [server, ...childrenOf(server)]
  for (const pid of all) signal(pid, 'SIGKILL')
  for (const pid of all) await isGone(pid, 10_000)
}
