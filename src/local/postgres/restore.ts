import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { diskReason } from '#kernel/disk'
import type { Folders } from '../folders.ts'
import { tryLock } from '../lock.ts'
import { makeOpenFolder } from '../make-folder.ts'
import type { ServiceUser } from '../reach.ts'
import { readIfThere, writePrivately } from '../secrets.ts'
import { Trouble } from '../trouble.ts'
import { type BackupNote, backupIn } from './backup.ts'
import { postgresBinaries } from './binaries.ts'
import { restoredDraft } from './cluster.ts'
import { copyFolder, flush } from './copy.ts'
import { postgresFolder } from './start.ts'

export interface Restored {
  readonly note: BackupNote
  /** Where what was there before lies now. */
  readonly before: string | undefined
}

/**
 * Puts a backup in the place of a cluster that is stopped; what was there is moved aside and never deleted. PostgreSQL
 * makes it consistent when it starts.
 */
export async function restore(
  folders: Pick<Folders, 'cache' | 'data' | 'service'>,
  name: string,
  from: string,
  now: string,
): Promise<Restored> {
  const note = await backupIn(from)
  const { major } = postgresBinaries(folders)
  if (note.postgres !== major)
    throw new Trouble(
      'failed',
      `The backup in ${from} is of PostgreSQL ${note.postgres} and this Millwright brings ${major}; restore it with the Millwright that made it.`,
    )
  const folder = makeOpenFolder(postgresFolder(folders, name))
  const lock = tryLock(path.join(folder, 'owner.lock'))
  if ('heldBy' in lock)
    throw new Trouble('running', `The ${name} database is run by process ${lock.heldBy.pid}; stop it first.`)
  try {
    const cluster = path.join(folder, 'cluster')
    const fresh = restoredDraft(cluster)
    await rm(fresh, { recursive: true, force: true })
    await copyInto(fresh, from, folders.service)
    const before = existsSync(cluster) ? `${cluster}.before-${now.replaceAll(/[:.]/g, '-')}` : undefined
    if (before) await rename(cluster, before)
    writePrivately(path.join(folder, 'password'), readIfThere(path.join(from, 'password'))!)
    await rename(fresh, cluster)
    await flush(folder)
    return { note, before }
  } finally {
    lock.release()
  }
}

async function copyInto(fresh: string, from: string, owner: ServiceUser | undefined): Promise<void> {
  try {
    await copyFolder(path.join(from, 'cluster'), fresh, { owner })
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true }).catch(() => {})
    const reason = diskReason(cause)
    if (!reason) throw cause
    throw new Trouble(
      'failed',
      `The backup in ${from} could not be copied to ${path.dirname(fresh)}: ${reason}. The database is as it was; see to that, then run it again.`,
      { cause },
    )
  }
}
