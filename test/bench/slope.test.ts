import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slopeOf } from '../../bench/harness/slope.ts'

const line = (slope: number, count: number, wild: (nth: number) => number = () => 0) =>
  Array.from({ length: count }, (_, nth) => ({ at: nth / 10, value: 180 + (slope * nth) / 10 + wild(nth) }))

describe('how fast memory grows', () => {
  it('is the slope of a line, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), fc.integer({ min: 2, max: 60 }), (slope, count) => {
        expect(slopeOf(line(slope, count))).toBeCloseTo(slope, 6)
      }),
    )
  })

  it('is not moved by a fifth of the points, however wild, nor by a level that goes up and down', () => {
    const peaks = line(1, 100, (nth) => (nth >= 80 ? 0 : nth % 5 === 0 ? 1000 : 0))
    expect(slopeOf(peaks)).toBeCloseTo(1, 1)
    const saw = line(0, 100, (nth) => nth % 10)
    expect(Math.abs(slopeOf(saw))).toBeLessThan(0.1)
  })

  it('is that of what stays, where each time a little is left behind', () => {
    const leak = line(0, 200, (nth) => (nth % 10) + Math.floor(nth / 10) * 0.5)
    expect(slopeOf(leak)).toBeCloseTo(0.5, 1)
  })
})
