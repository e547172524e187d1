import type pg from 'pg'
import { postgresStore } from '#engine'
import type { Duration } from '#kernel/time'
import type { Look, StoreBench } from './store-bench.ts'

let made = 0

const clocks: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['lane', ['ready_at', 'lease_until']],
  ['inbox', ['ready_at']],
  ['conflict', ['ready_at', 'lease_until']],
  ['intent', ['ready_at', 'sent_at', 'doubted_at']],
]

const look = `
  select
    (select coalesce(json_agg(json_build_object('id', message.id, 'seq', message.seq,
      'progress', coalesce(progress, 'closed'), 'attempts', coalesce(attempts, 0), 'waitsFor', waits_for)
      order by message.key collate "C", message.seq), '[]')
      from message left join open_message using (message_id) where message.home = $1) as messages,
    (select coalesce(json_agg(json_build_object('key', split_part(effect_key, '.', 2), 'state', state, 'seq', seq,
      'attempts', attempts) order by split_part(effect_key, '.', 2) collate "C"), '[]')
      from intent where home = $1) as effects,
    (select coalesce(json_agg(json_build_object('id', message.id, 'code', code, 'isOpen', closed_at is null)
      order by message.id collate "C", code collate "C"), '[]')
      from exception join message using (message_id) where exception.home = $1) as exceptions,
    (select coalesce(json_agg(json_build_object('key', key, 'state', state, 'version', version)
      order by key collate "C"), '[]') from case_file where home = $1) as files,
    (select coalesce(sum(duplicates), 0)::int from seen join message using (message_id) where home = $1) as duplicates,
    (select count(*)::int from run where home = $1) as runs,
    (select count(*)::int from approval where home = $1) as approvals,
    (select count(*)::int from audit where home = $1) as audit`

/** PostgreSQL on the contract's bench: a home of one's own, whose rows are made older when time is to pass. */
export function postgresBench(pool: pg.Pool): StoreBench {
  const home = `bench-${++made}`
  return {
    store: postgresStore(pool, home),
    async pass(duration: Duration) {
      await Promise.all(
        clocks.map(([table, columns]) => {
          const older = columns.map((column) => `${column} = ${column} - $2 * interval '1 millisecond'`)
          return pool.query(`update ${table} set ${older.join(', ')} where home = $1`, [home, duration])
        }),
      )
    },
    async nameOf(what, id) {
      const { rows } = await pool.query<{ key: string }>(`select key from ${what} where ${what}_id = $1`, [id])
      return rows[0]!.key
    },
    async look() {
      const { rows } = await pool.query<Look & Record<string, never>>(look, [home])
      return rows[0]!
    },
  }
}
