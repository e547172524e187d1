import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Folders } from '../folders.ts'
import { waitForLock } from '../lock.ts'
import { makeOpenFolder } from '../make-folder.ts'
import type { Say } from '../say.ts'
import { readIfThere, writePrivately } from '../secrets.ts'
import { Trouble } from '../trouble.ts'
import { isDebian, privateApt, withoutDebian } from './apt.ts'
import { fetchPackages, fileOf } from './fetch.ts'
import { mirrorsOfThisMachine } from './mirrors.ts'
import { type DebianPackage, odooPackage, packagesFor } from './packages.ts'
import { unpack } from './unpack.ts'

const architectures: Readonly<Partial<Record<NodeJS.Architecture, string>>> = { x64: 'amd64', arm64: 'arm64' }

/** What was really unpacked: the listed packages, or their successors where the archive had moved on. */
interface Used {
  readonly listed: string
  readonly root: string
  readonly packages: readonly DebianPackage[]
}

const digest = (packages: readonly DebianPackage[]) =>
  createHash('sha256')
    .update(packages.map(({ sha256 }) => sha256).join())
    .digest('hex')
    .slice(0, 12)

/** The folder of the unpacked Odoo with its Python and libraries; fetched and unpacked when it is not there yet. */
export async function odooFiles({ cache }: Pick<Folders, 'cache'>, say: Say): Promise<string> {
  const architecture = architectures[process.arch]
  if (!architecture || !isDebian()) throw new Trouble('missing', withoutDebian)
  const listed = packagesFor(architecture)
  const record = path.join(makeOpenFolder(cache), 'packages-used.json')
  const known = () => {
    const used = JSON.parse(readIfThere(record) ?? '{}') as Partial<Used>
    return used.listed === digest(listed) && used.root && existsSync(used.root) ? used.root : undefined
  }
  const ready = known()
  if (ready) return ready
  const release = await waitForLock(path.join(cache, 'odoo.lock'), ({ pid }) =>
    say(`waiting for process ${pid}, which is fetching Odoo too`),
  )
  try {
    return known() ?? (await provide(cache, architecture, listed, record, say))
  } finally {
    release()
  }
}

async function provide(
  cache: string,
  architecture: string,
  listed: DebianPackage[],
  record: string,
  say: Say,
): Promise<string> {
  const mirrors = mirrorsOfThisMachine()
  const apt = privateApt(path.join(cache, 'apt'), mirrors, architecture)
  const folder = path.join(cache, 'packages')
  const packages = await fetchPackages({ folder, apt, mirrors, say }, listed)
  const root = path.join(cache, `odoo-${digest(packages)}`)
  const begun = Date.now()
  if (!existsSync(root)) {
    say('unpacking Odoo (once)')
    const odooFirst = packages.toSorted((a, b) => Number(b.name === odooPackage) - Number(a.name === odooPackage))
    await unpack(
      odooFirst.map((each) => fileOf(folder, each)),
      root,
    )
    say(`Odoo is unpacked after ${Math.round((Date.now() - begun) / 1000)} s`)
  }
  writePrivately(record, JSON.stringify({ listed: digest(listed), root, packages } satisfies Used, undefined, 1))
  return root
}
