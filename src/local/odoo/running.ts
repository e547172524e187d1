import path from 'node:path'
import type { Folders } from '../folders.ts'
import { holderOf } from '../lock.ts'
import { isAlive } from '../processes.ts'
import { readIfThere, writePrivately } from '../secrets.ts'
import type { Edition } from './edition.ts'
import { editions, usualVersion, versions } from './editions/index.ts'
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

/** Where nobody says which: the one that runs, of the usual version first. */
export function anyRunningOdoo(folders: Pick<Folders, 'data'>): RunningOdoo | undefined {
  for (const version of [usualVersion, ...versions]) {
    const found = runningOdoo(editions[version], folders)
    if (found) return found
  }
  return undefined
}

/** Written when it answers; read by whoever wants to use it. */
export const announce = (folder: string, odoo: Announcement): void => writePrivately(file(folder), JSON.stringify(odoo))

export const ownerOfOdoo = (edition: Edition, folders: Pick<Folders, 'data'>): number | undefined =>
  holderOf(path.join(odooFolder(edition, folders), 'owner.lock'))?.pid

export function runningOdoo(edition: Edition, folders: Pick<Folders, 'data'>): RunningOdoo | undefined {
  const folder = odooFolder(edition, folders)
  const ownerPid = ownerOfOdoo(edition, folders)
  const written = readIfThere(file(folder))
  if (!ownerPid || !written) return undefined
  const odoo = JSON.parse(written) as Announcement
  const people = knownPeople(folder, odoo.database)
  return people && isAlive(odoo.pid) ? { ...odoo, ownerPid, people } : undefined
}
