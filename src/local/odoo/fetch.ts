import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { withProgress } from '../progress.ts'
import type { Say } from '../say.ts'
import { Trouble } from '../trouble.ts'
import { type PrivateApt } from './apt.ts'
import { currentPackages } from './archive.ts'
import type { Mirrors } from './mirrors.ts'
import type { DebianPackage } from './packages.ts'

export interface Depot {
  readonly folder: string
  readonly apt: PrivateApt
  readonly mirrors: Mirrors
  readonly say: Say
}

const downloader = '/usr/lib/apt/apt-helper'

export const fileOf = (folder: string, { path: place }: DebianPackage) => path.join(folder, path.basename(place))

/** Fetches what is not there yet; what the archive no longer has is replaced by its successor. Returns what it got. */
export async function fetchPackages(depot: Depot, listed: readonly DebianPackage[]): Promise<DebianPackage[]> {
  mkdirSync(depot.folder, { recursive: true })
  const gone = await download(depot, listed)
  if (gone.length === 0) return [...listed]
  const successors = await successorsOf(depot, gone)
  const stillGone = await download(depot, successors)
  if (stillGone.length > 0) throw unreachable(depot, stillGone)
  const replaced = new Set(gone.map(({ name }) => name))
  return [...listed.filter(({ name }) => !replaced.has(name)), ...successors]
}

async function successorsOf(depot: Depot, gone: readonly DebianPackage[]): Promise<DebianPackage[]> {
  const { apt, say } = depot
  say(`${gone.length} of the listed versions could not be had; asking the archive for newer ones`)
  const names = gone.map(({ name }) => name)
  const current = async () => {
    await apt.run('apt-get', ['update', '-qq', '-o', 'APT::Update::Error-Mode=any'])
    return currentPackages(apt, names)
  }
  const found = await current().catch((cause: unknown) => {
    throw unreachable(depot, gone, cause)
  })
  for (const { name, version } of found) {
    const before = gone.find((each) => each.name === name)?.version
    if (before !== version) say(`taking ${name} ${version} instead of ${before}, which the archive no longer has`)
  }
  return found
}

const unreachable = ({ mirrors }: Depot, missing: readonly DebianPackage[], cause?: unknown) =>
  new Trouble(
    'missing',
    `${missing.length} Debian packages (${missing[0]?.name}, …) could not be fetched from ${mirrors.debian}; check the network, then start again: what is already here is kept.`,
    { cause },
  )

/** Downloads what is missing and returns what could not be had with the right content. */
async function download(depot: Depot, packages: readonly DebianPackage[]): Promise<DebianPackage[]> {
  const missing = await withoutTheRightFile(depot.folder, packages)
  if (missing.length === 0) return []
  const total = missing.reduce((sum, { size }) => sum + size, 0)
  const have = () =>
    missing.reduce((sum, each) => sum + (statSync(fileOf(depot.folder, each), { throwIfNoEntry: false })?.size ?? 0), 0)
  const wishes = missing.flatMap((each) => [
    `${depot.mirrors[each.archive]}/${each.path.split('/').map(encodeURIComponent).join('/')}`,
    fileOf(depot.folder, each),
    `SHA256:${each.sha256}`,
  ])
  // A failed download shows in what is missing afterwards, so its complaint adds nothing.
  const work = depot.apt.run(downloader, ['download-file', ...wishes]).catch(() => {})
  await withProgress(
    depot.say,
    `fetching ${missing.length} Debian packages, ${(total / 1e6).toFixed(0)} MB`,
    have,
    work,
  )
  return withoutTheRightFile(depot.folder, missing)
}

async function withoutTheRightFile(folder: string, packages: readonly DebianPackage[]): Promise<DebianPackage[]> {
  const wrong: DebianPackage[] = []
  for (const each of packages) {
    const file = fileOf(folder, each)
    if (!existsSync(file) || (await sha256Of(file)) !== each.sha256) wrong.push(each)
  }
  return wrong
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
