import { chmodSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { foldersOf } from './folders.ts'

const uid = process.getuid?.() ?? -1

describe('where things lie', () => {
  let place: string
  let home: string
  let clone: string
  beforeEach(() => {
    place = mkdtempSync(path.join(tmpdir(), 'millwright-folders-'))
    chmodSync(place, 0o755)
    home = path.join(place, 'home')
    clone = path.join(place, 'clone')
    for (const folder of [home, clone]) mkdirSync(folder, { mode: 0o755 })
  })
  const where = (as: number, env: Record<string, string> = {}) =>
    foldersOf({ clone, home, uid: as, env, commonGround: place })

  it('lies in the home and in the clone of an ordinary user', () => {
    expect(where(1000)).toEqual({
      clone,
      service: undefined,
      cache: path.join(home, '.cache/millwright'),
      data: path.join(clone, '.data'),
    })
  })

  it('goes where the environment says', () => {
    const env = { MILLWRIGHT_CACHE: '/srv/cache', MILLWRIGHT_DATA: '/srv/data' }
    expect(where(1000, env)).toMatchObject({ cache: '/srv/cache', data: '/srv/data' })
    expect(where(1000, { XDG_CACHE_HOME: '/srv/caches' }).cache).toBe('/srv/caches/millwright')
  })

  describe.runIf(uid === 0)('as root', () => {
    it('stays beside the clone while the service can walk there', () => {
      expect(where(0)).toMatchObject({ data: path.join(clone, '.data'), service: { uid: expect.any(Number) } })
    })

    it('moves to common ground when home or clone is private', () => {
      chmodSync(home, 0o700)
      chmodSync(clone, 0o700)
      const { cache, data } = where(0)
      expect(cache).toBe(path.join(place, 'millwright-0/cache'))
      expect(data).toMatch(/\/millwright-0\/[0-9a-f]{12}$/)
    })

    it('refuses a wished folder the service cannot reach', () => {
      chmodSync(home, 0o700)
      expect(() => where(0, { MILLWRIGHT_DATA: path.join(home, 'data') })).toThrow(/MILLWRIGHT_DATA is .* cannot go/)
    })

    it('refuses common ground that somebody else prepared', () => {
      chmodSync(clone, 0o700)
      symlinkSync(home, path.join(place, 'millwright-0'))
      expect(() => where(0)).toThrow(/belongs to somebody else/)
    })
  })
})
