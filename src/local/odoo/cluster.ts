import type { Folders } from '../folders.ts'
import type { Address } from '../postgres/connect.ts'
import type { Edition } from './edition.ts'
import { addressOfCluster } from '../postgres/running.ts'

/** Where the cluster of this clone's Odoo of a version listens, whoever runs it; it is called as the edition is. */
export const odooClusterAddress = (
  { name }: Pick<Edition, 'name'>,
  folders: Pick<Folders, 'data'>,
): Address | undefined => addressOfCluster(folders, name)
