import { describe, expect, it } from 'vitest'
import { healthOf, type SystemRow } from './system-health.ts'

const now = '2026-11-24T10:00:00.000Z'
const card = { id: 'cmms', title: 'CMMS', plants: ['A'] }
const quiet: SystemRow = {
  ...{ system: 'cmms', events: 0, oldest: null, failure: null, failed_at: null, heard_at: null, held_since: null },
  ...{ held: null, ahead_ms: null, device: null, asked_at: null, told_at: null, begun_at: null, stream: null },
}
const health = (over: Partial<SystemRow>) => {
  const { state, sentence } = healthOf(card, { ...quiet, ...over }, now)
  return [state, sentence]
}
const stream = { since: '2026-11-24T09:30:00.000Z', isThere: true, trouble: null, heard: '2026-11-24T09:59:57.000Z' }

describe('SYS-03: how a system is that nothing waits for', () => {
  it('says of one that is asked for what changed when it answered, and that it does not any more', () => {
    const begun = { begun_at: '2026-11-24T06:00:00.000Z' }
    const asked = { ...begun, asked_at: '2026-11-24T09:59:56.000Z' }
    expect(health(asked)).toEqual(['in-step', 'Answered 4 s ago; has told nothing yet.'])
    expect(health({ ...asked, told_at: '2026-11-24T08:00:00.000Z' })).toEqual([
      ...['in-step', 'Answered 4 s ago; told something new 2 h ago.'],
    ])
    expect(health({ ...begun, asked_at: '2026-11-24T09:50:00.000Z' })).toEqual([
      ...['unreachable', 'It has not answered for 10 min. What changes there meanwhile is found once it answers.'],
    ])
  })

  it('is patient where the hub itself was away', () => {
    const [state] = health({ asked_at: '2026-11-23T10:00:00.000Z', begun_at: '2026-11-24T09:59:00.000Z' })
    expect(state).toBe('in-step')
  })

  it('says of one that is listened to whether it is connected, and what is in the way', () => {
    expect(health({ stream })).toEqual(['in-step', 'Connected; the last signal came 3 s ago.'])
    expect(health({ stream: { ...stream, heard: null } })).toEqual(['in-step', 'Connected; no signal has come yet.'])
    expect(health({ stream: { ...stream, isThere: false, trouble: 'The broker cannot be reached.' } })).toEqual([
      ...['unreachable', 'Not connected for 30 min: The broker cannot be reached.'],
    ])
  })

  it('says of one that effects are sent to when it answered one last', () => {
    expect(health({ heard_at: '2026-11-24T09:58:00.000Z' })).toEqual(['in-step', 'Last answer 2 min ago.'])
    expect(health({})).toEqual(['in-step', 'Nothing was asked of it in the last day.'])
  })
})
