import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amount, compared, decimal, type Measure, rounded, unitsOf } from './units.ts'

const piece: Measure = { id: 1, name: 'Units', smallest: 0.01, worth: 1, kind: '1' }
const dozen: Measure = { id: 2, name: 'Dozens', smallest: 0.01, worth: 12, kind: '1' }
const kilo: Measure = { id: 3, name: 'kg', smallest: 0.01, worth: 1, kind: '2' }
const units = unitsOf(
  [piece, dozen, kilo],
  new Map([
    [1, 'uom.product_uom_unit'],
    [2, 'uom.product_uom_dozen'],
    [3, 'uom.product_uom_kgm'],
  ]),
)
const asked = (value: string, unit: string) => ({ value, unit })

describe('quantities in Odoo’s units', () => {
  it('a dozen is twelve pieces, and a kilogram is none', () => {
    expect(amount(asked('2.5', 'uom.product_uom_dozen'), piece, units)).toBe(30)
    expect(() => amount(asked('1', 'uom.product_uom_kgm'), piece, units)).toThrow('does not convert')
    expect(() => amount(asked('1', 'uom.nothing'), piece, units)).toThrow('Odoo has no unit')
  })

  it('what Odoo would round is refused', () => {
    expect(() => amount(asked('0.001', 'uom.product_uom_unit'), piece, units)).toThrow('cannot be booked exactly')
  })

  it('half goes up, and floats that mean a half are one', () => {
    expect([0.005, 1.005, 2.675, -1.005].map((one) => rounded(piece, one))).toEqual([0.01, 1.01, 2.68, -1.01])
  })

  it('what is rounded stays, and compares as nothing apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e7, max: 1e7 }), (cents) => {
        expect(rounded(piece, cents / 100)).toBeCloseTo(cents / 100, 10)
        expect(compared(piece, cents / 100, cents / 100 + 0.001)).toBe(0)
      }),
    )
  })

  it('is told as decimal text', () => {
    expect([0, -0, 12, 0.1 + 0.2, 1e-7].map(decimal)).toEqual(['0', '0', '12', '0.3', '0'])
  })
})
