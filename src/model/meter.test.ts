import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hours, instant } from '#kernel/time'
import { type Meter, type MeterReading, perDay, placed, reaches, totalAt, totalsOf } from './meter.ts'
import { quantity } from './quantity.ts'

const began = Date.UTC(2026, 10, 1, 6)
const after = (hour: number) => instant(began + hours(hour))
const showing = (hour: number, shows: number, more: Partial<MeterReading> = {}): MeterReading => ({
  ...{ at: after(hour), shows: quantity(shows, 'HUR'), by: 'cmms', message: `${hour}` },
  ...more,
})
const judged = (readings: readonly MeterReading[]) =>
  readings.reduce<{ meter: Meter | undefined; kinds: string[] }>(
    ({ meter, kinds }, reading) => {
      const placing = placed(meter, 'hours', reading)
      return { meter: placing.kind === 'placed' ? placing.meter : meter, kinds: [...kinds, placing.kind] }
    },
    { meter: undefined, kinds: [] },
  )
const read = (...readings: readonly MeterReading[]): Meter => judged(readings).meter!
const total = (meter: Meter) => Number(totalsOf(meter).at(-1)!.total.value)

describe('a meter of an asset', () => {
  it('takes a late reading to its place, and the same reading once', () => {
    const { meter, kinds } = judged([showing(0, 100), showing(8, 116), showing(4, 108), showing(4, 108)])
    expect(kinds).toEqual(['placed', 'placed', 'placed', 'known'])
    expect(meter!.readings.map(({ at }) => at)).toEqual([after(0), after(4), after(8)])
  })

  it.each([
    ['less than before', showing(12, 90)],
    ['late and more than was shown since', showing(4, 130)],
    ['something else at the same moment', showing(8, 117)],
  ])('does not show %s', (_, wrong) => {
    expect(judged([showing(0, 100), showing(8, 116), wrong]).kinds.at(-1)).toBe('backwards')
  })

  it('goes on counting where its digits were used up, and where another one was put in', () => {
    const ended = quantity(9999, 'HUR')
    expect(total(read(showing(0, 9990), showing(8, 3, { begins: 'rollover', ended })))).toBe(12)
    const replaced = read(showing(0, 9990), showing(8, 40, { begins: 'replacement', ended }), showing(16, 46))
    expect(total(replaced)).toBe(15)
    expect(judged([...replaced.readings, showing(12, 39)]).kinds.at(-1)).toBe('backwards')
  })

  it('has a reading that was wrong corrected, and what was refused because of it fits', () => {
    const typo = read(showing(0, 100), showing(8, 1160))
    const mended = placed(typo, 'hours', showing(8, 116), after(8))
    expect(mended.kind === 'placed' && mended.meter.readings.map(({ shows }) => shows.value)).toEqual(['100', '116'])
    expect(placed(typo, 'hours', showing(8, 116), after(9)).kind).toBe('nothing-there')
  })

  it('is told in the unit it was read in first, and in no other dimension', () => {
    expect(total(read(showing(0, 1), showing(2, 0, { shows: quantity(120, 'MIN') })))).toBe(1)
    expect(placed(read(showing(0, 1)), 'hours', showing(2, 0, { shows: quantity(5, 'KGM') })).kind).toBe('other-unit')
  })

  it('counts so much in a day by the last 30 days, and reaches what is asked for by that', () => {
    const meter = read(showing(-24 * 90, 0), showing(0, 1000), showing(240, 1160))
    expect(perDay(meter)).toEqual(quantity(16, 'HUR'))
    expect(reaches(meter, quantity(1160 + 32, 'HUR'))).toBe(after(240 + 48))
    expect(reaches(meter, quantity(900, 'HUR'))).toBe(after(0))
    expect(perDay(read(showing(0, 5)))).toBeUndefined()
    expect(reaches(read(showing(0, 5), showing(24, 5)), quantity(6, 'HUR'))).toBeUndefined()
    expect(totalAt(meter, after(120))).toEqual(quantity(1080, 'HUR'))
    expect(totalAt(meter, after(900))).toEqual(quantity(1160, 'HUR'))
  })

  it('goes on from where another one was put in also where nobody knows how far the old one had come', () => {
    expect(total(read(showing(0, 90), showing(8, 40, { begins: 'replacement' }), showing(16, 46)))).toBe(6)
  })

  it('takes no reading of a time whose readings are forgotten, and knows what it had counted by then', () => {
    const meter = read(...Array.from({ length: 200 }, (_, day) => showing(24 * day, 10 * day)))
    expect(meter.forgotten).toBe(after(24 * 79))
    expect(placed(meter, 'hours', showing(24 * 79, 790))).toEqual({ kind: 'too-old', forgotten: meter.forgotten })
    expect(placed(meter, 'hours', showing(24 * 79 + 1, 791)).kind).toBe('placed')
    expect([totalAt(meter, after(0)), totalAt(meter, after(24 * 199))].map((one) => one!.value)).toEqual([
      '800',
      '1990',
    ])
  })

  it('keeps of old days the last reading, and both sides of each new beginning', () => {
    const daily = Array.from({ length: 40 }, (_, nth) => showing(24 * (nth + 1), nth + 4))
    const meter = read(showing(0, 0), showing(1, 1), showing(2, 2, { begins: 'rollover' }), showing(3, 3), ...daily)
    expect(meter.readings.slice(0, 4).map(({ at }) => at)).toEqual([after(0), after(1), after(2), after(3)])
    const without = read(showing(0, 0), showing(1, 1), showing(2, 2), showing(3, 3), ...daily)
    expect(without.readings.slice(0, 3).map(({ at }) => at)).toEqual([after(0), after(3), after(24)])
  })

  it('that hardly counts has no day on which it will have counted so much', () => {
    const hardly = read(showing(0, 0), showing(24, 0.001))
    expect(reaches(hardly, quantity(3.6, 'HUR'))).toBe(after(24 + 24 * 3599))
    expect(reaches(hardly, quantity(4, 'HUR'))).toBeUndefined()
  })

  it('counts the same in whatever order its readings come, however many are forgotten', () => {
    const story = fc.array(fc.record({ hour: fc.integer({ min: 1, max: 30 }), more: fc.nat(50) }), {
      minLength: 1,
      maxLength: 300,
    })
    fc.assert(
      fc.property(story, (steps) => {
        let [hour, shows] = [0, 0]
        const readings = steps.map((step) => showing((hour += step.hour), (shows += step.more)))
        const first = showing(0, 0)
        const meter = read(first, ...readings)
        expect(total(meter)).toBe(shows)
        expect(meter.readings.length).toBeLessThanOrEqual(120)
      }),
    )
    const few = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 8 })
    fc.assert(
      fc.property(few, (order) => {
        const shuffled = read(...order.map((nth) => showing(nth, nth * nth)))
        expect(totalsOf(shuffled)).toEqual(
          totalsOf(read(...order.toSorted((a, b) => a - b).map((n) => showing(n, n * n)))),
        )
      }),
    )
  })
})
