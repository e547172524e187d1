import { describe, expect, it } from 'vitest'
import type { Outcome } from '#engine'
import { days, instant } from '#kernel/time'
import type { MeterFile } from '#model/meter'
import { MeterRead } from '#model/meter-reading'
import { quantity, type Unit } from '#model/quantity'
import { aPolicy } from '../../../test/support/builders.ts'
import { meterReading } from './flow.ts'

const began = Date.UTC(2026, 5, 1, 6)
const reads = (
  day: number,
  shows: number,
  file?: MeterFile,
  over: object = {},
  uom: Unit = 'HUR',
): Outcome<MeterFile> =>
  meterReading.decide({
    message: {
      ...{ plant: 'A', source: '/plants/A/systems/cmms', messageId: `m-${day}`, origin: 'live' },
      occurredAt: instant(began + days(day)),
    },
    body: MeterRead.parse({ asset: 'PRESS-1', meter: 'hours', reading: quantity(shows, uom), ...over }),
    ...{ file: file && { state: 'closed', data: file }, policy: { ...aPolicy, timeZone: 'Europe/Berlin' } },
  } as never) as Outcome<MeterFile>
const known = reads(0, 100).file!.data

describe('what a meter of an asset showed', () => {
  it('is kept beside its other meters, and told again changes nothing', () => {
    const strokes = reads(1, 7, known, { meter: 'strokes' }, 'H87').file!.data
    expect(strokes.meters.map(({ meter }) => meter)).toEqual(['hours', 'strokes'])
    const both = reads(2, 116, strokes).file!.data
    expect(both.meters.map(({ readings }) => readings.length)).toEqual([2, 1])
    expect(reads(2, 116, both)).toEqual({
      verdict: 'accepted',
      sentence: 'It is known that hours of PRESS-1 showed 116 h.',
    })
  })

  it.each([
    ['rollover', 'hours of PRESS-1 shows 3 h, after it rolled over.'],
    ['replacement', 'hours of PRESS-1 shows 3 h, after it was replaced.'],
  ])('began anew by a %s: people read so', (begins, sentence) => {
    expect(reads(1, 3, known, { begins })).toMatchObject({ verdict: 'accepted', sentence })
  })

  it('in a unit of another kind is refused, and named in both', () => {
    expect(reads(1, 3, known, {}, 'KGM')).toMatchObject({
      ...{ verdict: 'refused', code: 'UOM_NOT_CONVERTIBLE' },
      sentence: 'hours of PRESS-1 counts in HUR, and was read in KGM.',
    })
  })

  it('of a time whose readings are closed is refused, with that time by the clock of the plant', () => {
    const old = Array.from({ length: 150 }, (_, day) => day).reduce<MeterFile | undefined>(
      (file, day) => reads(day, day, file).file!.data,
      undefined,
    )
    expect(reads(3, 3, old)).toMatchObject({
      ...{ verdict: 'refused', code: 'TIME_TOO_OLD' },
      sentence: expect.stringMatching(/was read before 2026-0\d-\d\d 08:00: readings of that time are closed/),
    })
  })

  it('and was wrong cannot be corrected where there is none of that moment', () => {
    expect(reads(1, 90, known, { insteadOf: instant(began + days(9)) })).toMatchObject({
      ...{ verdict: 'refused', code: 'UNKNOWN_ORIGINAL' },
      sentence: 'hours of PRESS-1 has no reading of 2026-06-10 08:00 that could be corrected.',
    })
  })
})
