import path from 'node:path'
import type { Folders } from '../folders.ts'
import { holderOf } from '../lock.ts'
import { readIfThere } from '../secrets.ts'
import { owner } from './cluster.ts'
import type { Address } from './connect.ts'
import { postgresFolder } from './start.ts'

/** Where a cluster of this clone listens, whoever runs it; undefined when it was never made. */
export function addressOfCluster(folders: Pick<Folders, 'data'>, name: string): Address | undefined {
  const folder = postgresFolder(folders, name)
  const password = readIfThere(path.join(folder, 'password'))?.trim()
  const port = Number(readIfThere(path.join(folder, 'port')))
  return password && port ? { host: '127.0.0.1', port, user: owner, password } : undefined
}

/** The same, while some living process runs it. */
export const runningCluster = (folders: Pick<Folders, 'data'>, name: string): Address | undefined =>
  holderOf(path.join(postgresFolder(folders, name), 'owner.lock')) && addressOfCluster(folders, name)
