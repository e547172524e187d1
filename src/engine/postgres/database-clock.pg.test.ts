import { expect, it } from 'vitest'
import { lookAtClock } from '#engine'
import { hours, minutes } from '#kernel/time'
import { testDatabase } from '../../../test/support/database.ts'

it('a clock that was put back takes along what waits, once, and leaves what is due as it is', async () => {
  await using database = await testDatabase()
  const { pool } = database
  /** In minutes from now. */
  const waits = async () => {
    const { rows } = await pool.query(
      `select round(extract(epoch from ready_at - clock_timestamp()) / 60)::int as ready,
         round(extract(epoch from lease_until - clock_timestamp()) / 60)::int as held from conflict order by key`,
    )
    return rows.map(({ ready, held }) => [ready, held])
  }
  await pool.query(
    `insert into conflict (plant, home, system, key, urgency, ready_at, lease_until)
     select 'A', home, 'erp', key, 1, clock_timestamp() + ready * interval '1 minute', clock_timestamp() + held * interval '1 minute'
     from (values ('hub', 'a', -5, null), ('hub', 'b', 3, 1), ('hub', 'c', 240, null), ('other', 'd', 3, 1)) as row (home, key, ready, held)`,
  )
  expect(await lookAtClock(pool, 'hub')).toBe(0)
  expect(await waits()).toEqual([
    [-5, null],
    [3, 1],
    [240, null],
    [3, 1],
  ])

  // The clock is put back by an hour: all that was written is an hour further ahead.
  await pool.query("update database_clock set seen = seen + interval '1 hour'")
  await pool.query(
    "update conflict set ready_at = ready_at + interval '1 hour', lease_until = lease_until + interval '1 hour' where key <> 'a'",
  )
  const moved = await Promise.all([1, 2, 3].map(() => lookAtClock(pool, 'hub')))
  expect(Math.round(Math.max(...moved) / minutes(1))).toBe(hours(1) / minutes(1))
  expect(moved.filter((by) => by > 0)).toHaveLength(1)
  expect(await waits()).toEqual([
    [-5, null],
    [3, 1],
    [240, null],
    [63, 61],
  ])
})
