import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from './time.ts'
import { instantOf, isTimeZone, wallText, wallTimeAt } from './wall-clock.ts'

const berlin = 'Europe/Berlin'
const wall = (text: string) => {
  const [year, month, day, hour, minute, second] = text.split(/[- :]/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return { year, month, day, hour, minute, second, millisecond: 0 }
}

describe('the clock on the wall of a plant', () => {
  it.each([
    ['2026-11-22 06:04:11', '2026-11-22T05:04:11.000Z'],
    ['2026-07-01 06:00:00', '2026-07-01T04:00:00.000Z'],
    ['2026-10-25 02:30:00', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25 03:00:00', '2026-10-25T02:00:00.000Z'],
    ['2026-03-29 02:30:00', undefined],
    ['2026-02-30 06:00:00', undefined],
  ])('shows %s in Berlin at %s', (text, at) => {
    expect(instantOf(wall(text), berlin)).toBe(at)
  })

  it('tells the time there and back, except in the hour that autumn repeats', () => {
    const zones = fc.constantFrom(berlin, 'UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham')
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 4_102_444_800_000 }), (zone, epoch) => {
        const shown = wallTimeAt(instant(epoch), zone)
        const back = instantOf(shown, zone)!
        expect(wallTimeAt(back, zone)).toEqual(shown)
        expect([0, 3_600_000, 1_800_000]).toContain(epoch - Date.parse(back))
      }),
    )
  })

  it('is told to the minute, as people read it', () => {
    expect(wallText('2026-01-02T02:04:59.999Z', berlin)).toBe('2026-01-02 03:04')
    expect(wallText('2026-11-22T23:30:00.000Z', berlin)).toBe('2026-11-23 00:30')
  })

  it('is in a zone that exists', () => {
    expect([isTimeZone(berlin), isTimeZone('Europe/Entenhausen')]).toEqual([true, false])
  })
})
