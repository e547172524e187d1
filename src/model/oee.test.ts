import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hours, minutes } from '#kernel/time'
import { idealTime, oeeOf, type OeeSums } from './oee.ts'
import { quantity } from './quantity.ts'

const sums = (over: Partial<OeeSums> = {}): OeeSums => ({
  ...{ planned: hours(8), down: hours(2), ideal: hours(4), good: hours(3), untimed: 0, unplaced: 0 },
  ...over,
})

describe('OEE of a work centre', () => {
  it('is availability, performance and quality multiplied: good time over planned time', () => {
    const told = oeeOf([sums()])
    expect(told).toMatchObject({ availability: 0.75, performance: 2 / 3, quality: 0.75, oee: 0.375, isTooFast: false })
    expect(told).not.toHaveProperty('gap')
  })

  it('is not told where a part is missing, and nothing is that depends on it', () => {
    expect(oeeOf([sums({ unplaced: 1 })])).toMatchObject({ gap: 'unplaced', quality: 0.75 })
    expect(oeeOf([sums({ unplaced: 1 })])).not.toHaveProperty('availability')
    expect(oeeOf([sums({ planned: 0, down: 0 })])).toMatchObject({ gap: 'unplanned', quality: 0.75 })
    expect(oeeOf([sums({ untimed: 1 })])).toMatchObject({ gap: 'untimed', availability: 0.75 })
    expect(oeeOf([sums({ untimed: 1 })])).not.toHaveProperty('quality')
    expect(oeeOf([sums({ ideal: 0, good: 0 })])).toMatchObject({ gap: 'unreported', availability: 0.75 })
    expect(oeeOf([sums({ down: hours(8) })])).toMatchObject({ gap: 'all-down', availability: 0 })
    expect(oeeOf([])).toMatchObject({ gap: 'unplanned' })
  })

  it('is not cut where more was made than planned times allow: it says so', () => {
    expect(oeeOf([sums({ ideal: hours(9), good: hours(9) })])).toMatchObject({ performance: 1.5, isTooFast: true })
  })

  it('of shifts adds up to the day, and no part of it leaves its range', () => {
    const shift = fc
      .tuple(fc.nat(600), fc.nat(100), fc.nat(900), fc.nat(100))
      .map(([planned, down, ideal, good]): OeeSums => ({
        ...{ planned: minutes(planned), down: (minutes(planned) * down) / 100 },
        ...{ ideal: minutes(ideal), good: (minutes(ideal) * good) / 100, untimed: 0, unplaced: 0 },
      }))
    fc.assert(
      fc.property(fc.array(shift, { minLength: 1, maxLength: 4 }), (shifts) => {
        const { planned, good, availability = 1, performance = 0, quality = 1, oee, gap } = oeeOf(shifts)
        expect(planned).toBe(shifts.reduce((so, one) => so + one.planned, 0))
        for (const share of [availability, quality]) {
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(1)
        }
        expect(oee === undefined).toBe(gap !== undefined)
        if (oee === undefined) return
        expect(oee).toBeCloseTo(availability * performance * quality, 9)
        expect(oee * planned).toBeCloseTo(good, 3)
        // By planned time the whole is between its best shift and its worst.
        const each = shifts.map((one) => (one.planned > 0 ? one.good / one.planned : undefined))
        if (each.every((one) => one !== undefined)) {
          expect(oee).toBeLessThanOrEqual(Math.max(...each) + 1e-9)
          expect(oee).toBeGreaterThanOrEqual(Math.min(...each) - 1e-9)
        }
      }),
    )
  })

  it('knows how long a piece is planned to take from its order, and nothing where that says nothing', () => {
    expect(idealTime('90', quantity(30), quantity(10))).toBe(minutes(30))
    expect(idealTime('90', quantity(2, 'DZN'), quantity(12))).toBe(minutes(45))
    expect(idealTime('0', quantity(30), quantity(10))).toBeUndefined()
    expect(idealTime('90', quantity(0), quantity(10))).toBeUndefined()
  })
})
