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
import type { Edition } from './edition.ts'
import { type DebianPackage, packagesFor } from './packages.ts'
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

/** The folder of an unpacked Odoo with its Python and libraries; fetched and unpacked when it is not there yet. */
export async function odooFiles(edition: Edition, { cache }: Pick<Folders, 'cache'>, say: Say): Promise<string> {
  const architecture = architectures[process.arch]
  if (!architecture || !isDebian()) throw new Trouble('missing', withoutDebian)
  const listed = packagesFor(edition, architecture)
  const record = path.join(makeOpenFolder(cache), `packages-used-${edition.version}.json`)
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
    return known() ?? (await provide({ edition, cache, architecture, listed, record, say }))
  } finally {
    release()
  }
}

interface Provision {
  readonly edition: Edition
  readonly cache: string
  readonly architecture: string
  readonly listed: readonly DebianPackage[]
  readonly record: string
  readonly say: Say
}

async function provide({ edition, cache, architecture, listed, record, say }: Provision): Promise<string> {
  const { debian, version } = edition
  const mirrors = mirrorsOfThisMachine()
  const apt = privateApt(path.join(cache, `apt-${version}`), debian, mirrors, architecture)
  const folder = path.join(cache, 'packages')
  const packages = await fetchPackages({ folder, apt, mirrors, say }, listed)
  const root = path.join(cache, `odoo-${digest(packages)}`)
  const begun = Date.now()
  if (!existsSync(root)) {
    say(`unpacking Odoo ${version} (once)`)
    const odooFirst = packages.toSorted(
      (a, b) => Number(b.name === debian.odooPackage) - Number(a.name === debian.odooPackage),
    )
    await unpack(
      odooFirst.map((each) => fileOf(folder, each)),
      root,
      debian.leftOut,
    )
    say(`Odoo ${version} is unpacked after ${Math.round((Date.now() - begun) / 1000)} s`)
  }
  writePrivately(record, JSON.stringify({ listed: digest(listed), root, packages } satisfies Used, undefined, 1))
  return root
}
