import { describe, expect, it } from 'vitest'
import { hours } from '#kernel/time'
import type { Downtime, DowntimeFile, OrderAtRisk, StandstillBlock } from '#model/asset-downtime-case'
import { breakdownCause } from './breakdowns.ts'

const from = '2026-11-24T10:02:10.000Z'
const said = [
  { id: '1', message: 'm', what: 'failed', at: from, heard: '2026-11-24T10:02:12.000Z', by: 'plc' },
] as const
const saw = { id: 'odoo.work-centre.7', name: 'Saw' }
const block: StandstillBlock = { workCentre: saw, from, to: '2026-11-24T18:02:10.000Z', erp: 'closed' }
const down: Downtime = { from, said, isFailure: true, number: 1, revision: 1, block }
const order: OrderAtRisk = {
  ...{ order: 'odoo.42', label: 'WH/MO/00042', isStarted: true, isUrgent: false, minutes: 60, lateBy: 0 },
  sales: [
    {
      ...{ order: 'S00042', customer: 'Acme', value: '1200.00', currency: 'EUR', lateBy: hours(5) },
      promised: '2026-11-24T20:00:00.000Z',
    },
  ],
}
const told = (one: Downtime, now = '2026-11-24T10:02:30.000Z', criticality: 'A' | 'B' | 'C' = 'B') => {
  const data: DowntimeFile = {
    ...{ form: 2, order: { label: 'Press 7' }, asset: 'PRESS-7', downtimes: [one], next: 2, loose: [] },
  }
  return breakdownCause({ plant: 'A', asset: 'PRESS-7', data, criticality }, now, 'UTC')
}

describe('T20 WF-05: the alert about a breakdown', () => {
  it('names the asset, its work centre, what runs there, and whose order would be late by how much', () => {
    const cause = told({ ...down, atRisk: { at: from, orders: [order], sells: true } })
    expect(cause).toMatchObject({ cause: 'breakdown', about: 'PRESS-7', severity: 'critical', owner: 'planner' })
    expect(cause!.sentence).toBe(
      'Press 7 (PRESS-7) stands still since 24 Nov, 10:02, and Saw with it. WH/MO/00042 runs there. ' +
        'S00042 (1200.00 EUR), promised for 24 Nov, 20:00, of WH/MO/00042 would be 5 h late.',
    )
  })

  it('waits a little for the orders, and comes without them where the ERP does not answer', () => {
    expect(told(down, '2026-11-24T10:02:15.000Z')).toBeUndefined()
    expect(told(down)).toMatchObject({ severity: 'warning' })
    expect(told(down, undefined, 'A')).toMatchObject({ severity: 'critical' })
  })

  it('comes at once for one that nobody has mapped, and is over when it works', () => {
    const { block: _, ...unmapped } = down
    expect(told(unmapped, '2026-11-24T10:02:13.000Z')!.now).toMatch(/Say under Assets/)
    expect(told({ ...down, until: '2026-11-24T11:00:00.000Z' })).toBeUndefined()
  })
})
