import { execFile, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { isAlive } from '../../src/local/processes.ts'
import { isCapableOf } from '../support/capabilities.ts'
import { debianTool, without } from '../support/debian-tools.ts'

const run = promisify(execFile)

/** How file systems are made; neither leaves anything for later, which would come between. */
const kinds = {
  ext4: {
    tool: 'mkfs.ext4',
    args: ['-q', '-F', '-m', '0', '-E', 'lazy_itable_init=0,lazy_journal_init=0', '-J', 'size=8'],
  },
  xfs: { tool: 'mkfs.xfs', args: ['-q', '-f', '-m', 'reflink=1'] },
} as const

/** Why disks cannot be made here; undefined where they can. */
export const withoutDisks: string | undefined = whyNot()

function whyNot(): string | undefined {
  if (!isCapableOf('mount')) return 'only root on Linux may mount disks'
  if (!existsSync('/dev/loop-control')) return 'this machine has no loop devices'
  spawnSync('modprobe', ['-q', '-a', 'ext4', 'xfs'])
  const known = readFileSync('/proc/filesystems', 'utf8')
  const unknown = Object.keys(kinds).find((kind) => !known.includes(`\t${kind}\n`))
  if (unknown) return `the kernel does not know ${unknown}`
  return without('mkfs.ext4') ?? without('mkfs.xfs')
}

/** A disk of its own: a file system in a file, for as long as it is needed. */
export interface Disk extends AsyncDisposable {
  readonly path: string
  readonly image: string
  /** Takes it out of the machine; the file stays. */
  unmount(): Promise<void>
}

const PREFIX = 'millwright-disk-'

/** A new disk, of so many megabytes, which its file takes only as it fills. */
export async function aDisk(kind: keyof typeof kinds, megabytes: number, image = aPlace('.img')): Promise<Disk> {
  await removeLeftovers()
  const { tool, args } = kinds[kind]
  writeFileSync(image, '', { mode: 0o600 })
  truncateSync(image, megabytes * 1024 * 1024)
  const { command, env } = await debianTool(tool)
  await run(command, [...args, image], { env })
  return putIn(image)
}

/** Puts a disk into the machine: what its file says is all that is known of it. */
export async function putIn(image: string): Promise<Disk> {
  const place = aPlace()
  mkdirSync(place, { mode: 0o711 })
  // The loop device goes away with the mount.
  await run('mount', ['-o', 'loop', image, place])
  let isIn = true
  const unmount = async (): Promise<void> => {
    if (!isIn) return
    isIn = false
    await run('umount', [place]).catch(() => run('umount', ['-l', place]))
    rmdirSync(place)
  }
  return {
    path: place,
    image,
    unmount,
    [Symbol.asyncDispose]: async () => {
      await unmount()
      rmSync(image, { force: true })
    },
  }
}

let made = 0
const aPlace = (ending = ''): string => path.join(os.tmpdir(), `${PREFIX}${process.pid}-${made++}${ending}`)

/** What a run left behind that was killed. */
async function removeLeftovers(): Promise<void> {
  const isDead = (name: string) => {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? []
    return pid !== undefined && !isAlive(Number(pid))
  }
  const mounted = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .flatMap((line) => line.split(' ')[1] ?? [])
  for (const place of mounted.toReversed()) if (isDead(path.basename(place))) await run('umount', ['-l', place])
  for (const name of readdirSync(os.tmpdir()).filter(isDead))
    rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true })
}
