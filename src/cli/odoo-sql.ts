import { odooClusterAddress } from '../local/odoo/cluster.ts'
import type { Version } from '../local/odoo/edition.ts'
import { editions } from '../local/odoo/editions/index.ts'
import { ownerOfOdoo, runningOdoo } from '../local/odoo/running.ts'
import { onConnection } from '../local/postgres/connect.ts'
import { Trouble } from '../local/trouble.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface Options {
  readonly version: Version
  readonly write?: boolean
  readonly database?: string
  readonly json?: boolean
}

export async function odooSql({ folders, print }: World, query: string, options: Options): Promise<void> {
  const where = folders()
  const edition = editions[options.version]
  const address = odooClusterAddress(edition, where)
  if (!address || !ownerOfOdoo(edition, where)) {
    throw new Trouble('missing', 'Odoo is not running here; start it with "millwright odoo up".')
  }
  const database = options.database ?? runningOdoo(edition, where)?.database ?? 'odoo'
  const rows = await onConnection(address, database, async (client) => {
    if (!options.write) await client.query('set default_transaction_read_only = on')
    return (await client.query(query)).rows as Record<string, unknown>[]
  }).catch((cause: Error) => {
    throw new Trouble('failed', `The database "${database}" refused: ${cause.message}.`, { cause })
  })
  print(options.json ? JSON.stringify(rows) : table(rows))
}
