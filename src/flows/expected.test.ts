import { describe, expect, it } from 'vitest'
import { hours, instant, later, minutes } from '#kernel/time'
import { OperationId } from '#model/production'
import { quantity } from '#model/quantity'
import { anOrder, aPolicy } from '../../test/support/builders.ts'
import { expectedBy } from '#model/expected-report'
import { confirmationReminders, underWayReminder, whatIsMissing } from './expected.ts'
import { openedFrom } from './standing.ts'

/** Friday noon, UTC. */
const noon = instant(Date.parse('2026-12-18T12:00:00Z'))
const [operation, name] = [OperationId.parse('10'), 'Cut']
const order = anOrder({
  plannedStart: noon,
  operations: [{ operation, name, workCenter: 'SAW', plannedMinutes: '90', completed: quantity(0), over: false }],
})
const early = { work: ['Mon-Fri 06:00-14:00'], closed: ['2026-12-21'] }
const policy = { ...aPolicy, patience: { ...aPolicy.patience, confirmation: hours(1) } }
const inShifts = { ...policy, calendar: early }
const unasked = { ...aPolicy, patience: { ...aPolicy.patience, confirmation: 0 } }
const file = { state: 'released', data: openedFrom(order) }

describe('when a confirmation is expected', () => {
  it('by its place in the order’s plan, and some patience', () => {
    expect(expectedBy(order, 0, policy)).toBe(later(noon, minutes(90)))
    expect(confirmationReminders(order, noon, policy)).toEqual([
      { name: `confirmation-${operation}`, after: minutes(150) },
    ])
  })

  it('is counted in the time in which the plant works', () => {
    expect(expectedBy(order, 0, inShifts)).toBe(later(noon, minutes(90)))
    // Half an hour is left on Friday; Monday is a holiday.
    const tuesday = '2026-12-22T06:30:00.000Z'
    expect(later(noon, confirmationReminders(order, noon, inShifts)[0]!.after)).toBe(tuesday)
    const name = `confirmation-${operation}`
    expect(whatIsMissing(name, later(noon, hours(3)), file, inShifts)).toMatchObject({ verdict: 'accepted' })
    expect(whatIsMissing(name, tuesday, file, inShifts)).toMatchObject({ code: 'MISSED_CONFIRMATION' })
  })

  it('work that was begun may take its planned time in shifts', () => {
    const begun = { ...file.data, clock: { [operation]: [{ what: 'started', at: noon, source: 's', id: '1' }] } }
    const [reminder] = underWayReminder(begun as never, 0, noon, inShifts)
    expect(later(noon, reminder!.after)).toBe('2026-12-22T06:30:00.000Z')
  })

  it('a patience of none: nobody asks, also where somebody was to ask before the rule was made', () => {
    expect(confirmationReminders(order, noon, unasked)).toEqual([])
    for (const name of [`confirmation-${operation}`, `under-way-${operation}`]) {
      const clock = { [operation]: [{ what: 'started', at: noon, source: 's', id: '1' }] }
      const begun = { ...file, data: { ...file.data, clock } } as never
      const said = whatIsMissing(name, later(noon, hours(100)), begun, unasked)
      expect(said).toMatchObject({ verdict: 'accepted', sentence: expect.stringContaining('Nobody asks') })
    }
  })
})
