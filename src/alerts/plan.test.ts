import { describe, expect, it } from 'vitest'
import { type Alerting, Alerting as Schema } from '#governance/rules/alerting'
import { hours, type Instant, later, minutes } from '#kernel/time'
import type { StandingAlert, Told } from './cause.ts'
import { isOnDuty } from './duty.ts'
import { planNotices, type PlanningParts, settledOf } from './plan.ts'
import { noticeFrom } from './say.ts'

/** A Monday, 09:00 in Berlin. */
const now = '2026-11-23T08:00:00.000Z'
const night = '2026-11-23T23:00:00.000Z'

const alert = (n: number, over: Partial<StandingAlert> = {}): StandingAlert => ({
  alertId: `alert ${n}`,
  plant: 'A',
  cause: 'exception',
  about: `CODE_${n}`,
  severity: 'warning',
  owner: 'supervisor',
  sentence: `${n} exceptions of a kind.`,
  now: 'Correct them.',
  link: '/exceptions',
  count: n,
  openedAt: now,
  returns: 0,
  clearedAt: null,
  acknowledgedAt: null,
  closedAt: null,
  told: [],
  ...over,
})
const alerting = (over: object = {}, route: object = {}): Alerting =>
  Schema.parse({
    recipients: [
      { plant: 'A', id: 'shift', via: 'mail', address: 'shift@example.com', ...over },
      { plant: 'A', id: 'manager', via: 'mail', address: 'manager@example.com' },
    ],
    routes: [
      {
        plant: 'A',
        id: 'all',
        steps: [
          { after: 0, to: ['shift'] },
          { after: minutes(30), to: ['manager'] },
        ],
        ...route,
      },
    ],
  })
const day = { hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '06:00', to: '22:00' } }

const plans = (alerts: readonly StandingAlert[], over: Partial<PlanningParts> = {}) =>
  planNotices(alerts, { alerting: alerting(), zoneOf: () => 'Europe/Berlin', told: [], now, ...over })
const said = (alerts: readonly StandingAlert[], over: Partial<PlanningParts> = {}) =>
  plans(alerts, over).map(
    ({ recipient, kind, entries }) => `${recipient.id} ${kind} ${entries.map(({ what }) => what).join(' ')}`,
  )
const told = (recipient: string, step = 0, what: Told['what'] = 'raised'): Told => ({ recipient, step, what })
const lately = (count: number, madeAt: Instant = later(now, -minutes(20))) =>
  Array.from({ length: count }, () => ({ plant: 'A', recipient: 'shift', kind: 'one' as const, madeAt }))

describe('EXC-13: whom an alert is told to', () => {
  it('is the first step at once, the next one when its time is over and nobody has acknowledged', () => {
    expect(said([alert(1)])).toEqual(['shift one raised'])
    const known = alert(1, { told: [told('shift')] })
    expect(said([known])).toEqual([])
    const half = later(now, minutes(30))
    expect(said([known], { now: half })).toEqual(['manager one escalated'])
    expect(said([{ ...known, acknowledgedAt: now }], { now: half })).toEqual([])
  })

  it('depends on plant, cause, severity and who has to act', () => {
    const route = (over: object) => ({ alerting: alerting({}, over) })
    expect(said([alert(1, { plant: 'B' })])).toEqual([])
    expect(said([alert(1)], route({ causes: ['system-away'] }))).toEqual([])
    expect(said([alert(1)], route({ owners: ['integration'] }))).toEqual([])
    expect(said([alert(1)], route({ severity: 'critical' }))).toEqual([])
    expect(said([alert(1, { severity: 'critical' })], route({ severity: 'critical' }))).toEqual(['shift one raised'])
  })

  it('waits for their hours, unless it is critical and they want that at any hour', () => {
    const parts = { alerting: alerting(day), now: night }
    const tonight = { openedAt: night }
    expect(said([alert(1, tonight)], parts)).toEqual([])
    expect(said([alert(1, { ...tonight, severity: 'critical' })], parts)).toEqual(['shift one raised'])
    const never = { alerting: alerting({ ...day, outsideHours: 'nothing' }), now: night }
    expect(said([alert(1, { ...tonight, severity: 'critical' })], never)).toEqual([])
    expect(said([alert(1, { openedAt: now })], { ...parts, now: later(night, hours(7)) })).toContain('shift one raised')
  })

  it('a shift over midnight belongs to the day it began, on the clock of the plant', () => {
    const friday = { hours: { days: ['fri' as const], from: '22:00', to: '06:00' } }
    expect(isOnDuty(friday, '2026-11-27T21:30:00.000Z', 'Europe/Berlin')).toBe(true)
    expect(isOnDuty(friday, '2026-11-28T04:30:00.000Z', 'Europe/Berlin')).toBe(true)
    expect(isOnDuty(friday, '2026-11-28T05:30:00.000Z', 'Europe/Berlin')).toBe(false)
    expect(isOnDuty(friday, '2026-11-27T04:30:00.000Z', 'Europe/Berlin')).toBe(false)
  })

  it('hears that it is over, whoever was told; nobody else does', () => {
    const over = alert(1, { closedAt: now, told: [told('shift')] })
    expect(said([over])).toEqual(['shift one cleared'])
    expect(said([{ ...over, told: [told('shift'), told('shift', -1, 'cleared')] }])).toEqual([])
    expect(said([{ ...over, told: [] }])).toEqual([])
  })

  it('is silent while the cause is gone and may come back', () => {
    expect(said([alert(1, { clearedAt: now })], { now: later(now, minutes(40)) })).toEqual([])
  })

  it('a thousand causes at once are one notice each, critical ones first', () => {
    const storm = Array.from({ length: 1000 }, (_, n) => alert(n, n === 900 ? { severity: 'critical' } : {}))
    const [notice, ...others] = plans(storm)
    expect(others).toEqual([])
    expect(notice).toMatchObject({ kind: 'many', recipient: { id: 'shift' } })
    expect(notice!.entries).toHaveLength(1000)
    expect(notice!.entries[0]!.alert.about).toBe('CODE_900')
    const words = noticeFrom('n', notice!, { plantName: 'Plant A', console: 'https://hub', now })
    expect(words).toMatchObject({ subject: 'Plant A: 1000 alerts, 1 critical', more: 980 })
    expect(words.items).toHaveLength(20)
  })

  it('a thousand causes one after the other are not more than agreed, and then one every quarter of an hour', () => {
    const history: PlanningParts['told'][number][] = []
    const alerts: StandingAlert[] = []
    for (let minute = 0; minute < 60; minute++) {
      const at = later(now, minutes(minute))
      for (let n = 0; n < 17; n++) alerts.push(alert(minute * 17 + n, { openedAt: at }))
      for (const { kind, entries } of plans(alerts, {
        told: history,
        now: at,
        alerting: alerting({}, { steps: [{ after: 0, to: ['shift'] }] }),
      })) {
        history.push({ plant: 'A', recipient: 'shift', kind, madeAt: at })
        for (const entry of entries) {
          const place = alerts.indexOf(entry.alert)
          alerts[place] = { ...entry.alert, told: [told('shift')] }
        }
      }
    }
    expect(history.length).toBeLessThanOrEqual(14)
    expect(alerts.filter(({ told: heard }) => heard.length > 0).length).toBeGreaterThan(750)
  })

  it('what is critical waits two minutes at most while more than agreed was told', () => {
    const critical = [alert(1, { severity: 'critical' })]
    expect(said(critical, { told: lately(10, later(now, -minutes(1))) })).toEqual([])
    expect(said(critical, { told: lately(10, later(now, -minutes(2))) })).toEqual(['shift one raised'])
    expect(said([alert(1)], { told: lately(10, later(now, -minutes(2))) })).toEqual([])
  })

  it('is settled once everybody who was told has heard the end', () => {
    const over = alert(1, { closedAt: now, told: [told('shift')] })
    const heard = { ...over, told: [...over.told, told('shift', -1, 'cleared')] }
    expect(settledOf([alert(1), over, heard, { ...over, told: [] }], alerting())).toHaveLength(2)
  })
})

describe('the words of a notice', () => {
  const words = (over: Partial<StandingAlert>, what: Told['what'] = 'raised') =>
    noticeFrom(
      'n',
      { recipient: alerting().recipients[0]!, kind: 'one', entries: [{ alert: alert(3, over), what, step: 0 }] },
      { plantName: 'Plant A', console: 'https://hub', now: later(now, minutes(30)) },
    )

  it('say what, where, what now, and where to look', () => {
    expect(words({})).toMatchObject({
      subject: 'Plant A: 3 exceptions of a kind.',
      items: [{ sentence: '3 exceptions of a kind.', now: 'Correct them.', link: 'https://hub/exceptions' }],
      asks: true,
    })
    expect(words({}, 'escalated')).toMatchObject({
      subject: 'Plant A: Not acknowledged: 3 exceptions of a kind.',
      items: [{ now: 'Nobody has acknowledged this for 30 min. Correct them.' }],
    })
    expect(words({}, 'cleared')).toMatchObject({ subject: 'Plant A: All clear: 3 exceptions of a kind.', asks: false })
  })
})
