import { describe, expect, it } from 'vitest'
import { readAddresses } from './archive.ts'
import { needless, odooPackage, packagesFor, wanted } from './packages.ts'

describe('the list of packages', () => {
  it.each(['amd64', 'arm64'])('is complete for %s, each with its fingerprint', (architecture) => {
    const packages = packagesFor(architecture)
    const names = packages.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([odooPackage, 'python3.11-minimal', 'libpq5', ...wanted]))
    expect(names.filter((name) => needless.has(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
    for (const each of packages) expect(each.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it("understands how apt prints a package's address", () => {
    const sha256 = 'a'.repeat(64)
    const line = `'http://m.example/debian/pool/main/z/z/z_1%2b2_all.deb' z_1+2_all.deb 42 SHA256:${sha256}\n`
    expect(readAddresses(line)).toEqual([
      { address: 'http://m.example/debian/pool/main/z/z/z_1%2b2_all.deb', size: 42, sha256 },
    ])
  })
})
