import type { Folders } from '../folders.ts'
import type { Address } from '../postgres/connect.ts'
import { addressOfCluster } from '../postgres/running.ts'

export const odooClusterName = 'odoo'

/** Where the cluster of this clone's Odoo listens, whoever runs it. */
export const odooClusterAddress = (folders: Pick<Folders, 'data'>): Address | undefined =>
  addressOfCluster(folders, odooClusterName)
