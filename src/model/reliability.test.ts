import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, hours, type Instant, instant, minutes } from '#kernel/time'
import { reliabilityOf, type Stop, workIn } from './reliability.ts'

const midnight = Date.parse('2026-11-23T00:00:00Z')
const at = (hour: number): Instant => instant(midnight + hour * 3_600_000)
const stop = (from: number, until: number | undefined, over: Partial<Stop> = {}): Stop => ({
  ...{ from: at(from), ...(until === undefined ? {} : { until: at(until) }) },
  ...{ isVoid: false, isCounted: true },
  ...over,
})
const day = { from: at(0), until: at(24), windows: [], work: between }

describe('OBS-11: figures of reliability', () => {
  it('count each minute once, planned time without what was agreed to, and only failures that count', () => {
    const figures = reliabilityOf({
      ...day,
      windows: [{ from: at(20), until: at(24) }],
      stops: [
        stop(8, 10),
        stop(9, 11, { isCounted: false }),
        stop(15, 16, { isVoid: true, isCounted: false }),
        stop(19, 21),
      ],
    })
    expect(figures).toEqual({
      ...{ planned: hours(20), down: hours(4), failures: 2, restored: 2 },
      ...{ betweenFailures: hours(8), toRestore: hours(2), availability: 0.8 },
    })
  })

  it('say nothing of what there is nothing to say of', () => {
    expect(reliabilityOf({ ...day, stops: [] })).toEqual({
      ...{ planned: hours(24), down: 0, failures: 0, restored: 0, availability: 1 },
    })
    expect(reliabilityOf({ ...day, until: at(0), stops: [] })).toEqual({
      planned: 0,
      down: 0,
      failures: 0,
      restored: 0,
    })
    // It lasts: it is down by now, and nobody knows how long it takes.
    expect(reliabilityOf({ ...day, stops: [stop(20, undefined)] })).toMatchObject({ down: hours(4), failures: 1 })
    expect(reliabilityOf({ ...day, stops: [stop(20, undefined)] })).not.toHaveProperty('toRestore')
  })

  it('go by the working time of the plant', () => {
    const shift = (from: Instant, until: Instant) =>
      workIn([{ from: at(6), until: at(14) }], { from, until, work: between })
    expect(reliabilityOf({ ...day, work: shift, stops: [stop(5, 7), stop(13, 20)] })).toMatchObject({
      ...{ planned: hours(8), down: hours(2), availability: 0.75 },
    })
  })

  it('are the same minute by minute', () => {
    const span = fc.tuple(fc.integer({ min: -60, max: 300 }), fc.integer({ min: 1, max: 120 }))
    const minute = (count: number) => instant(midnight + minutes(count))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(span, fc.boolean()), { maxLength: 8 }),
        fc.array(span, { maxLength: 4 }),
        (said, agreed) => {
          const stops = said.map(([[from, long], isVoid]) => ({
            ...{ from: minute(from), until: minute(from + long), isVoid, isCounted: !isVoid },
          }))
          const windows = agreed.map(([from, long]) => ({ from: minute(from), until: minute(from + long) }))
          const {
            planned,
            down,
            availability = 1,
          } = reliabilityOf({
            ...{ stops, windows, from: minute(0), until: minute(240), work: between },
          })
          let [open, stood] = [0, 0]
          for (let nth = 0; nth < 240; nth++) {
            const isIn = ([from, long]: readonly [number, number]) => from <= nth && nth < from + long
            if (agreed.some(isIn)) continue
            open++
            if (said.some(([one, isVoid]) => !isVoid && isIn(one))) stood++
          }
          expect([planned, down]).toEqual([minutes(open), minutes(stood)])
          expect(availability).toBeGreaterThanOrEqual(0)
          expect(availability).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
