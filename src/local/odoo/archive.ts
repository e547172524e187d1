import type { PrivateApt } from './apt.ts'
import type { Archive } from './mirrors.ts'
import type { DebianPackage } from './packages.ts'

interface Found {
  readonly address: string
  readonly size: number
  readonly sha256: string
}

/** `'http://…/pool/main/o/odoo/odoo-19_19.0.deb' odoo-19_19.0.deb 122533504 SHA256:9d2f…` */
export function readAddresses(printed: string): Found[] {
  return [...printed.matchAll(/^'([^']+)' \S+ (\d+) SHA256:([0-9a-f]{64})/gm)].map(
    ([, address = '', size, sha256 = '']) => ({
      address,
      size: Number(size),
      sha256,
    }),
  )
}

/** Asks the archive's signed lists which version of each package is current. */
export async function currentPackages(apt: PrivateApt, names: readonly string[]): Promise<DebianPackage[]> {
  const printed = await apt.run('apt-get', ['download', '--print-uris', '-qq', ...names])
  const places = await suitesOf(apt, names)
  return readAddresses(printed).map(({ address, size, sha256 }) => {
    const [, archive = 'debian', path = ''] =
      /\/(debian|debian-security)\/(pool\/.*)$/.exec(decodeURIComponent(address)) ?? []
    const [, name = '', version = '', architecture = ''] = /([^/_]+)_([^_]+)_([^_]+)\.deb$/.exec(path) ?? []
    const suite = places.get(`${name} ${version}`) ?? ''
    return { name, version, suite, architecture, archive: archive as Archive, path, size, sha256 }
  })
}

/** `apt-cache madison`: ` odoo-19 | 19.0.0+dfsg-1 | http://… sid/main amd64 Packages`; file names leave the epoch out. */
async function suitesOf(apt: PrivateApt, names: readonly string[]): Promise<Map<string, string>> {
  const printed = await apt.run('apt-cache', ['madison', ...names])
  const lines = printed.split('\n').map((line) => /^\s*(\S+) \|\s+(?:\d+:)?(\S+) \| \S+ ([^/\s]+)\//.exec(line))
  // The first mention wins: what is both in bookworm and in sid is bookworm's.
  return new Map(lines.reverse().flatMap((found) => (found ? [[`${found[1]} ${found[2]}`, found[3] ?? '']] : [])))
}
