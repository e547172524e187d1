import path from 'node:path'
import type { Folders } from '../folders.ts'

type Data = Pick<Folders, 'data'>

/** Ours: keys, ports, who runs it. */
export const odooFolder = ({ data }: Data) => path.join(data, 'odoo')

/** Odoo's: its configuration, log, compiled Python. */
export const servicePlace = (folders: Data) => path.join(odooFolder(folders), 'own')

/** Where Odoo puts attachments and sessions. */
export const filesPlace = (folders: Data) => path.join(servicePlace(folders), 'data')
