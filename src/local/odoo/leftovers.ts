import path from 'node:path'
import { commandOf, endProcess, isAlive } from '../processes.ts'
import type { Say } from '../say.ts'
import { readIfThere, writePrivately } from '../secrets.ts'

const pidFile = (folder: string) => path.join(folder, 'pid')

export const rememberPid = (folder: string, pid: number): void => writePrivately(pidFile(folder), `${pid}\n`)

/** Stops an Odoo that outlived its owner; its number may be somebody else's by now, so its command line must fit. */
export async function stopLeftoverOdoo(configuration: string, folder: string, say: Say): Promise<void> {
  const pid = Number(readIfThere(pidFile(folder)))
  if (!pid || !isAlive(pid) || !commandOf(pid).includes(configuration)) return
  say(`stopping the Odoo (process ${pid}) that an earlier run left behind`)
  await endProcess(pid, 'SIGTERM', 20_000)
}
