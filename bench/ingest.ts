import type pg from 'pg'
import { rawInsert } from './baselines/raw-insert.ts'
import { events } from './harness/events.ts'
import { benchHub, holdLanes, PLANT, SYSTEM } from './harness/hub.ts'
import { rowOf } from './harness/row.ts'
import { inTurn } from './harness/sample.ts'
import { sendersOver } from './harness/senders.ts'
import { perSecond } from './harness/window.ts'
import type { Wish } from './harness/wish.ts'

const WINDOW = 2000

/** The same number of events on their way, each side with its own best way of carrying them. */
const shapes = [
  { name: 'ingest.c1', connections: 1, each: 1, sessions: 1, rows: 1 },
  { name: 'ingest.c16', connections: 16, each: 1, sessions: 2, rows: 8 },
  { name: 'ingest.c64', connections: 64, each: 1, sessions: 2, rows: 32 },
  { name: 'ingest.batch100', connections: 2, each: 100, sessions: 2, rows: 100, goal: { atLeast: 0.5 } },
] as const

/** How fast events are taken over HTTP into the journal, beside rows that are just inserted. */
export async function ingest({ postgres, times, tell }: Wish): Promise<void> {
  const database = await postgres.database('hub')
  const raw = await postgres.database('raw')
  await using hub = await benchHub(database, [])
  await holdLanes(database.pool)
  const told = events(PLANT, SYSTEM)
  let accepted = 0
  for (const { name, connections, each, sessions, rows, ...goal } of shapes) {
    await using inserts = await rawInsert(raw.url, told, sessions, rows)
    const senders = await sendersOver(() => hub.connect(each === 1 ? 'single' : 'batch'), told, connections, each)
    const [ours, other] = await inTurn(
      times,
      () => perSecond(WINDOW, senders.strands),
      () => perSecond(WINDOW, inserts.strands),
    )
    const against = `rows inserted, ${rows} a statement, ${sessions} ${sessions === 1 ? 'session' : 'sessions'}`
    accepted += senders.close()
    await sameCount(database.pool, accepted)
    tell(rowOf({ name, unit: 'events/s', against, ...goal }, ours!, other!))
  }
}

/** Each acknowledged event stands in the journal, in its place in its lane, once. What the hub tells itself is not counted. */
async function sameCount(pool: pg.Pool, accepted: number): Promise<void> {
  const { rows } = await pool.query<{ journal: number; open: number; places: number }>(
    `with told as (select message_id, key, seq from message where type not like 'hub.%')
     select count(*)::int as journal, count(distinct (key, seq))::int as places,
       (select count(*)::int from open_message where message_id in (select message_id from told)) as open
     from told`,
  )
  const { journal, open, places } = rows[0]!
  if (journal !== accepted || open !== accepted || places !== accepted)
    throw new Error(`${accepted} were acknowledged; ${journal} are in the journal, ${open} open, ${places} places`)
}
