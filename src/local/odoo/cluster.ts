import path from 'node:path'
import type { Folders } from '../folders.ts'
import { owner } from '../postgres/cluster.ts'
import type { Address } from '../postgres/connect.ts'
import { postgresFolder } from '../postgres/start.ts'
import { readIfThere } from '../secrets.ts'

export const odooClusterName = 'odoo'

/** Where the cluster of this clone's Odoo listens, whoever runs it. */
export function odooClusterAddress(folders: Pick<Folders, 'data'>): Address | undefined {
  const folder = postgresFolder(folders, odooClusterName)
  const password = readIfThere(path.join(folder, 'password'))?.trim()
  const port = Number(readIfThere(path.join(folder, 'port')))
  return password && port ? { host: '127.0.0.1', port, user: owner, password } : undefined
}
