import { expect, it } from 'vitest'
import { MaintenanceOrder } from '#model/maintenance'
import { quantity } from '#model/quantity'
import { apiGround } from '../../../test/support/api-ground.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import type { WorkOrderList } from './contract.ts'

const { database, api } = await apiGround(ledgerDouble())
const told = (id: string, more: object) =>
  MaintenanceOrder.parse({
    ...{ id, label: id.toUpperCase(), plant: 'A', state: 'started', kind: 'corrective-breakdown', title: 'New seals' },
    ...{ created: '2026-11-22T05:00:00.000Z', version: '1', ...more },
  })
const keep = (kind: string, key: string, state: string, data: object, plant = 'A') =>
  database.pool.query(
    `insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
     values ($1, 'hub', $2, $3, $4, 1, $5, now(), now())`,
    [plant, kind, key, state, JSON.stringify(data)],
  )

it('DOM-03: work orders of all sources are listed, open first, with their window, standstill and parts', async () => {
  await keep('maintenance-order', 'cmms.1', 'completed', {
    ...{ order: told('cmms.1', { state: 'completed', asset: 'PRESS-1' }), origin: 'live', uncoded: true },
  })
  await keep('maintenance-order', 'cmms.2', 'scheduled', {
    order: told('cmms.2', { state: 'scheduled', kind: 'preventive-time' }),
    origin: 'live',
    mirror: { says: 'all', label: 'WO 2', stage: 'New Request', equipment: 'Press 7' },
    setAside: [{ part: 'SEAL-40', quantity: quantity(3), lies: quantity(2) }],
  })
  await keep('maintenance-order', 'other.3', 'started', { order: told('other.3', { plant: 'B' }), origin: 'live' }, 'B')
  const times = { start: '2026-11-23T06:00:00.000Z', end: '2026-11-23T08:00:00.000Z' }
  await keep('maintenance-window', 'cmms.2.0', 'cancelled', { order: 'cmms.2', ...times })
  await keep('maintenance-window', 'cmms.2.1', 'approved', { order: 'cmms.2', ...times })
  const downtime = { number: 1, from: '2026-11-22T04:50:00.000Z', order: 'cmms.1' }
  await keep('asset-downtime', 'PRESS-1', 'running', {
    form: 2,
    downtimes: [
      { ...downtime, until: '2026-11-22T06:00:00.000Z' },
      { ...downtime, number: 2, voided: { by: 'eva', at: times.start, reason: 'none' } },
    ],
  })

  const paula = await api.person('paula', { role: 'planner', plant: 'A' })
  const asked = await paula.get('/api/v1/maintenance-orders')
  expect(asked.statusCode).toBe(200)
  expect((asked.json() as WorkOrderList).orders).toEqual([
    expect.objectContaining({
      ...{ plant: 'A', order: 'cmms.2', system: 'cmms', state: 'scheduled', isCorrective: false, breakdown: null },
      window: { window: 'cmms.2.1', state: 'approved', ...times },
      parts: expect.objectContaining({ isShort: true }),
      mirror: { label: 'WO 2', link: null, stage: 'New Request', equipment: 'Press 7', refused: null },
    }),
    expect.objectContaining({
      ...{ plant: 'A', order: 'cmms.1', state: 'completed', isCorrective: true, lacksCode: true, window: null },
      ...{
        breakdown: { number: 1, from: '2026-11-22T04:50:00.000Z', until: '2026-11-22T06:00:00.000Z' },
        parts: null,
        mirror: null,
      },
    }),
  ])
  expect((await paula.get('/api/v1/maintenance-orders?plant=B')).statusCode).toBe(403)
})
