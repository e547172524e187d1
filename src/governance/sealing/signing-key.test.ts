import { chmodSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Checkpoint, lineOf, openNote, signerFrom } from './note.ts'
import { sealFrom } from './signing-key.ts'

const place = () => mkdtempSync(path.join(os.tmpdir(), 'millwright-key-'))
const checkpoint: Checkpoint = {
  origin: 'millwright/centre/0011',
  size: 7,
  root: 'XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=',
  at: '2026-11-22T06:00:00.000Z',
}

describe('the signing key', () => {
  it('is made once, for our eyes only, and signs notes that its public line opens', () => {
    const folder = place()
    const file = path.join(folder, 'data', 'signing.key')
    const note = sealFrom(file).sign(checkpoint)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(path.dirname(file))).toEqual(['signing.key'])
    const signer = signerFrom(lineOf(sealFrom(file).signer))!
    expect(openNote(note, [signer])).toMatchObject({ checkpoint, signedBy: { name: 'millwright/audit' } })
  })

  it('opens nothing that was changed by a character, and nothing that another signed', () => {
    const seal = sealFrom(path.join(place(), 'k'))
    const other = sealFrom(path.join(place(), 'k'))
    const note = seal.sign(checkpoint)
    for (const [from, to] of [
      ['7', '8'],
      ['centre', 'center'],
      ['06:00', '07:00'],
      ['Xcna', 'Ycna'],
    ] as const)
      expect(openNote(note.replace(from, to), [seal.signer])).toMatchObject({ trouble: 'signature wrong' })
    expect(openNote(note, [other.signer])).toMatchObject({ trouble: 'signer unknown' })
    expect(openNote('half a note', [seal.signer])).toEqual({ trouble: 'not a checkpoint' })
    expect(signerFrom(lineOf(seal.signer).replace('+', '+0'))).toBeUndefined()
  })

  it('that others can read, is no key, or has nowhere to be, is refused in a sentence', () => {
    const file = path.join(place(), 'k')
    sealFrom(file)
    chmodSync(file, 0o644)
    expect(() => sealFrom(file)).toThrow('can be read by others')
    const wrong = path.join(place(), 'k')
    writeFileSync(wrong, 'no key', { mode: 0o600 })
    expect(() => sealFrom(wrong)).toThrow('is not a private key')
    expect(() => sealFrom(path.join(wrong, 'k'))).toThrow('cannot be read')
  })
})
