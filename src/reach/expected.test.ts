import { describe, expect, it } from 'vitest'
import { type Instant, later, minutes } from '#kernel/time'
import type { DowntimeFile } from '#model/asset-downtime-case'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import type { WindowFile, WindowState } from '#model/maintenance-window-case'
import { type Maintenance, missingIn, proofIn } from './expected.ts'

const at = '2026-11-24T06:00:00.000Z'
const after = (span: number): Instant => later(at, minutes(span))
const saw = { id: 'odoo.wc.7', name: 'Saw' }
const plan = { start: after(60), end: after(180), workCentres: [saw] }
const nothing: Maintenance = { windows: [], downtimes: [], orders: [] }

const aWindow = (state: WindowState, more: Partial<WindowFile> = {}): Maintenance => ({
  ...nothing,
  windows: [
    {
      state,
      changed: at,
      data: {
        ...{ window: 'PM-1', version: 1, title: 'Seals', equipment: ['SAW-1'], ...plan, affected: [], conflicts: [] },
        ...more,
      },
    },
  ],
})
const agreed = {
  booked: { ...plan, version: 1 },
  production: { by: 'paula', at, reason: 'it fits' },
}
const closed = { ...agreed, erp: { [saw.id]: 'closed' as const } }

const down = (more: object = {}): Maintenance['downtimes'][number] => ({
  changed: at,
  data: {
    ...{ form: 2, order: { label: 'Saw 1' }, asset: 'SAW-1', next: 2, loose: [] },
    downtimes: [
      {
        ...{ number: 1, revision: 1, from: at, isFailure: true },
        said: [{ id: '1', message: 'm', what: 'failed', at, heard: at, by: 'plc' }],
        ...more,
      },
    ],
  } as DowntimeFile,
})
const order = (kind = 'corrective-breakdown', more: object = {}) =>
  ({
    order: { ...{ id: 'cmms.7', label: 'WO7', title: 'Seals', kind, asset: 'SAW-1', started: at }, ...more },
  }) as unknown as MaintenanceOrderFile
const { start: plannedStart, end: plannedEnd } = plan
const work = (more: object): Maintenance => ({ ...nothing, orders: [order('preventive-time', more)] })

const kinds = (told: Maintenance, span: number) => missingIn(told, after(span), minutes(60)).map(({ kind }) => kind)

describe('EXC-16: what maintenance should have told or brought about by a time', () => {
  it('waits for what maintenance says for as long as the plant has it', () => {
    expect(kinds(aWindow('approved', closed), 119)).toEqual([])
    expect(missingIn(aWindow('approved', closed), after(100), minutes(30)).map(({ kind }) => kind)).toEqual([
      'window-not-begun',
    ])
  })

  it.each<[what: string, told: Maintenance, until: number, kind: string]>([
    ['a window that both agreed to is in the ERP', aWindow('approved', agreed), 5, 'window-not-booked'],
    ['a window that was proposed is decided on before it begins', aWindow('proposed'), 60, 'window-not-decided'],
    ['a window has its answer before it begins', aWindow('asked'), 60, 'window-not-answered'],
    ['a window that was agreed to begins', aWindow('approved', closed), 120, 'window-not-begun'],
    ['a window that has begun is over', aWindow('started', closed), 240, 'window-not-over'],
    ['what stands still is closed in the ERP', { ...nothing, downtimes: [down()] }, 5, 'standstill-not-booked'],
    ['a breakdown that is mended stands still', { ...nothing, orders: [order()] }, 10, 'breakdown-not-told'],
    ['planned work begins', work({ state: 'scheduled', plannedStart }), 120, 'order-not-begun'],
    ['work is over that began early', work({ state: 'started', plannedStart, plannedEnd }), 180, 'order-not-over'],
    ['work is over for which no time was planned', work({ state: 'started' }), 1440, 'order-not-over'],
  ])('%s, and is missed from then on and not before', (_what, told, until, kind) => {
    expect(kinds(told, until)).not.toContain(kind)
    expect(kinds(told, until + 1)).toContain(kind)
  })

  it.each<[what: string, told: Maintenance]>([
    ['of a window that is over', aWindow('done', closed)],
    ['of a window that was called off', aWindow('cancelled', agreed)],
    ['of a window that production said no to', aWindow('rejected')],
    [
      'of a standstill that is closed',
      { ...nothing, downtimes: [down({ block: { workCentre: saw, erp: 'closed' } })] },
    ],
    ['of a false alarm', { ...nothing, downtimes: [down({ voided: { by: 'x', at, reason: 'none' } })] }],
    ['of a standstill that is over', { ...nothing, downtimes: [down({ until: after(1) })] }],
    ['of a breakdown that stands still', { ...nothing, orders: [order()], downtimes: [down({ until: after(30) })] }],
    ['of other work', { ...nothing, orders: [order('preventive-time')] }],
    ['of work that stands still', work({ state: 'held', plannedStart, plannedEnd })],
    [
      'of work that a window is for',
      { ...aWindow('done', { order: 'cmms.7' }), orders: work({ state: 'started' }).orders },
    ],
  ])('nothing is missing %s', (_what, told) => {
    expect(kinds(told, 10_000)).toEqual([])
  })

  it('a work centre that the ERP would not close is missing by name, the longest overdue first', () => {
    const refused = aWindow('started', { ...agreed, erp: { [saw.id]: 'refused' } })
    const missing = missingIn({ ...refused, orders: [order()] }, after(500), minutes(60))
    expect(missing.map(({ kind }) => kind)).toEqual(['window-not-booked', 'breakdown-not-told', 'window-not-over'])
    expect(missing[0]!.sentence).toBe('Seals (PM-1) was agreed to, and the ERP would not close Saw for it.')
  })
})

describe('OBS-07: the last proof', () => {
  it('is the last of what the ERP has closed, whatever is missing', () => {
    expect(proofIn(nothing)).toBeUndefined()
    expect(proofIn(aWindow('approved', agreed))).toBeUndefined()
    const later = down({ block: { workCentre: saw, erp: 'free' }, until: after(30) })
    const both = { ...aWindow('approved', closed), downtimes: [{ ...later, changed: after(30) }] }
    expect(proofIn(both)).toMatchObject({ about: 'SAW-1', at: after(30) })
    expect(proofIn(aWindow('approved', closed))).toMatchObject({ about: 'PM-1' })
  })
})
