import { openPool, primaryIn } from '#engine'
import { type Duration, minutes, seconds } from '#kernel/time'
import type { HubSettings } from './settings.ts'

/** A statement of the engine or of a page that goes unanswered for so long is given up, and its session with it. */
const PATIENCE = seconds(15)

/** The sessions of a hub: for its work and pages, for its door, and for what goes through much at a time. */
export function openPools(stack: AsyncDisposableStack, { estate, databaseUrl: url }: HubSettings) {
  const primary = primaryIn(url)
  const sessions = (name: string, connections: number, patience: Duration, steady = false) => {
    const pool = openPool({ url, primary, connections, name: `millwright ${estate.home}${name}`, patience, steady })
    stack.defer(() => pool.end())
    return pool
  }
  return {
    pool: sessions('', 12, PATIENCE),
    door: sessions(' door', 4, PATIENCE, true),
    slow: sessions(' slow', 2, minutes(30)),
  }
}
export type Pools = ReturnType<typeof openPools>
