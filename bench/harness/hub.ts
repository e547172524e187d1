import type pg from 'pg'
import { databaseOf, migrate } from '#engine'
import { createKey } from '#governance/keys'
import { systemClock, uuids } from '#kernel/world'
import { type HubProcess, startHubProcess } from '../../test/support/hub-process.ts'
import { type Connection, connectTo } from './connection.ts'
import { orderNamed, ORDERS } from './events.ts'

export const HOME = 'centre'
export const PLANT = 'A'
export const SYSTEM = 'mes'

/** The real hub, a process of its own. */
export interface BenchHub extends AsyncDisposable {
  readonly hub: HubProcess
  /** A kept connection to the events' door, with a key of its own: how often one key may come is limited. */
  connect(kind: 'single' | 'batch'): Promise<Connection>
}

export async function benchHub(
  { url, pool }: { readonly url: string; readonly pool: pg.Pool },
  systems: readonly object[],
  more: object = {},
  env: Readonly<Record<string, string>> = {},
): Promise<BenchHub> {
  await migrate(pool)
  const ids = uuids(systemClock)
  const wish = { plant: PLANT, system: SYSTEM, types: ['*'], days: 2, by: 'bench' }
  const hub = await startHubProcess({
    databaseUrl: url,
    env,
    estate: { home: HOME, plants: [{ id: PLANT, name: 'Plant A' }], systems, ...more },
  })
  // However the bench ends, nothing of it stays behind: neither a hub that is stopped.
  process.once('exit', () => {
    hub.child.kill()
    hub.child.kill('SIGCONT')
  })
  return {
    hub,
    connect: async (kind) =>
      connectTo(hub.url, '/api/v1/events', {
        authorization: `Bearer ${await createKey(databaseOf(pool), HOME, ids, systemClock.now(), wish)}`,
        'content-type': kind === 'batch' ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
      }),
    [Symbol.asyncDispose]: () => hub.stop(),
  }
}

/**
 * The lanes belong to a worker that is somewhere else, as in an installation with processes for the door and for the
 * work: this hub's workers look after every commit, find nothing that is free, and go.
 */
export async function holdLanes(pool: pg.Pool): Promise<void> {
  await pool.query(
    `insert into lane (plant, home, stream, key, urgency, owner, lease_until)
     select $1, $2, 'production-order', key, 1, 'elsewhere', clock_timestamp() + interval '1 day' from unnest($3::text[]) as key`,
    [PLANT, HOME, Array.from({ length: ORDERS }, (_, nth) => orderNamed(nth))],
  )
}
