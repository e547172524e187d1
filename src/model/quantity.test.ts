import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  compare,
  convert,
  convertible,
  quantity,
  Quantity,
  scale,
  spoken,
  subtract,
  type Unit,
} from './quantity.ts'

const amount = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    fc.integer({ min: 0, max: 6 }),
    fc.constantFrom<Unit>('KGM', 'GRM', 'TNE'),
  )
  .map(([digits, places, uom]) => {
    const text = digits
      .toString()
      .replace('-', '')
      .padStart(places + 1, '0')
    const value = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`
    return quantity(digits < 0n ? `-${value}` : value, uom)
  })

describe('an exact quantity', () => {
  it('adds without the errors of binary fractions', () => {
    expect(add(quantity('0.1', 'KGM'), quantity('0.2', 'KGM'))).toEqual(quantity('0.3', 'KGM'))
  })

  it('adds and takes away to where it was, whatever the units', () => {
    fc.assert(
      fc.property(amount, amount, (left, right) => {
        expect(compare(subtract(add(left, right), right), left)).toBe(0)
      }),
    )
  })

  it('adds in any order to the same', () => {
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        expect(compare(add(add(a, b), c), add(c, add(b, a)))).toBe(0)
      }),
    )
  })

  it('converts there and back exactly', () => {
    expect(convert(quantity('12.5', 'KGM'), 'GRM')).toEqual(quantity('12500', 'GRM'))
    fc.assert(
      fc.property(amount, (given) => {
        expect(compare(convert(convert(given, 'GRM'), given.uom), given)).toBe(0)
      }),
    )
  })

  it('never converts kilograms into pieces', () => {
    expect(convertible('KGM', 'H87')).toBe(false)
    expect(() => convert(quantity('1', 'KGM'), 'H87')).toThrow(RangeError)
  })

  it('scales by decimal text', () => {
    expect(scale(quantity('100'), '1.05')).toEqual(quantity('105'))
  })

  it.each(['1e3', '01.', '.5', 'NaN', 'Infinity', '1,5', '', ' 1', '1234567890123', '0.1234567'])(
    'does not take "%s" for a number',
    (value) => {
      expect(Quantity.safeParse({ value, uom: 'KGM' }).success).toBe(false)
    },
  )

  it('speaks as people do', () => {
    expect(spoken(quantity('12.50', 'KGM'))).toBe('12.5 kg')
  })
})
