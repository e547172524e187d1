import { Command } from 'commander'
import { askedToEnd } from '../local/farewell.ts'
import { onConnection } from '../local/postgres/connect.ts'
import { assertDurable } from '../local/postgres/durable.ts'
import { startPostgres } from '../local/postgres/start.ts'
import type { World } from './world.ts'

export const upCommand = (world: World) =>
  new Command('up')
    .description('start Millwright on this machine and keep it running until Ctrl-C')
    .addHelpText('after', '\nExample:\n  millwright up')
    .action(() => up(world))

async function up({ folders, say }: World): Promise<void> {
  const end = askedToEnd()
  await using postgres = await startPostgres({ folders: folders(), name: 'hub', durable: true, say })
  await onConnection(postgres, 'postgres', (client) => assertDurable((sql) => client.query(sql)))
  say(`PostgreSQL is ready on port ${postgres.port}; Ctrl-C stops it`)
  await Promise.race([end, postgres.ended])
  say('stopping')
}
