import path from 'node:path'
import type { Folders } from '../folders.ts'
import { holderOf } from '../lock.ts'
import { isAlive } from '../processes.ts'
import { readIfThere, writePrivately } from '../secrets.ts'
import { knownPeople, type People } from './people.ts'
import { odooFolder } from './places.ts'

/** The Odoo of this machine that some process (perhaps not ours) runs at this moment. */
export interface RunningOdoo {
  readonly url: string
  readonly database: string
  readonly pid: number
  /** The process that started it and will stop it. */
  readonly ownerPid: number
  readonly people: People
}

type Announcement = Pick<RunningOdoo, 'url' | 'database' | 'pid'>

const file = (folder: string) => path.join(folder, 'running.json')

/** Written when it answers; read by whoever wants to use it. */
export const announce = (folder: string, odoo: Announcement): void => writePrivately(file(folder), JSON.stringify(odoo))

export const ownerOfOdoo = (folders: Pick<Folders, 'data'>): number | undefined =>
  holderOf(path.join(odooFolder(folders), 'owner.lock'))?.pid

export function runningOdoo(folders: Pick<Folders, 'data'>): RunningOdoo | undefined {
  const ownerPid = ownerOfOdoo(folders)
  const written = readIfThere(file(odooFolder(folders)))
  if (!ownerPid || !written) return undefined
  const odoo = JSON.parse(written) as Announcement
  const people = knownPeople(odooFolder(folders), odoo.database)
  return people && isAlive(odoo.pid) ? { ...odoo, ownerPid, people } : undefined
}
