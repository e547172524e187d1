import { execFile } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { chmod, mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Folders } from './folders.ts'
import { waitForLock } from './lock.ts'
import { makeOpenFolder } from './make-folder.ts'
import { isDebian, privateApt } from './odoo/apt.ts'
import { currentPackages } from './odoo/archive.ts'
import { fetchPackages, fileOf } from './odoo/fetch.ts'
import { mirrorsOfThisMachine } from './odoo/mirrors.ts'

/** Programs of Debian 12, unpacked beside the system; nothing is installed, so nobody has to be root. */
export interface DebianParts {
  /** A file of the parts, by its name as if they were installed. */
  readonly file: (name: string) => string
  /** By which their programs find their libraries. */
  readonly env: { readonly LD_LIBRARY_PATH: string }
}

const architectures: Readonly<Partial<Record<NodeJS.Architecture, string>>> = { x64: 'amd64', arm64: 'arm64' }

/** Where this is undefined they can be had; else the reason why not. */
export const withoutDebianParts: string | undefined =
  isDebian() && architectures[process.arch] ? undefined : 'this machine has no apt to fetch Debian packages with'

/** The packages, whose list names every library that a bare machine may lack; fetched and unpacked once. */
export async function debianParts(
  name: string,
  packages: readonly string[],
  { cache }: Pick<Folders, 'cache'>,
): Promise<DebianParts> {
  const root = path.join(makeOpenFolder(cache), `debian-${name}`)
  const release = await waitForLock(`${root}.lock`, () => {})
  try {
    if (!existsSync(root)) await provide(root, name, packages, cache)
  } finally {
    release()
  }
  const folders = globSync(['usr/lib/*-linux-gnu', 'lib/*-linux-gnu'], { cwd: root })
  return {
    file: (inside) => path.join(root, inside),
    env: { LD_LIBRARY_PATH: folders.map((folder) => path.join(root, folder)).join(':') },
  }
}

async function provide(root: string, name: string, packages: readonly string[], cache: string): Promise<void> {
  const say = (sentence: string) => process.stderr.write(`[${name}] ${sentence}\n`)
  const mirrors = mirrorsOfThisMachine()
  const shelf = { suites: ['bookworm', 'bookworm-security'], preferences: '' }
  const apt = privateApt(path.join(cache, `apt-${name}`), shelf, mirrors, architectures[process.arch]!)
  await apt.run('apt-get', ['update', '-qq'])
  const folder = path.join(cache, 'packages')
  const found = await fetchPackages({ folder, apt, mirrors, say }, await currentPackages(apt, packages))
  const draft = `${root}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft)
  for (const each of found) await promisify(execFile)('dpkg-deb', ['-x', fileOf(folder, each), draft])
  await chmod(draft, 0o755) // the service must come in, whatever our umask is
  await rename(draft, root)
}
