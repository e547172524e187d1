import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvOf } from './csv.ts'

it('rows are read back as they were, whatever is in them', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['x', 1],
        ['says "no", twice', null],
      ],
    ),
  ).toBe('a,b\r\nx,1\r\n"says ""no"", twice",\r\n')
})

it('nothing that a plant says becomes a formula of a spreadsheet', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), (first, rest) => {
      const [, line = ''] = csvOf(['a'], [[first + rest]]).split('a\r\n')
      expect(line.replace(/^"/, '').startsWith("'")).toBe(true)
    }),
  )
})
