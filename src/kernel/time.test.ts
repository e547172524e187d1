import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  between,
  days,
  epochMilliseconds,
  hours,
  instant,
  isAfter,
  later,
  milliseconds,
  minutes,
  seconds,
} from './time.ts'

const moments = fc.integer({ min: 0, max: 4_102_444_800_000 })

it('a day is 24 hours of 60 minutes of 60 seconds of 1000 milliseconds', () => {
  expect([days(1), hours(24), minutes(1440), seconds(86_400), milliseconds(86_400_000)]).toEqual(
    Array.from({ length: 5 }, () => 86_400_000),
  )
})

it('what is later by a time is that time away, and sorts as text', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: days(400) }), (at, by) => {
      const from = instant(at)
      const to = later(from, by)
      expect([between(from, to), between(to, from), epochMilliseconds(from)]).toEqual([by, -by, at])
      expect([from < to, isAfter(to, from), isAfter(from, to), isAfter(from, from)]).toEqual([true, true, false, false])
    }),
  )
})

it('of two moments written with offsets the later one is after the other, whatever the clocks showed', () => {
  expect(isAfter('2026-11-24T06:00:00+01:00', '2026-11-24T05:30:00Z')).toBe(false)
  expect(isAfter('2026-11-24T05:30:00Z', '2026-11-24T06:00:00+01:00')).toBe(true)
})
