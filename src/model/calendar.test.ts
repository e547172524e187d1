import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochMilliseconds, hours, instant, type Instant, minutes } from '#kernel/time'
import { afterWork, type Calendar, closedShape, shiftsBetween, shiftShape, workBetween } from './calendar.ts'

const zone = 'Europe/Berlin'
/** Friday, 18 December 2026. Berlin is an hour ahead of UTC in winter. */
const friday = (time: string): Instant => new Date(`2026-12-18T${time}:00+01:00`).toISOString()
const early: Calendar = { work: ['Mon-Fri 06:00-14:00'], closed: [] }
const after = (calendar: Calendar, from: Instant, work: number) => afterWork(calendar, zone, from, work)

describe('the plant’s calendar', () => {
  it.each(['Mon 06:00-14:00', 'Fri-Mon 22:00-06:00', 'Sat-Sun 00:00-00:00'])('is said like this: %s', (said) =>
    expect(shiftShape.test(said)).toBe(true),
  )

  it.each(['Monday 06:00-14:00', 'Mon 6:00-14:00', 'Mon 06:00-24:00', 'Mon-Fri', ''])('not like this: %s', (said) =>
    expect(shiftShape.test(said)).toBe(false),
  )

  it('has days on which it is closed', () => {
    expect(['2026-12-24', '2026-12-24 to 2027-01-01'].every((said) => closedShape.test(said))).toBe(true)
    expect(['24.12.2026', '2026-13-01', '2026-12-24-2027-01-01'].some((said) => closedShape.test(said))).toBe(false)
  })

  it('without hours, time is time', () => {
    expect(after({ work: [], closed: ['2026-12-19'] }, friday('13:00'), hours(30))).toBe(
      new Date('2026-12-19T18:00:00Z').toISOString(),
    )
  })

  it('counts working hours over the night, the weekend and a holiday', () => {
    expect(after(early, friday('12:00'), hours(1))).toBe(friday('13:00'))
    // To the end of the shift it is over then, not in the morning after.
    expect(after(early, friday('12:00'), hours(2))).toBe(friday('14:00'))
    expect(after(early, friday('12:00'), hours(3))).toBe(new Date('2026-12-21T07:00:00+01:00').toISOString())
    const closed: Calendar = { ...early, closed: ['2026-12-21 to 2026-12-22'] }
    expect(after(closed, friday('12:00'), hours(3))).toBe(new Date('2026-12-23T07:00:00+01:00').toISOString())
  })

  it('a night shift ends on the next day, and what overlaps counts once', () => {
    const nights: Calendar = { work: ['Mon-Fri 22:00-06:00', 'Sat 05:00-07:00'], closed: [] }
    expect(after(nights, friday('23:00'), hours(7.5))).toBe(new Date('2026-12-19T06:30:00+01:00').toISOString())
    expect(workBetween(nights, zone, friday('00:00'), new Date('2026-12-20T00:00:00+01:00').toISOString())).toBe(
      hours(6 + 9),
    )
  })

  it('has shifts, of which a day sees those parts that lie in it; round the clock it is one', () => {
    const nights: Calendar = { work: ['Mon-Fri 06:00-14:00', 'Thu-Fri 22:00-06:00'], closed: [] }
    const midnight = new Date('2026-12-19T00:00:00+01:00').toISOString()
    expect(shiftsBetween(nights, zone, friday('00:00'), midnight)).toEqual([
      { from: friday('00:00'), until: friday('06:00'), ends: friday('06:00') },
      { from: friday('06:00'), until: friday('14:00'), ends: friday('14:00') },
      { from: friday('22:00'), until: midnight, ends: new Date('2026-12-19T06:00:00+01:00').toISOString() },
    ])
    expect(shiftsBetween({ work: [], closed: [] }, zone, friday('00:00'), midnight)).toEqual([
      { from: friday('00:00'), until: midnight, ends: midnight },
    ])
    expect(shiftsBetween(early, zone, midnight, new Date('2026-12-20T00:00:00+01:00').toISOString())).toEqual([])
  })

  it('keeps to the wall when the clocks change', () => {
    const nights: Calendar = { work: ['Sat 22:00-06:00'], closed: [] }
    const span = (from: string, until: string) =>
      workBetween(nights, zone, new Date(from).toISOString(), new Date(until).toISOString())
    expect(span('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(hours(7))
    expect(span('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(hours(9))
  })

  it('that never works again waits as a clock does', () => {
    const closed: Calendar = { ...early, closed: ['2026-01-01 to 2099-12-31'] }
    expect(after(closed, friday('12:00'), minutes(10))).toBe(friday('12:10'))
  })

  it('what is after so much work lies so much work later', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
        fc.integer({ min: 1, max: hours(200) }),
        fc.constantFrom(
          early,
          { work: ['Sun-Thu 22:00-06:00', 'Sat 08:00-12:30'], closed: ['2026-12-24 to 2027-01-02'] },
          { work: ['Mon-Sun 00:00-00:00'], closed: [] },
        ),
        (from, work, calendar) => {
          const until = after(calendar, instant(from), work)
          expect(workBetween(calendar, zone, instant(from), until)).toBe(work)
          expect(epochMilliseconds(until)).toBeGreaterThanOrEqual(from + work)
        },
      ),
    )
  })
})
