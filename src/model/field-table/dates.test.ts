import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '#kernel/time'
import { type DateFormat, isPattern, momentFrom, momentTo } from './dates.ts'

const berlin = { pattern: 'dd.MM.yyyy HH:mm:ss', zone: 'Europe/Berlin' }

describe('a moment in the format of a plant', () => {
  it('comes back as it went', () => {
    const format = fc.constantFrom<DateFormat | undefined>(
      undefined,
      { epoch: 'milliseconds' },
      { pattern: 'yyyyMMddHHmmssSSS', zone: 'Asia/Kolkata' },
      { pattern: 'yyyy-MM-dd HH:mm:ss.SSS', zone: 'UTC' },
    )
    fc.assert(
      fc.property(format, fc.integer({ min: 0, max: 4_102_444_800_000 }), (as, epoch) => {
        expect(momentFrom(momentTo(instant(epoch), as)!, as)).toBe(instant(epoch))
      }),
    )
  })

  it.each<[string, DateFormat | undefined, string | undefined]>([
    ['22.11.2026 06:04:11', berlin, '2026-11-22T05:04:11.000Z'],
    ['22.11.2026', { ...berlin, pattern: 'dd.MM.yyyy' }, '2026-11-21T23:00:00.000Z'],
    ['20261122T0604', { pattern: 'yyyyMMddTHHmm', zone: 'UTC' }, '2026-11-22T06:04:00.000Z'],
    ['1795327451', { epoch: 'seconds' }, instant(1_795_327_451_000)],
    ['2026-11-22T06:04:11.123456+01:00', undefined, '2026-11-22T06:04:11.123456+01:00'],
    ['2026-11-22 06:04:11', berlin, undefined],
    ['22.11.2026 06:04:1', berlin, undefined],
    ['22.11.2026 06:04:11 ', berlin, undefined],
    ['30.02.2026 06:00:00', berlin, undefined],
    ['29.03.2026 02:30:00', berlin, undefined],
    ['22.13.2026 06:00:00', berlin, undefined],
    ['22.11.2026 25:00:00', berlin, undefined],
    ['2026-02-30T06:00:00Z', undefined, undefined],
    ['2026-11-22T06:04:11', undefined, undefined],
    ['99999999999999', { epoch: 'seconds' }, undefined],
    ['1.5', { epoch: 'seconds' }, undefined],
    ['0', { epoch: 'seconds' }, '1970-01-01T00:00:00.000Z'],
    ['01.01.0001 00:00:00', berlin, undefined],
    ['0001-01-01T00:00:00Z', undefined, undefined],
    ['9999-12-31T23:59:59Z', undefined, '9999-12-31T23:59:59Z'],
    ['9999-12-31T23:59:59-14:00', undefined, undefined],
  ])('%j in %o is %s', (text, as, moment) => {
    expect(momentFrom(text, as)).toBe(moment)
  })

  it.each([
    ['yyyy-MM-dd HH:mm:ss', true],
    ['dd/MM/yyyy', true],
    ['HH:mm', false],
    ['yyyy-MM-dd hh:mm', false],
    ['yyyy-MM-dd dd', false],
  ])('a pattern %j is one: %s', (pattern, is) => {
    expect(isPattern(pattern)).toBe(is)
  })
})
