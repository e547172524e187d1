import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, minutes } from '#kernel/time'
import { type Saying, type Standstill, standstillsOf } from './standstills.ts'

const morning = Date.parse('2026-11-24T00:00:00Z')
/** `10:02:10` on that day. */
const at = (clock: string): string => {
  const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number)
  return instant(morning + ((hour * 60 + minute) * 60 + second) * 1000)
}
const saying = (what: Saying['what'], clock: string, by: string, over: Partial<Saying> = {}): Saying => ({
  ...{ id: `${by} ${what} ${clock}`, message: 'm', what, at: at(clock), heard: at(clock), by, ...over },
})
const found = (said: readonly Saying[]): readonly Standstill[] => standstillsOf(said, minutes(5)).found
const times = (said: readonly Saying[]) =>
  found(said).map(({ from, until }) => [from, until].map((one) => one?.slice(11, 19)).join('–'))

const [plc, operator, cmms] = [
  saying('failed', '10:02:10', 'plc', { detectedBy: 'machine' }),
  saying('failed', '10:03', 'floor', { detectedBy: 'operator', reason: 'it smokes' }),
  saying('failed', '10:06', 'cmms', { detectedBy: 'maintenance', reason: 'bearing' }),
]

describe('T19 DOM-31: one failure that the PLC, the operator and the CMMS report', () => {
  it('is one standstill with three evidences from the first sign to the restart, in any order and however often', () => {
    const works = saying('works', '11:00', 'plc')
    const all = [plc, operator, cmms, works]
    const expected = found(all)
    expect(times(all)).toEqual(['10:02:10–11:00:00'])
    expect(expected[0]).toMatchObject({ isFailure: true, reason: 'bearing' })
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all, ...all], { minLength: 12 }), (told) => {
        expect(found(told)).toEqual(expected)
      }),
    )
  })

  it('is one whatever is said, and in whichever order: what is found depends on what was said and on nothing else', () => {
    const anything = fc.record({
      what: fc.constantFrom<Saying['what']>(
        'failed',
        'stands',
        'works',
        'repaired',
        'voided',
        'withdrawn',
        'classified',
      ),
      at: fc.integer({ min: 0, max: 60 }).map((minute) => instant(morning + minutes(minute))),
      by: fc.constantFrom('plc', 'floor', 'cmms'),
    })
    const several = fc.array(anything, { maxLength: 12 }).map((told) =>
      told.map((one, nth): Saying => ({
        ...one,
        id: `${nth}`,
        message: 'm',
        heard: one.at,
        reason: `because ${nth}`,
      })),
    )
    fc.assert(
      fc.property(
        several.chain((told) => fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length }))),
        ([told, shuffled]) => {
          const standstills = found(told)
          expect(found([...shuffled, ...told])).toEqual(standstills)
          // No two at one time, none that ends before it begins, and one at most that lasts: the last.
          for (const [nth, { from, until }] of standstills.entries()) {
            if (until === undefined) expect(nth).toBe(standstills.length - 1)
            else expect(until >= from).toBe(true)
            if (nth > 0) expect(from >= standstills[nth - 1]!.until!).toBe(true)
          }
        },
      ),
    )
  })

  it('is another one after the end; a late word about the first is not', () => {
    const first = [plc, saying('works', '10:30', 'plc')]
    expect(times([...first, saying('failed', '10:40', 'plc')])).toEqual(['10:02:10–10:30:00', '10:40:00–'])
    expect(times([...first, cmms])).toEqual(['10:02:10–10:30:00'])
    // It came up for a moment before the operator had pressed: the same failure; the machine itself says so twice: another.
    const blink = [plc, saying('works', '10:02:50', 'plc')]
    expect(times([...blink, operator])).toEqual(['10:02:10–10:02:50'])
    expect(times([...blink, saying('failed', '10:04', 'plc')])).toEqual(['10:02:10–10:02:50', '10:04:00–'])
  })

  it('ends with the last who confirms the restart; what is written into the CMMS long after changes nothing', () => {
    const both = [plc, cmms, saying('works', '11:00', 'plc')]
    expect(times([...both, saying('works', '11:04', 'cmms')])).toEqual(['10:02:10–11:04:00'])
    expect(times([...both, saying('works', '17:00', 'cmms')])).toEqual(['10:02:10–11:00:00'])
  })

  it('whoever works at it and had said nothing of it before may say that it goes on, a moment after it was mended', () => {
    const mended = [plc, saying('repaired', '11:00', 'cmms', { since: at('10:05') })]
    const goesOn = (clock: string) => standstillsOf([...mended, saying('works', clock, 'floor')], minutes(5))
    expect(goesOn('11:02')).toMatchObject({ found: [{ until: at('11:02') }], loose: [] })
    expect(goesOn('11:20')).toMatchObject({ found: [{ until: at('11:00') }], loose: [{ by: 'floor' }] })
  })
})

describe('DOM-31: what is said of a standstill', () => {
  it('a false alarm is kept, is over with it, and hides no failure after it', () => {
    const alarm = saying('voided', '10:20', 'plc', { reason: 'a loose wire' })
    const [voided] = found([plc, alarm, saying('works', '10:21', 'plc')])
    expect(voided).toMatchObject({ until: at('10:20'), voided: { by: 'plc', reason: 'a loose wire' } })
    expect(times([plc, alarm, saying('failed', '10:22', 'floor')])).toEqual(['10:02:10–10:20:00', '10:22:00–'])
  })

  it('whoever takes back what they said by an order takes nothing from others; where nobody else says so, there was nothing', () => {
    const said = saying('failed', '10:00', 'odoo', { order: 'odoo.m1', reason: 'It leaks' })
    const back = saying('withdrawn', '10:10', 'odoo', { order: 'odoo.m1', reason: 'twice', meant: at('10:00') })
    expect(found([said, back])).toMatchObject([{ until: at('10:10'), voided: { by: 'odoo', reason: 'twice' } }])
    const both = found([said, plc, back])
    expect(both).toMatchObject([{ from: at('10:00'), isFailure: true }])
    for (const field of ['until', 'voided', 'order', 'reason']) expect(both[0]).not.toHaveProperty(field)
    // The same system says so by another order.
    const second = saying('failed', '10:01', 'odoo', { id: 'second', order: 'odoo.m2' })
    expect(found([said, second, back])).toMatchObject([{ order: 'odoo.m2' }])
    expect(times([said, second, back])).toEqual(['10:00:00–'])
  })

  it('what it was after all is what somebody says last, of the standstill that is meant', () => {
    const two = [plc, saying('works', '10:30', 'plc'), saying('failed', '12:00', 'plc')]
    const coded = saying('classified', '13:00', 'hub', {
      ...{ meant: at('10:10'), reason: 'worn belt', failure: { mode: 'BRD' } },
    })
    expect(found([...two, coded])).toMatchObject([{ reason: 'worn belt', failure: { mode: 'BRD' } }, {}])
    expect(found([...two, coded])[1]).not.toHaveProperty('reason')
    expect(standstillsOf([...two, { ...coded, meant: at('09:00') }], minutes(5)).loose).toHaveLength(1)
  })

  it('the completed order about it ends it and codes it; one that was made after the repair does not belong to it', () => {
    const order = { order: 'cmms.7', failure: { mode: 'LEAK' } }
    const done = saying('repaired', '11:30', 'cmms', { ...order, since: at('10:05') })
    expect(found([plc, done])).toMatchObject([{ until: at('11:30'), order: 'cmms.7', failure: { mode: 'LEAK' } }])
    expect(found([plc, saying('works', '11:00', 'plc'), done])).toMatchObject([{ until: at('11:00'), order: 'cmms.7' }])
    const later = { ...done, since: at('11:10') }
    expect(found([plc, saying('works', '11:00', 'plc'), later])[0]).not.toHaveProperty('order')
  })
})
