import path from 'node:path'
import { Command } from 'commander'
import { backUp, Trouble } from '../local/index.ts'
import { HUB_CLUSTER } from './hub-database.ts'
import type { World } from './world.ts'

export const backupCommand = (world: World): Command =>
  new Command('backup')
    .argument('<folder>', 'where it is to lie; must not be there yet, and is best on another disk')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      `
Copies the database that "millwright up" runs on this machine, while it works. The folder holds everything the hub knows
and the database's password: keep it as you keep secrets. A PostgreSQL of your own (DATABASE_URL) has its own backup.

Example:
  millwright backup /mnt/backups/millwright-monday`,
    )
    .action(async (folder: string, { json }: { json?: boolean }) => {
      assertOurs(world)
      const note = await backUp(world.folders(), HUB_CLUSTER, path.resolve(folder))
      if (json) return world.print(JSON.stringify(note))
      world.print(`What was acknowledged until ${note.takenAt} is in ${path.resolve(folder)}.`)
    })

/** Where the customer's PostgreSQL is used, its own tools know better. */
export function assertOurs({ env }: Pick<World, 'env'>): void {
  if (env['DATABASE_URL'])
    throw new Trouble(
      'failed',
      'DATABASE_URL names a PostgreSQL of your own: back it up and restore it with its own tools (pg_basebackup, pgBackRest).',
    )
}
