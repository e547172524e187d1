import { execFile } from 'node:child_process'
import { appendFile, chown, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Folders } from '../../src/local/folders.ts'
import { makeOpenFolder } from '../../src/local/make-folder.ts'
import type { Binaries } from '../../src/local/postgres/binaries.ts'
import { onConnection } from '../../src/local/postgres/connect.ts'
import { type LocalPostgres, postgresFolder, startPostgres } from '../../src/local/postgres/start.ts'
import { writePrivately } from '../../src/local/secrets.ts'

/** A standby of a server that runs: a copy of it, which follows it from then on under its own name. */
export async function startStandby(
  folders: Folders,
  name: string,
  primary: LocalPostgres,
  binaries: Binaries | undefined,
): Promise<LocalPostgres> {
  const folder = makeOpenFolder(postgresFolder(folders, name))
  const cluster = path.join(folder, 'cluster')
  // Nobody's only copy, so not flushed as `backUp` does, which takes seconds.
  const label = await onConnection(primary, 'postgres', async (client) => {
    await client.query("select pg_backup_start('standby', true)")
    await promisify(execFile)('cp', ['-a', path.join(primary.folder, 'cluster'), cluster])
    return (await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')).rows[0]!.labelfile
  })
  await rm(path.join(cluster, 'postmaster.pid'))
  const { host, port, user, password } = primary
  const conninfo = `host=${host} port=${port} user=${user} password=${password} application_name=${name}`
  await appendFile(path.join(cluster, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`)
  for (const [file, text] of [
    ['backup_label', label],
    ['standby.signal', ''],
  ] as const) {
    await writeFile(path.join(cluster, file), text)
    if (folders.service) await chown(path.join(cluster, file), folders.service.uid, folders.service.gid)
  }
  writePrivately(path.join(folder, 'password'), `${password}\n`)
  return startPostgres({ folders, name, durable: true, binaries })
}
