import { describe, expect, it } from 'vitest'
import { hours, later, minutes } from '#kernel/time'
import type { Cause, StandingAlert } from './cause.ts'
import { judgeAlerts } from './judge.ts'

const now = '2026-11-23T08:00:00.000Z'
const cause = (over: Partial<Cause> = {}): Cause => ({
  plant: 'A',
  cause: 'exception',
  about: 'UNKNOWN_ORDER',
  severity: 'warning',
  owner: 'supervisor',
  count: 1,
  sentence: '1 exception.',
  now: 'Correct it.',
  link: '/exceptions',
  ...over,
})
const alert = (over: Partial<StandingAlert> = {}): StandingAlert => ({
  ...cause(),
  alertId: '1',
  openedAt: later(now, -hours(1)),
  returns: 0,
  clearedAt: null,
  acknowledgedAt: null,
  closedAt: null,
  told: [],
  ...over,
})

describe('EXC-13: what becomes of alerts by what is wrong', () => {
  it('one cause raises one alert, however often it is met; others of its kind and other plants raise their own', () => {
    const causes = [cause(), cause({ about: 'LOT_REQUIRED' }), cause({ plant: 'B' })]
    expect(judgeAlerts(causes, [], now).raised).toEqual(causes)
    const { raised, changed } = judgeAlerts([cause()], [alert()], now)
    expect([raised, changed]).toEqual([[], []])
  })

  it('a thousand exceptions of one cause are counted in one alert', () => {
    const { raised, changed } = judgeAlerts([cause({ count: 1000, sentence: '1000 exceptions.' })], [alert()], now)
    expect(raised).toEqual([])
    expect(changed).toMatchObject([{ alertId: '1', count: 1000, sentence: '1000 exceptions.' }])
  })

  it('an alert whose cause is gone stays open for two minutes, then it is over', () => {
    const [cleared] = judgeAlerts([], [alert()], now).changed
    expect(cleared).toMatchObject({ clearedAt: now, closedAt: null })
    expect(judgeAlerts([], [cleared!], later(now, minutes(1))).changed).toEqual([])
    expect(judgeAlerts([], [cleared!], later(now, minutes(2))).changed).toMatchObject([
      { closedAt: later(now, minutes(2)) },
    ])
  })

  it('one that flickers is the same alert, and takes longer each time until it is believed', () => {
    const cleared = alert({ clearedAt: now, returns: 2 })
    const [back] = judgeAlerts([cause()], [cleared], later(now, minutes(1))).changed
    expect(back).toMatchObject({ alertId: '1', clearedAt: null, returns: 3 })
    const again = { ...back!, clearedAt: now }
    expect(judgeAlerts([], [again], later(now, minutes(15))).changed).toEqual([])
    expect(judgeAlerts([], [again], later(now, minutes(16))).changed).toHaveLength(1)
    const often = alert({ clearedAt: now, returns: 40 })
    expect(judgeAlerts([], [often], later(now, hours(1))).changed).toHaveLength(1)
  })

  it('one that is over is not opened again: the cause raises a new one', () => {
    const over = alert({ clearedAt: now, closedAt: now })
    expect(judgeAlerts([cause()], [over], now)).toMatchObject({ raised: [{ about: 'UNKNOWN_ORDER' }], changed: [] })
  })
})
