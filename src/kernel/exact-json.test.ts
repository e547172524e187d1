import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseExactJson } from './exact-json.ts'

it('keeps the digits of every number as they were written', () => {
  const text = '{"a":12.500,"b":[1E5,-0,12345678901234567890.123456789],"c":"007","d":true,"e":null}'
  expect(parseExactJson(text)).toEqual({
    a: '12.500',
    b: ['1E5', '-0', '12345678901234567890.123456789'],
    c: '007',
    d: true,
    e: null,
  })
})

it('reads everything else as JSON.parse does', () => {
  const noNumbers = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value')),
      fc.dictionary(fc.string(), tie('value')),
    ),
  })).value
  fc.assert(
    fc.property(noNumbers, (value) => {
      const text = JSON.stringify(value)
      expect(JSON.stringify(parseExactJson(text))).toBe(JSON.stringify(JSON.parse(text)))
    }),
  )
})
