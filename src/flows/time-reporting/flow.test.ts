import { describe, expect, it } from 'vitest'
import type { Outcome, Policy } from '#engine'
import { quantity } from '#model/quantity'
import { TimeReported } from '#model/work'
import { aPolicy, anOrder } from '../../../test/support/builders.ts'
import { openedFrom } from '../standing.ts'
import { timeReporting } from './flow.ts'

const operation = { operation: '20', name: 'Weld', workCenter: 'WELD', plannedMinutes: '60', over: false }
const data = openedFrom(anOrder({ operations: [{ ...operation, completed: quantity(0) }] }))
const reports = (over: object, policy: Partial<Policy> = {}, permits: readonly string[] = []): Outcome =>
  timeReporting.decide({
    message: { plant: 'A', occurredAt: '2026-11-24T15:00:00.000Z' },
    body: TimeReported.parse({ order: 'odoo.42', operation: '20', person: 'anna', ...over }),
    ...{ facts: {}, file: { state: 'started', data }, policy: { ...aPolicy, ...policy }, permits },
  } as never)
const from = '2026-11-24T06:00:00Z'

describe('time of people and machines', () => {
  it('is told by when it began and ended, exact to the second, or by its minutes', () => {
    expect(reports({ started: from, ended: '2026-11-24T07:30:20Z' }).sentence).toBe(
      '90.3333 min of anna at Weld (20) of WH/MO/00042.',
    )
    expect(reports({ of: 'machine', person: undefined, minutes: '45' }).sentence).toBe(
      '45 min of the machine at Weld (20) of WH/MO/00042.',
    )
  })

  it.each([['at the moment'], ['an hour before']])('that ends %s it began is refused', (when) => {
    const ended = when === 'at the moment' ? from : '2026-11-24T06:00:00+01:00'
    expect(reports({ started: from, ended })).toMatchObject({ verdict: 'refused', code: 'END_BEFORE_START' })
  })

  it('of more than sixteen hours is booked, and shown to the supervisor', () => {
    expect(reports({ minutes: '960' }).verdict).toBe('accepted')
    const long = reports({ minutes: '961' })
    expect(long).toMatchObject({ verdict: 'flagged', code: 'LONG_TIME' })
    expect(long.intents).toMatchObject([{ operation: 'reportTime' }])
  })

  it('of a person who is booked elsewhere is allowed by the plant’s rule, or by somebody who looked at it', () => {
    const overlap = (outcome: Outcome) => (outcome.intents![0]!.body as { overlap: string }).overlap
    expect(overlap(reports({ minutes: '5' }))).toBe('refuse')
    expect(overlap(reports({ minutes: '5' }, { personOverlap: 'allow' }))).toBe('allow')
    expect(overlap(reports({ minutes: '5' }, {}, ['OVERLAP']))).toBe('allow')
  })
})
