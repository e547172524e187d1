import { execFile } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { flush } from '#kernel/disk'
import { makeServiceFolder } from '../make-folder.ts'
import type { ServiceUser } from '../reach.ts'
import { writePrivately } from '../secrets.ts'
import { Trouble } from '../trouble.ts'
import type { Binaries } from './binaries.ts'

export const owner = 'millwright'

interface Wish {
  readonly folder: string
  readonly binaries: Binaries
  readonly service: ServiceUser | undefined
  readonly password: string
}

/** The folder of a complete cluster; made under another name first, so that an interrupted one is never taken for it. */
export async function completeCluster({ folder, binaries, service, password }: Wish): Promise<string> {
  const cluster = path.join(folder, 'cluster')
  if (existsSync(cluster)) {
    checkVersion(cluster, binaries.major)
    return cluster
  }
  if (existsSync(restoredDraft(cluster)))
    throw new Trouble(
      'failed',
      `A restore into ${folder} did not come to its end; run "millwright restore" again, with the same backup.`,
    )
  const draft = `${cluster}.new`
  rmSync(draft, { recursive: true, force: true })
  makeServiceFolder(draft, service)
  const passwordFile = path.join(draft, '..', 'cluster.password')
  writePrivately(passwordFile, `${password}\n`, service)
  try {
    await initdb(binaries, ['-D', draft, '-U', owner, `--pwfile=${passwordFile}`], folder, service)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, cluster)
  flush(folder)
  return cluster
}

/** Where a restore puts a backup together, beside the cluster whose place it is to take. */
export const restoredDraft = (cluster: string): string => `${cluster}.restored`

/** Every page is checksummed; no way in without a password. */
const character = ['--encoding=UTF8', '--data-checksums', '--auth=scram-sha-256']

/** Independent of the locales this machine happens to have; before PostgreSQL 17 as independent as its C library is. */
const localeOf = ({ major }: Binaries): string[] =>
  Number(major) < 17 ? ['--locale=C.UTF-8'] : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

async function initdb(
  binaries: Binaries,
  args: string[],
  folder: string,
  user: ServiceUser | undefined,
): Promise<void> {
  const program = binaries.initdb
  const wishes = [...asSomebody(user), program, ...args, ...localeOf(binaries), ...character]
  const [command = program, ...all] = wishes
  const identity = user && { uid: user.uid, gid: user.gid }
  const env = { LC_ALL: 'C', PATH: '/usr/bin:/bin', HOME: folder, ...binaries.env }
  try {
    await promisify(execFile)(command, all, { cwd: folder, env, ...identity })
  } catch (cause) {
    if (command === 'unshare') throw nameless(cause)
    const said = (cause as { stderr?: string }).stderr?.trim().split('\n').slice(-3).join(' ')
    throw new Trouble('failed', `PostgreSQL could not be set up in ${folder} (${said || (cause as Error).message}).`, {
      cause,
    })
  }
}

/** initdb insists on a name for its user; a number without a name (some containers) borrows `nobody`'s for it. */
function asSomebody(user: ServiceUser | undefined): string[] {
  if (user || hasName() || process.platform !== 'linux') return []
  return ['unshare', '--user', '--map-user=65534', '--map-group=65534']
}

const nameless = (cause: unknown) =>
  new Trouble(
    'missing',
    `Your user number ${process.getuid?.()} has no name on this machine, which PostgreSQL needs to set itself up; give it a line in /etc/passwd.`,
    { cause },
  )

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

function checkVersion(cluster: string, major: string): void {
  const file = path.join(cluster, 'PG_VERSION')
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'unknown'
  if (found === major) return
  throw new Trouble(
    'failed',
    `The database in ${cluster} is of PostgreSQL ${found} and this Millwright brings ${major}; move that folder away, or start the Millwright that made it and back it up first.`,
  )
}
