import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sourceFor, sourceIn } from './source.ts'

describe('the source tree of an Odoo that comes in no package', () => {
  const sources = mkdtempSync(path.join(tmpdir(), 'millwright-sources-'))
  afterAll(() => rmSync(sources, { recursive: true }))
  const place = (folder: string, release: string) => {
    mkdirSync(path.join(sources, folder, 'odoo'), { recursive: true })
    writeFileSync(path.join(sources, folder, 'odoo/release.py'), release)
  }

  it('is where the person says', () => {
    place('17', "version_info = (17, 0, 0, FINAL, 0, '')\n")
    expect(sourceFor('17', sources)).toBe(path.join(sources, '17'))
    expect(sourceIn(sources, '18')).toBeUndefined()
    expect(sourceIn(undefined, '17')).toBeUndefined()
  })

  it('is asked for where nobody has named it', () => {
    expect(() => sourceFor('18', undefined)).toThrow('name that folder in MILLWRIGHT_ODOO_SOURCES')
  })

  it('is refused when it is another version, or none', () => {
    place('16', 'version_info = (17, 0)\n')
    expect(() => sourceFor('16', sources)).toThrow('is Odoo 17; put the one of Odoo 16 there')
    place('15', '')
    expect(() => sourceFor('15', sources)).toThrow('is no source tree of Odoo')
  })
})
