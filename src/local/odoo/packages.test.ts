import { describe, expect, it } from 'vitest'
import { readAddresses } from './archive.ts'
import { editions } from './editions/index.ts'
import { packagesFor } from './packages.ts'

describe.each(Object.values(editions))('the list of packages of Odoo $version', (edition) => {
  it.each(['amd64', 'arm64'])('is complete for %s, each with its fingerprint', (architecture) => {
    const { odooPackage, wanted, needless } = edition.debian
    const packages = packagesFor(edition, architecture)
    const names = packages.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([...(odooPackage ? [odooPackage] : []), `${edition.python}-minimal`, 'libpq5', ...wanted]),
    )
    expect(names.filter((name) => needless.has(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
    for (const each of packages) expect(each.sha256).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe("apt's word for a package", () => {
  it('is understood', () => {
    const sha256 = 'a'.repeat(64)
    const line = `'http://m.example/debian/pool/main/z/z/z_1%2b2_all.deb' z_1+2_all.deb 42 SHA256:${sha256}\n`
    expect(readAddresses(line)).toEqual([
      { address: 'http://m.example/debian/pool/main/z/z/z_1%2b2_all.deb', size: 42, sha256 },
    ])
  })
})
