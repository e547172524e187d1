import type pg from 'pg'
import { bell, loop } from '#kernel/loop'
import { type Clock, days, hours, type Instant, later } from '#kernel/time'
import { transaction } from '../postgres/connect.ts'
import { statement } from '../postgres/statements.ts'
import { nextEnd } from './next-end.ts'

const readVolumes = statement('read-volumes')

/** What is written is always so far from the end of the last volume. */
const AHEAD = days(14)

/** What lies in the last volume of a kind: `message`, and `run`, whose volumes end where those of the messages end. */
interface LastVolume {
  readonly kind: 'message' | 'run'
  readonly endsAt: Instant
  readonly messagesADay: number
}

/**
 * Makes the volumes that the journal needs next; answers how many. Of several processes on one database one makes them.
 * Fails when somebody holds the journal's tables for long: nothing is made then, and asking again is right.
 */
export async function keepVolumes(pool: pg.Pool, now: Instant): Promise<number> {
  let made = 0
  while (await beganOne(pool, now)) made++
  return made
}

/** Each in a transaction of its own, so that no two tables are locked at a time. */
const beganOne = (pool: pg.Pool, now: Instant): Promise<boolean> =>
  transaction(pool, async (session) => {
    // Who waits for a table holds up those who come after: not for long.
    await session.query("set local lock_timeout = '2s'")
    await session.query("select pg_advisory_xact_lock(hashtext('millwright.volumes'))")
    const { rows } = await session.query<LastVolume>({ ...readVolumes, values: [now] })
    const [message, run] = rows as [LastVolume, LastVolume]
    const isBehind = run.endsAt < message.endsAt
    if (!isBehind && message.endsAt >= later(now, AHEAD)) return false
    const [kind, end] = isBehind
      ? [run.kind, message.endsAt]
      : [message.kind, nextEnd(message.endsAt, message.messagesADay)]
    await session.query('select begin_volume($1, $2)', [kind, end])
    return true
  })

export interface VolumesParts {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly log: { error(about: object, sentence: string): void }
}

/** Keeps the journal in volumes while the hub runs. */
export function startVolumes({ pool, clock, log }: VolumesParts): AsyncDisposable {
  const stop = new AbortController()
  const onError = (error: unknown) => {
    if (!stop.signal.aborted)
      log.error({ err: error }, 'The next volume of the journal is not there yet; this is tried again')
  }
  const keeping = loop({ clock, signal: stop.signal, bell: bell(), idle: hours(1), onError }, async () => {
    await keepVolumes(pool, clock.now())
    return { busy: false }
  })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await keeping
    },
  }
}
