import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { diskReason } from '#kernel/disk'
import type { Folders } from '../folders.ts'
import { readIfThere } from '../secrets.ts'
import { Trouble } from '../trouble.ts'
import { type Address, onConnection } from './connect.ts'
import { copyFolder, flush } from './copy.ts'
import { runningCluster } from './running.ts'
import { postgresFolder } from './start.ts'

/** What a backup says of itself. */
export interface BackupNote {
  /** What was acknowledged before this moment is in it. */
  readonly takenAt: string
  readonly cluster: string
  /** Major version of the PostgreSQL it is of. */
  readonly postgres: string
}
export const NOTE = 'backup.json'

/** What a server makes anew when it starts; the write-ahead log comes last, when all of it that is needed is there. */
const leftOut =
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/|^postmaster\.|(^|\/)pgsql_tmp/

/**
 * Copies a cluster while it works: PostgreSQL's own way for files (`pg_backup_start`), with the log from then on held by a
 * slot. The folder appears under its name when it is whole and on the disk.
 */
export async function backUp(folders: Pick<Folders, 'data'>, name: string, to: string): Promise<BackupNote> {
  const address = runningCluster(folders, name)
  if (!address) throw new Trouble('missing', `The ${name} database does not run here; start it with "millwright up".`)
  if (existsSync(to)) throw new Trouble('failed', `${to} is there already; name a folder that is not.`)
  const draft = `${to}.part`
  await rm(draft, { recursive: true, force: true })
  try {
    const note = await copyAtWork(path.join(postgresFolder(folders, name), 'cluster'), { name, address, draft })
    await rename(draft, to)
    await flush(path.dirname(to))
    return note
  } catch (cause) {
    // What may not be whole takes space, and somebody may take it for a backup.
    for (const each of [draft, to]) await rm(each, { recursive: true, force: true }).catch(() => {})
    const reason = diskReason(cause)
    if (!reason) throw cause
    throw new Trouble(
      'failed',
      `The backup could not be written to ${to}: ${reason}. Nothing of it counts, and earlier ones are as they were; see to that disk or name a folder on another, then run it again.`,
      { cause },
    )
  }
}

async function copyAtWork(
  cluster: string,
  { name, address, draft }: { readonly name: string; readonly address: Address; readonly draft: string },
): Promise<BackupNote> {
  await mkdir(draft, { recursive: true, mode: 0o700 })
  const copied = path.join(draft, 'cluster')
  const note = await onConnection(address, 'postgres', async (client) => {
    // Both end with this session, however it ends.
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [`backup_${process.pid}`])
    await client.query("select pg_backup_start('millwright', true)")
    await copyFolder(cluster, copied, { without: (inside) => leftOut.test(inside) })
    const { rows } = await client.query<{ labelfile: string; at: Date }>(
      'select labelfile, clock_timestamp() as at from pg_backup_stop(false)',
    )
    await writeNew(path.join(copied, 'backup_label'), rows[0]!.labelfile)
    await copyFolder(path.join(cluster, 'pg_wal'), path.join(copied, 'pg_wal'), {
      without: (inside) => inside.startsWith('archive_status/'),
    })
    await flush(copied)
    const postgres = readIfThere(path.join(copied, 'PG_VERSION'))!.trim()
    return { takenAt: rows[0]!.at.toISOString(), cluster: name, postgres }
  })
  await writeNew(path.join(draft, 'password'), `${address.password}\n`)
  await writeNew(path.join(draft, NOTE), `${JSON.stringify(note)}\n`)
  await flush(draft)
  return note
}

async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 })
  await flush(file)
}

/** The backup in a folder, or why there is none. */
export async function backupIn(folder: string): Promise<BackupNote> {
  const note = readIfThere(path.join(folder, NOTE))
  const there = existsSync(folder) ? await readdir(folder) : []
  if (note && there.includes('cluster') && there.includes('password')) return JSON.parse(note) as BackupNote
  throw new Trouble('missing', `${folder} holds no whole backup; name a folder that "millwright backup" made.`)
}
