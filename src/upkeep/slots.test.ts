import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { days, hours, instant, minutes } from '#kernel/time'
import type { OpenWork } from '#model/open-work'
import { aPlantsWork } from '../../test/planning/random-open-work.ts'
import { cheapestSlot, type SlotWish } from './slots.ts'

const monday = Date.UTC(2026, 10, 23)
const at = (day: number, hour: number) => instant(monday + days(day) + hours(hour))
const terms = { now: at(0, 6), frozenUntil: at(0, 8), lateDay: 100, urgent: 3, change: 5 }

type Stretch = readonly [day: number, from: number, until: number]
/** One work centre in shifts from 6 to 22, with an operation for each stretch. */
function working(stretches: readonly Stretch[], promised: readonly string[] = []): OpenWork {
  const id = (nth: number) => `odoo.${nth + 1}` as OpenWork['orders'][number]['order']
  return {
    hours: [{ id: 'shifts', open: [0, 1, 2, 3, 4].map((day) => ({ from: at(day, 6), until: at(day, 22) })) }],
    workCentres: [{ id: 'press', name: 'Press', hours: 'shifts', leaves: [] }],
    orders: stretches.map(([day, from, until], nth) => ({
      ...{ order: id(nth), label: `MO/${nth + 1}`, isUrgent: false, lacks: [] },
      ...{ from: at(day, from), until: at(day, until), ...(promised[nth] ? { promised: promised[nth] } : {}) },
    })),
    operations: stretches.map(([day, from, until], nth) => ({
      ...{ operation: `op.${nth + 1}`, order: id(nth), name: 'Press', isStarted: false, after: [] },
      place: { workCentre: 'press', from: at(day, from), until: at(day, until), minutes: (until - from) * 60 },
      ...{ left: (until - from) * 60, choices: [{ workCentre: 'press', minutes: (until - from) * 60 }] },
    })),
    unplanned: 0,
  }
}
const wish: SlotWish = { workCentre: 'press', lasts: hours(4), from: at(0, 8), until: at(2, 12), onShift: true }

describe('WF-07: the cheapest time for work that is due', () => {
  it('is free time of the work centre, as late as it may be', () => {
    expect(
      cheapestSlot(
        working([
          [0, 6, 22],
          [1, 6, 14],
          [2, 6, 22],
        ]),
        wish,
        terms,
      ),
    ).toEqual({
      ...{ from: at(1, 18), until: at(1, 22), cost: 0, orders: [] },
    })
  })

  it('is in the way of what loses least by it, where there is no free time', () => {
    const full: readonly Stretch[] = [
      [0, 6, 22],
      [1, 6, 22],
      [2, 6, 12],
    ]
    // The first misses its promise when it waits; the second has days to spare, and the third is done in time after it.
    const slot = cheapestSlot(working(full, [at(0, 22), at(4, 22), at(2, 22)]), wish, terms)!
    expect(slot.from >= at(1, 6)).toBe(true)
    expect(slot.orders.map(({ label, lateBy }) => [label, lateBy])).toEqual([[expect.stringMatching(/MO.[23]/), 0]])
  })

  it('says by how much orders are later where every time costs a promise', () => {
    const slot = cheapestSlot(working([[0, 6, 22]], [at(0, 22)]), { ...wish, until: at(0, 22) }, terms)!
    expect(slot.cost).toBeGreaterThan(0)
    expect(slot.orders).toEqual([{ order: 'odoo.1', label: 'MO/1', minutes: 240, lateBy: expect.any(Number) }])
    expect(slot.orders[0]!.lateBy).toBeGreaterThanOrEqual(hours(4))
  })

  it('lies within a shift, at night where nobody minds or no shift is as long; nowhere where there is no time', () => {
    const busy = working([
      [0, 6, 22],
      [1, 6, 22],
    ])
    const night = cheapestSlot(busy, { ...wish, until: at(1, 6), onShift: false }, terms)!
    expect([night.from, night.orders]).toEqual([at(1, 2), []])
    expect(cheapestSlot(busy, { ...wish, lasts: hours(20) }, terms)).toBeDefined()
    expect(cheapestSlot(busy, { ...wish, until: at(0, 10) }, terms)).toBeUndefined()
    expect(cheapestSlot(busy, { ...wish, workCentre: 'saw' }, terms)).toBeUndefined()
  })

  it('whatever a plant has open, lies between the bounds, lasts as long as it takes and costs nothing less than nothing', () => {
    let found = 0
    fc.assert(
      fc.property(aPlantsWork, fc.integer({ min: 1, max: 8 }), (work, long) => {
        const wanted = { ...wish, workCentre: 'W1', lasts: hours(long), onShift: false }
        const slot = cheapestSlot(work, wanted, terms)
        if (!slot) return
        found++
        expect(Date.parse(slot.until) - Date.parse(slot.from)).toBe(wanted.lasts)
        expect(slot.from >= wanted.from && slot.until <= wanted.until).toBe(true)
        expect(slot.cost).toBeGreaterThanOrEqual(0)
        for (const order of slot.orders) expect(order.minutes * minutes(1) + order.lateBy).toBeGreaterThan(0)
      }),
      { numRuns: 30 },
    )
    expect(found).toBeGreaterThan(0)
  })
})
