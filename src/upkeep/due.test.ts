import { describe, expect, it } from 'vitest'
import { days, hours, instant } from '#kernel/time'
import { MaintenancePlan } from '#model/maintenance-plan'
import type { Meter } from '#model/meter'
import { quantity } from '#model/quantity'
import { dueOf, type WindowOfPlan } from './due.ts'

const began = Date.UTC(2026, 10, 1, 6)
const on = (day: number, hour = 0) => instant(began + days(day) + hours(hour))
const plan = (every: object, more: object = {}) =>
  MaintenancePlan.parse({
    ...{ plan: 'PM-7', asset: 'PRESS-7', title: 'Grease', every, hours: 4, ahead: 7, doneAt: on(0), ...more },
  })
const window = (nth: number, state: WindowOfPlan['state'], day: number): WindowOfPlan => ({
  ...{ window: `PM-7.${nth}`, state, version: 1, start: on(day), end: on(day, 4) },
})

describe('WF-07: when preventive work is due', () => {
  it('by the calendar: so many days after it was done last, shown ahead of that', () => {
    expect(dueOf(plan({ days: 30 }), [], undefined, on(22))).toEqual({
      ...{ since: on(0), at: on(30), isOverdue: false, isAhead: false, window: 'PM-7.1' },
    })
    expect(dueOf(plan({ days: 30 }), [], undefined, on(23))).toMatchObject({ isAhead: true, isOverdue: false })
    expect(dueOf(plan({ days: 30 }), [], undefined, on(30))).toMatchObject({ isAhead: true, isOverdue: true })
  })

  it('by a meter: when it will have counted so much more, as it counts now', () => {
    const read = (day: number, shows: number) => ({
      ...{ at: on(day), shows: quantity(shows, 'HUR'), by: 'cmms', message: `${day}` },
    })
    const meter: Meter = {
      meter: 'hours',
      before: quantity(0, 'HUR'),
      readings: [read(-10, 0), read(0, 160), read(10, 320)],
    }
    const every = { meter: 'hours', amount: quantity(400, 'HUR') }
    const left = quantity(240, 'HUR')
    expect(dueOf(plan(every), [], meter, on(10))).toMatchObject({ at: on(25), left, isAhead: false })
    expect(dueOf(plan(every), [], meter, on(18))).toMatchObject({ isAhead: true })
    // In minutes as well as in hours; and not at all by a meter that nobody has read.
    const inMinutes = { meter: 'hours', amount: quantity(400 * 60, 'MIN') }
    expect(dueOf(plan(inMinutes), [], meter, on(10)).at).toBe(on(25))
    expect(dueOf(plan(every), [], undefined, on(10))).toEqual({
      ...{ since: on(0), isOverdue: false, isAhead: false, window: 'PM-7.1' },
    })
  })

  it('anew from when its window was over, once for each time it is due', () => {
    const monthly = plan({ days: 30 })
    expect(dueOf(monthly, [window(1, 'asked', 28)], undefined, on(25))).toMatchObject({
      ...{ window: 'PM-7.1', planned: { state: 'asked' } },
    })
    const done = [window(1, 'cancelled', 26), window(2, 'done', 28)]
    const after = dueOf(monthly, done, undefined, on(29))
    expect(after).toMatchObject({ since: on(28, 4), at: on(58, 4), window: 'PM-7.3', isAhead: false })
    expect(after.planned).toBeUndefined()
    // Somebody says that it was done although no window had been planned for it.
    expect(dueOf(plan({ days: 30 }, { doneAt: on(40) }), done, undefined, on(41)).at).toBe(on(70))
  })
})
