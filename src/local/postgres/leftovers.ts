import path from 'node:path'
import { commandOf, endProcess, isAlive } from '../processes.ts'
import { readIfThere } from '../secrets.ts'
import type { Say } from '../say.ts'

/** The server of this cluster that an earlier, dead owner left running, if any. */
export function leftoverServer(cluster: string): number | undefined {
  const pid = Number(readIfThere(path.join(cluster, 'postmaster.pid'))?.split('\n')[0])
  // The number may belong to somebody else by now, so the command line must name this very folder.
  return pid > 0 && isAlive(pid) && commandOf(pid).includes(`-D ${cluster} `) ? pid : undefined
}

/**
 * Stops a server that outlived its owner: we start our own instead of adopting it, because only a child of ours is
 * reaped, tethered, and known to run with the settings we ask for.
 */
export async function stopLeftover(cluster: string, say: Say): Promise<void> {
  const pid = leftoverServer(cluster)
  if (!pid) return
  say(`stopping the PostgreSQL (process ${pid}) that an earlier run left behind`)
  await endProcess(pid, 'SIGINT', 30_000)
}
