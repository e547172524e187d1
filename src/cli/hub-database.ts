import { databaseOf, openPool } from '#engine'
import type { Database } from '#kernel/sql'
import { urlOf } from '../local/postgres/connect.ts'
import { runningCluster } from '../local/postgres/running.ts'
import { Trouble } from '../local/trouble.ts'
import type { World } from './world.ts'

export const HUB_CLUSTER = 'hub'
export const HUB_DATABASE = 'millwright'

type Pool = ReturnType<typeof openPool>

export interface HubDatabase {
  readonly pool: Pool
  readonly database: Database
}

/** The hub's database: the one that DATABASE_URL names, else the one on this machine while it runs. */
export function hubDatabaseUrl({ env, folders }: Pick<World, 'env' | 'folders'>): string {
  const named = env['DATABASE_URL']
  if (named) return named
  const here = runningCluster(folders(), HUB_CLUSTER)
  if (here) return urlOf(here, HUB_DATABASE)
  throw new Trouble(
    'missing',
    'The hub’s database does not run here and DATABASE_URL is not set; run "millwright up" in another terminal, or name a database.',
  )
}

/** Does something with the hub's database and lets it go again. */
export async function onHubDatabase<Result>(
  world: Pick<World, 'env' | 'folders'>,
  work: (hub: HubDatabase) => Promise<Result>,
): Promise<Result> {
  const pool = openPool({ url: hubDatabaseUrl(world), connections: 2, name: 'millwright command' })
  try {
    await assertMillwright(pool)
    return await work({ pool, database: databaseOf(pool) })
  } finally {
    await pool.end()
  }
}

async function assertMillwright(pool: Pool): Promise<void> {
  const { rows } = await pool
    .query<{ there: boolean }>("select to_regclass('millwright.migration') is not null as there")
    .catch((cause: Error) => {
      throw new Trouble('missing', `The hub’s database cannot be reached (${cause.message}); see that it runs.`, {
        cause,
      })
    })
  if (!rows[0]?.there)
    throw new Trouble(
      'missing',
      'The database has no Millwright in it yet; start the hub on it once, it makes its tables.',
    )
}
