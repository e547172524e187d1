import type pg from 'pg'
import { expect } from 'vitest'
import { type Instant } from '#kernel/time'
import { eventually } from '../support/eventually.ts'

/** A clock that stands until it is put forward: the hub's and its database's alike, so that a day passes in a minute. */
export interface VirtualTime {
  now(): Instant
  /** Puts it forward. */
  pass(to: Instant): Promise<void>
}

/** To be begun before a session is opened: each finds the standing clock before the database's own. */
export async function virtualTime(pool: pg.Pool, from: Instant): Promise<VirtualTime> {
  pool.on('connect', (session) => void session.query('set search_path = millwright, public, pg_catalog'))
  await pool.query('create table moment (at timestamptz not null)')
  await pool.query('insert into moment values ($1)', [from])
  await pool.query(
    `create function clock_timestamp() returns timestamptz language sql volatile as 'select at from millwright.moment'`,
  )
  let now = from
  return {
    now: () => now,
    async pass(to) {
      now = to
      await pool.query('update moment set at = $1', [to])
    },
  }
}

/** Waits until the hub has done all that is due. */
export const untilDone = (pool: pg.Pool): Promise<void> =>
  eventually(async () => expect((await pool.query(due)).rows).toEqual([]))

const due = `select lane_id::text from lane where ready_at <= clock_timestamp()
  union all select intent_id::text from intent where state in ('planned', 'sent', 'in-doubt')`
