import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson, type Json, sha256 } from './canonical-json.ts'

const written = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { withCrossShrink: true },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
  ),
})).value

/** The same, its keys written down from the last to the first. */
const backwards = (value: Json): Json => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(backwards)
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, backwards(member!)]),
  )
}

it('in whichever order it was written, the same value is the same text, and nothing of it is lost', () => {
  fc.assert(
    fc.property(written, (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(backwards(value))).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

it('what is absent and what is undefined are one; nothing at all is null', () => {
  expect(canonicalJson({ lot: undefined, item: 'PUMP-3', quantity: [12, 'EA'] })).toBe(
    '{"item":"PUMP-3","quantity":[12,"EA"]}',
  )
  expect(canonicalJson({ b: undefined, a: undefined })).toBe('{}')
  expect(canonicalJson([])).toBe('[]')
  expect(canonicalJson(undefined)).toBe('null')
})

it('a hash is SHA-256, as everybody computes it', () => {
  const ofAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect([sha256('abc'), sha256(Buffer.from('abc'))]).toEqual([ofAbc, ofAbc])
})
