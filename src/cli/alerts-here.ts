import { alertBook, type AlertBook } from '#alerts'
import type { Database } from '#kernel/sql'
import { systemClock, uuids } from '#kernel/world'
import { homeOf } from './home.ts'
import { onHubDatabase } from './hub-database.ts'
import type { World } from './world.ts'

/** Does something with the alerts of the hub on its database. */
export const onAlerts = <Result>(
  world: World,
  work: (book: AlertBook, database: Database) => Promise<Result>,
): Promise<Result> =>
  onHubDatabase(world, ({ database }) => {
    const parts = { database, home: homeOf(world), ids: uuids(systemClock), now: () => systemClock.now() }
    // Nothing a command tells leads to the console, unless somebody says where that is.
    return work(alertBook({ ...parts, console: () => world.env['MILLWRIGHT_CONSOLE_URL'] ?? '' }), database)
  })
