import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rounded } from '../../simulators/odoo/books/units.ts'

describe('quantities of the simulated Odoo', () => {
  it('are what they are when they have two decimals, of millions of pieces too', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (cents) => {
        expect(rounded(cents / 100)).toBeCloseTo(cents / 100, 6)
        expect(rounded(rounded(cents / 100))).toBe(rounded(cents / 100))
      }),
    )
    expect(rounded(8_696_000)).toBe(8_696_000)
    expect(rounded(rounded(8_696_000 - 200) + 200)).toBe(8_696_000)
  })

  it('are rounded with halves up, also where a half cannot be said exactly', () => {
    expect([2.675, -2.675, 1.005, 0.004, 0.005].map(rounded)).toEqual([2.68, -2.68, 1.01, 0, 0.01])
  })
})
