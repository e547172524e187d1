import type pg from 'pg'
import { bell, loop } from '#kernel/loop'
import { type Clock, type Duration, seconds } from '#kernel/time'
import { transaction } from './connect.ts'
import { statement } from './statements.ts'

const seeClock = statement('see-clock')
const readClock = statement('read-clock')
const beginClock = statement('begin-clock')
const moveWaits = statement('move-waits')

/** What stands still because the clock went back does so no longer. */
const OFTEN: Duration = seconds(2)

/**
 * Looks where the database's clock is, and moves along what waits when somebody put it back; answers by how much. Of
 * several processes on one database one does. A clock that is put forward is no matter: what is early is looked at again.
 */
export async function lookAtClock(pool: pg.Pool, home: string): Promise<Duration> {
  const { rowCount } = await pool.query({ ...seeClock, values: [home] })
  if (rowCount) return 0
  return transaction(pool, async (session) => {
    await session.query({ ...beginClock, values: [home] })
    const { rows } = await session.query<{ back: Duration }>({ ...readClock, values: [home] })
    const { back } = rows[0]!
    // Somebody else was here before us.
    if (back <= 0) return 0
    await session.query({ ...moveWaits, values: [home, back] })
    await session.query('update database_clock set seen = clock_timestamp() where home = $1', [home])
    return back
  })
}

export interface DatabaseClockParts {
  readonly pool: pg.Pool
  readonly home: string
  readonly clock: Clock
  readonly wake: () => void
  readonly log: { warn(about: object, sentence: string): void; error(about: object, sentence: string): void }
}

/** Watches the database's clock while the hub runs. */
export function watchDatabaseClock({ pool, home, clock, wake, log }: DatabaseClockParts): AsyncDisposable {
  const stop = new AbortController()
  const onError = (error: unknown) => {
    if (!stop.signal.aborted)
      log.error({ err: error, who: 'database clock' }, 'The database’s clock is not watched now')
  }
  const watching = loop({ clock, signal: stop.signal, bell: bell(), idle: OFTEN, onError }, async () => {
    const back = await lookAtClock(pool, home)
    if (back > 0) {
      log.warn({ back }, 'The database’s clock was put back; what waits was moved along')
      wake()
    }
    return { busy: false }
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await watching
    },
  }
}
