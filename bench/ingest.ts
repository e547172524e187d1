import type pg from 'pg'
import { rawInsert } from './baselines/raw-insert.ts'
import { events, orderNamed, ORDERS } from './harness/events.ts'
import { type BenchHub, benchHub, HOME, PLANT, SYSTEM } from './harness/hub.ts'
import { rowOf } from './harness/row.ts'
import { inTurn } from './harness/sample.ts'
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
    const senders = await sendersTo(hub, told, connections, each)
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

/**
 * The lanes belong to a worker that is somewhere else, as in an installation with processes for the door and for the
 * work: this hub's workers look after every commit, find nothing that is free, and go.
 */
async function holdLanes(pool: pg.Pool): Promise<void> {
  await pool.query(
    `insert into lane (plant, home, stream, key, urgency, owner, lease_until)
     select $1, $2, 'production-order', key, 1, 'elsewhere', clock_timestamp() + interval '1 day' from unnest($3::text[]) as key`,
    [PLANT, HOME, Array.from({ length: ORDERS }, (_, nth) => orderNamed(nth))],
  )
}

/** Connections that send the next event, or a batch, as soon as the one before is acknowledged. */
async function sendersTo(hub: BenchHub, told: ReturnType<typeof events>, connections: number, each: number) {
  const open = await Promise.all(
    Array.from({ length: connections }, () => hub.connect(each === 1 ? 'single' : 'batch')),
  )
  let accepted = 0
  return {
    strands: open.map((connection) => async () => {
      const texts = Array.from({ length: each }, () => told.next().text)
      const status = await connection.post(each === 1 ? texts[0]! : `[${texts.join(',')}]`)
      if (status !== 202) throw new Error(`the door answered ${status}`)
      accepted += each
      return each
    }),
    close: () => {
      for (const connection of open) connection.close()
      return accepted
    },
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
