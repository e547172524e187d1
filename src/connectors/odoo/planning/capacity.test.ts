import { describe, expect, it } from 'vitest'
import { capacityOf } from './capacity.ts'

const shift = (weekday: number, from: number, until: number, over = {}) => ({
  ...{ weekday, from, until, week: undefined, isBreak: false },
  ...over,
})
const berlin = (first: string, last = first) => ({ first, last, timeZone: 'Europe/Berlin' })

describe('DOM-05: what a work centre can do on a day', () => {
  const tuesday = [shift(1, 8, 12), shift(1, 12, 13, { isBreak: true }), shift(1, 13, 17)]

  it('is its hours less what is closed in them, each moment once', () => {
    const window = { from: '2026-11-24T05:00:00Z', until: '2026-11-24T09:00:00Z' }
    const holiday = { from: '2026-11-24T08:00:00Z', until: '2026-11-24T10:00:00Z' }
    expect(capacityOf(berlin('2026-11-23', '2026-11-24'), tuesday, [window, holiday])).toEqual([
      { day: '2026-11-23', calendar: 0, closed: 0, free: 0 },
      // Open 08–12 and 13–17 by its clock, closed from 06 to 11.
      { day: '2026-11-24', calendar: 480, closed: 180, free: 300 },
    ])
  })

  it('is 23 hours or 25 where the clock is changed and nobody said when it works', () => {
    const days = (first: string) => capacityOf(berlin(first), undefined, [])[0]!.calendar / 60
    expect([days('2026-03-29'), days('2026-10-25'), days('2026-11-24')]).toEqual([23, 25, 24])
  })

  it('over the night the clock goes back a window of six true hours takes six hours', () => {
    const night = { from: '2026-10-24T22:00:00Z', until: '2026-10-25T04:00:00Z' }
    expect(capacityOf(berlin('2026-10-24', '2026-10-25'), undefined, [night]).map(({ closed }) => closed / 60)).toEqual(
      [0, 6],
    )
  })

  it('differs from week to week where the calendar has two', () => {
    const odd = [shift(1, 8, 10, { week: 1 }), shift(1, 8, 16, { week: 0 })]
    const tuesdays = ['2026-11-17', '2026-11-24', '2026-12-01'].map((day) => capacityOf(berlin(day), odd, [])[0]!.free)
    expect(new Set(tuesdays)).toEqual(new Set([120, 480]))
    expect(tuesdays[0]).toBe(tuesdays[2])
  })
})
