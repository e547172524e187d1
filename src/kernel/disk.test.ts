import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { diskReason, flush, writeFlushed } from './disk.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-disk-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('a file is written for its owner alone; it and the name it has in its folder can be put on the disk', () => {
  const file = path.join(folder, 'key')
  writeFlushed(file, 'secret')
  flush(file)
  flush(folder)
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['secret', 0o600])
})

it('what is not there is not put on the disk', () => {
  expect(() => flush(path.join(folder, 'nothing'))).toThrow('ENOENT')
})

it('a file that has no folder is not written', () => {
  expect(() => writeFlushed(path.join(folder, 'no', 'key'), 'secret')).toThrow('ENOENT')
})

// A link, for what cannot be written is removed, and the device is the machine's.
it.runIf(process.platform === 'linux')('on a full disk nothing is left of a file, and people are told why', () => {
  const file = path.join(folder, 'key')
  symlinkSync('/dev/full', file)
  let why: unknown
  try {
    writeFlushed(file, 'secret')
  } catch (error) {
    why = error
  }
  expect([diskReason(why), readdirSync(folder)]).toEqual(['the disk is full', []])
})

it.each([undefined, new Error('out of paper'), Object.assign(new Error('nobody listens'), { code: 'ECONNREFUSED' })])(
  'of the disk %s says nothing',
  (error) => expect(diskReason(error)).toBeUndefined(),
)
