import pg from 'pg'
import type { Events } from '../harness/events.ts'

/**
 * What an author writes who needs nothing but rows: one table with one generated key, one prepared statement that takes
 * arrays, each statement its own durable commit. No names, no lanes, no door.
 */
export interface RawInsert extends AsyncDisposable {
  /** One strand a session: inserts so many rows in one statement and resolves when they are durable. */
  readonly strands: readonly (() => Promise<number>)[]
  count(): Promise<number>
}

const insert = {
  name: 'raw-insert',
  text: 'insert into raw_event (key, event) select * from unnest($1::text[], $2::json[])',
}

export async function rawInsert(url: string, events: Events, sessions: number, rows: number): Promise<RawInsert> {
  const clients = await Promise.all(
    Array.from({ length: sessions }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  await clients[0]!.query(
    'create table if not exists raw_event (number bigint generated always as identity primary key, key text not null, event json not null)',
  )
  return {
    strands: clients.map((client) => async () => {
      const batch = Array.from({ length: rows }, () => events.next())
      await client.query({ ...insert, values: [batch.map(({ order }) => order), batch.map(({ text }) => text)] })
      return rows
    }),
    count: async () => {
      const { rows: found } = await clients[0]!.query<{ count: number }>('select count(*)::int as count from raw_event')
      return found[0]!.count
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.end()))
    },
  }
}
