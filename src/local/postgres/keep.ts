import { setTimeout as pause } from 'node:timers/promises'
import { silently } from '../say.ts'
import type { TetheredService } from '../tether.ts'
import { Trouble } from '../trouble.ts'
import { type Address, onConnection, urlOf } from './connect.ts'
import { lastReason } from './last-reason.ts'
import { type PostgresWish, takeCluster } from './start.ts'

/** A PostgreSQL that is there for as long as somebody needs it. */
export interface KeptPostgres extends Address, AsyncDisposable {
  readonly url: (database: string) => string
}

/** How long it stays down before it is tried again: a disk that is full is full for a while. */
const SHORTEST = 500
const LONGEST = 8000

/**
 * Starts the embedded PostgreSQL, and again whenever it ends by itself, as a supervisor of the system would: on a full
 * disk it gives up, and cannot even start before there is room again.
 */
export async function keepPostgres(wish: PostgresWish): Promise<KeptPostgres> {
  const { name, say = silently } = wish
  const { folder, address, launch, release } = await takeCluster(wish)
  const stop = new AbortController()
  let server = launch()

  async function keep(): Promise<void> {
    for (let wait = SHORTEST, isDown = false; ;) {
      await server.ended
      if (stop.signal.aborted) return
      if (!isDown)
        say(
          `the ${name} database ended: ${lastReason(server.lastWords(100))}; see to that, it is started again until it stays`,
        )
      isDown = true
      await pause(wait, undefined, { signal: stop.signal }).catch(() => {})
      if (stop.signal.aborted) return
      server = launch()
      wait = Math.min(LONGEST, wait * 2)
      if (!(await answers(server, address, stop.signal))) continue
      say(`the ${name} database works again`)
      wait = SHORTEST
      isDown = false
    }
  }

  if (!(await answers(server, address, stop.signal))) {
    release()
    throw new Trouble('failed', `PostgreSQL did not start in ${folder}; its log ends with: ${server.lastWords()}`)
  }
  const keeping = keep()
  return {
    ...address,
    url: (database) => urlOf(address, database),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await server.stop(60_000)
      await keeping
      release()
    },
  }
}

/** Waits until it answers: after a crash it repeats what its log has, however long that takes. False: it ended instead. */
async function answers(server: TetheredService, address: Address, given: AbortSignal): Promise<boolean> {
  while (!server.hasEnded() && !given.aborted)
    try {
      await onConnection(address, 'postgres', async (client) => void (await client.query('select 1')))
      return true
    } catch {
      await pause(40)
    }
  return false
}
