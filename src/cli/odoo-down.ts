import type { Version } from '../local/odoo/edition.ts'
import { editions } from '../local/odoo/editions/index.ts'
import { ownerOfOdoo } from '../local/odoo/running.ts'
import { commandOf, isGone, signal } from '../local/processes.ts'
import { Trouble } from '../local/trouble.ts'
import type { World } from './world.ts'

export async function odooDown(
  { folders, print }: World,
  { json = false, version }: { json?: boolean; version: Version },
): Promise<void> {
  const owner = ownerOfOdoo(editions[version], folders())
  if (owner) await stopKeeper(owner)
  const wasRunning = owner !== undefined
  if (json) print(JSON.stringify({ wasRunning }))
  else print(wasRunning ? 'Odoo is stopped; its data stays.' : 'Odoo was not running.')
}

async function stopKeeper(owner: number): Promise<void> {
  if (!commandOf(owner).includes('odoo keep')) {
    throw new Trouble('running', `Odoo was started by process ${owner}, not by "odoo up"; stop that process instead.`)
  }
  signal(owner, 'SIGTERM')
  if (!(await isGone(owner, 60_000))) {
    throw new Trouble('failed', `Process ${owner}, which keeps Odoo, does not end; end it with "kill -9 ${owner}".`)
  }
}
