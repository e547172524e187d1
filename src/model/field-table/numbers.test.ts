import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalFrom, decimalTo, exactText, type NumberFormat } from './numbers.ts'

const formats: readonly NumberFormat[] = [
  { decimal: '.' },
  { decimal: ',' },
  { decimal: ',', group: '.' },
  { decimal: '.', group: ',' },
  { decimal: ',', group: ' ' },
  { decimal: '.', group: "'" },
]
const format = fc.constantFrom(...formats)
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.option(fc.stringMatching(/^\d{1,12}$/)))
  .map(([minus, whole, fraction]) => `${minus ? '-' : ''}${whole}${fraction === null ? '' : `.${fraction}`}`)

describe('a number in the format of a plant', () => {
  it('comes back as it went, digit by digit', () => {
    fc.assert(
      fc.property(decimal, format, (text, as) => {
        expect(decimalFrom(decimalTo(text, as)!, as)).toBe(text)
      }),
    )
  })

  it('is never guessed: what is read, is written again as the very same text', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9.,' eE]{1,12}$/))
    fc.assert(
      fc.property(texts, format, (text, as) => {
        const read = decimalFrom(text, as)
        if (read === undefined) return
        expect(read).toMatch(/^-?\d+(\.\d+)?$/)
        const bare = (one: string) => one.replaceAll(as.group ?? '', '').replace(/^(-?)0+(?=\d)/, '$1')
        expect(bare(decimalTo(read, as)!)).toBe(bare(text))
      }),
    )
  })

  it.each([
    ['12,500', { decimal: ',' }, '12.500'],
    ['12,500', { decimal: '.', group: ',' }, '12500'],
    ['1.012,5', { decimal: ',', group: '.' }, '1012.5'],
    ['12.5', { decimal: ',', group: '.' }, undefined],
    ['12.50', { decimal: ',' }, undefined],
    ['007,50', { decimal: ',' }, '7.50'],
    ['1.0123,5', { decimal: ',', group: '.' }, undefined],
    ['1E5', { decimal: '.' }, undefined],
    ['.5', { decimal: '.' }, undefined],
    ['5.', { decimal: '.' }, undefined],
    ['', { decimal: '.' }, undefined],
    ['-', { decimal: '.' }, undefined],
    ['NaN', { decimal: '.' }, undefined],
    ['١٢', { decimal: '.' }, undefined],
    [' 1', { decimal: '.' }, undefined],
  ] as const)('%j in %o is %s', (text, as, read) => {
    expect(decimalFrom(text, as)).toBe(read)
  })

  it('that was parsed before counts only where no digit can be lost', () => {
    expect([0.1, 12.5, 42, -3].map(exactText)).toEqual(['0.1', '12.5', '42', '-3'])
    expect([0.1 + 0.2, 1e21, Number.NaN, 2 ** 63, 1e-7].map(exactText)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    )
  })
})
