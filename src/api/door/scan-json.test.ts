import fc from 'fast-check'
import { expect, it } from 'vitest'
import { trapIn } from './scan-json.ts'

it.each([
  ['{"a":1,"a":2}', /said twice/],
  ['{"a":{"b":1},"b":2,"a":3}', /said twice/],
  ['{"a":1,"\\u0061":2}', /said twice/],
  ['{"a\\"":1 , "a\\""\n:2}', /said twice/],
  ['['.repeat(33), /deeper/],
  ['{"a":"{\\"b\\":1,\\"b\\":2}"}', undefined],
  ['[{"a":1},{"a":1}]', undefined],
  ['{"a":["a","a"],"b":"a"}', undefined],
])('%s', (text, why) => {
  if (why) expect(trapIn(text)).toMatch(why)
  else expect(trapIn(text)).toBeUndefined()
})

it('takes whatever JSON itself writes, unless it is deep', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      expect(trapIn(text)).toBeUndefined()
    }),
  )
})

it('never stumbles over any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ':', ',', 'a', ' ') }), (text) => {
      trapIn(text)
    }),
  )
})
