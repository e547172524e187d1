import { describe, expect, it } from 'vitest'
import { hours, instant, later, minutes } from '#kernel/time'
import { OperationId } from '#model/production'
import { quantity } from '#model/quantity'
import { anOrder, aPolicy } from '../../test/support/builders.ts'
import { expectedBy } from '#model/expected-report'
import { confirmationReminders, nowSettled, underWayReminder, whatIsMissing } from './expected.ts'
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

  it('one report that stays away is one trouble, whichever way it is missed first, also when the work is paused since', () => {
    const late = later(noon, hours(9))
    const clock = { [operation]: [{ what: 'started', at: noon, source: 's', id: '1' }] }
    const begun = { state: 'started', data: { ...file.data, clock } } as never as typeof file
    const [planned, underWay] = [`confirmation-${operation}`, `under-way-${operation}`]
    const first = whatIsMissing(planned, late, begun, policy)
    expect(first).toMatchObject({ trouble: { code: 'MISSED_CONFIRMATION' } })
    const second = whatIsMissing(underWay, late, first!.file as typeof file, policy)
    expect([second!.trouble, second!.file, second!.reminders]).toEqual([undefined, undefined, undefined])

    const other = whatIsMissing(underWay, late, begun, policy)!
    expect(other).toMatchObject({ trouble: { code: 'MISSED_CONFIRMATION' } })
    const again = whatIsMissing(planned, late, other.file as typeof file, policy)!
    expect([again.trouble, again.reminders]).toEqual([undefined, [{ name: planned, after: hours(1) }]])
    // Paused, that it is under way for too long is settled; that it was not reported is not.
    const pause = { what: 'paused', at: late, source: 's', id: '2' }
    const paused = {
      ...(other.file!.data as typeof file.data),
      clock: { [operation]: [...clock[operation]!, pause] },
    } as never as typeof file.data
    const settled = nowSettled(paused)
    expect(settled.settles).toEqual([{ reminder: underWay, code: 'MISSED_CONFIRMATION' }])
    expect(
      whatIsMissing(planned, later(late, hours(1)), { state: 'started', data: settled.file }, policy),
    ).toMatchObject({
      trouble: { code: 'MISSED_CONFIRMATION' },
    })
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
