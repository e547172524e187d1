import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { holderOf, tryLock } from './lock.ts'
import { birthOf } from './processes.ts'

describe('a lock', () => {
  let file: string
  beforeEach(() => {
    file = path.join(mkdtempSync(path.join(tmpdir(), 'millwright-lock-')), 'owner.lock')
  })

  it('says who holds it, until it is released', () => {
    const lock = tryLock(file)
    expect(tryLock(file)).toEqual({ heldBy: { pid: process.pid, birth: birthOf(process.pid) } })
    if ('release' in lock) lock.release()
    expect(holderOf(file)).toBeUndefined()
    expect(tryLock(file)).toHaveProperty('release')
  })

  it('is taken from a dead owner', () => {
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, birth: '1' }))
    expect(tryLock(file)).toHaveProperty('release')
  })

  it('is taken from a dead owner whose number a living process has now', () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, birth: 'long ago' }))
    expect(tryLock(file)).toHaveProperty('release')
  })

  it('is taken when only half of it was written', () => {
    writeFileSync(file, '')
    expect(tryLock(file)).toHaveProperty('release')
    writeFileSync(file, '{"pid"')
    expect(holderOf(file)).toBeUndefined()
  })
})
