import path from 'node:path'
import { commandOf, endProcess, isAlive } from '../processes.ts'
import type { Say } from '../say.ts'
import { readIfThere } from '../secrets.ts'

/** Stops an Odoo that outlived its owner; its number may be somebody else's by now, so its command line must fit. */
export async function stopLeftoverOdoo(configuration: string, folder: string, say: Say): Promise<void> {
  const pid = Number(readIfThere(path.join(folder, 'pid')))
  if (!pid || !isAlive(pid) || !commandOf(pid).includes(configuration)) return
  say(`stopping the Odoo (process ${pid}) that an earlier run left behind`)
  await endProcess(pid, 'SIGTERM', 20_000)
}
