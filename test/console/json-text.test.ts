import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indented, placeOf } from '../../src/console/words/json-text.ts'

/** As it comes out of a text: there is no minus zero in one. */
const json = fc
  .oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.dictionary(fc.constantFrom('a', 'a/b', 'm~n', '', '"', '{'), fc.jsonValue({ maxDepth: 3 })),
  )
  .map((value): unknown => JSON.parse(JSON.stringify(value)))

/** Every pointer of a value with what stands there. */
const placesIn = (value: unknown, pointer = ''): readonly (readonly [string, unknown])[] => [
  [pointer, value],
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, item]) =>
        placesIn(item, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      )
    : []),
]

describe('JSON as text', () => {
  it('is set in lines without a value being touched', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(indented(JSON.stringify(value)))).toEqual(value)
      }),
    )
    expect(indented('{"a":12.50,"n":12345678901234567890,"l":[1,{}],"e":[]}')).toBe(
      '{\n  "a": 12.50,\n  "n": 12345678901234567890,\n  "l": [\n    1,\n    {}\n  ],\n  "e": []\n}',
    )
    expect(indented(indented('{"a":[1]}'))).toBe(indented('{"a":[1]}'))
  })

  it('is found again by its pointer, however it is written', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(0, 1, 3), (value, space) => {
        const text = JSON.stringify(value, null, space)
        for (const [pointer, there] of placesIn(value)) {
          const [start, end] = placeOf(text, pointer)!
          expect(JSON.parse(text.slice(start, end))).toEqual(there)
        }
      }),
    )
  })

  it('that is half written, or has no such place, is no trouble', () => {
    fc.assert(
      fc.property(json, fc.nat(40), fc.string(), (value, length, pointer) => {
        const half = JSON.stringify(value).slice(0, length)
        expect(indented(half).replace(/\s/g, '')).toBe(half.replace(/\s/g, ''))
        placeOf(half, `/${pointer}`)
      }),
    )
    expect(placeOf('{"a":[1]}', '/a/1')).toBeUndefined()
  })
})
