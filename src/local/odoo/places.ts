import path from 'node:path'
import type { Folders } from '../folders.ts'
import type { Edition } from './edition.ts'

type Data = Pick<Folders, 'data'>
type Named = Pick<Edition, 'name'>

/** Ours: keys, ports, who runs it. */
export const odooFolder = ({ name }: Named, { data }: Data) => path.join(data, name)

/** Odoo's: its configuration, log, compiled Python. */
export const servicePlace = (edition: Named, folders: Data) => path.join(odooFolder(edition, folders), 'own')

/** Where Odoo puts attachments and sessions. */
export const filesPlace = (edition: Named, folders: Data) => path.join(servicePlace(edition, folders), 'data')
