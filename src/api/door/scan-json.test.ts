import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scanJson } from './scan-json.ts'

const trapIn = (text: string) => scanJson(text, () => false).trap

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

/** One in which a value needs a look: an escape, a number that may be too large, a name with a meaning. */
const isPlain = (text: string) => scanJson(text, (name) => name === 'prototype').isPlain

it.each(['{"a":"b\\n"}', '[1e999]', `[${'9'.repeat(400)}]`, '{"prototype":1}', '{"a":{"prototype" : 1}}'])(
  'sees that %s has to be looked at',
  (text) => expect(isPlain(text)).toBe(false),
)

it('sees that usual events have not', () => {
  expect(
    isPlain('[{"id":"e1","data":{"order":"odoo.7","quantity":{"value":"12.5","uom":"H87"},"n":[1,-2.5,null]}}]'),
  ).toBe(true)
})

it('tells the items of a list as they were written', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), fc.constantFrom(undefined, 1), (list, indent) => {
      const { items } = scanJson(JSON.stringify(list, undefined, indent), () => false)
      expect(items.map((item) => JSON.parse(item) as unknown)).toEqual(JSON.parse(JSON.stringify(list)))
    }),
  )
})
