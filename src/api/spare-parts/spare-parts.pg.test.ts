import { expect, it } from 'vitest'
import { MaintenanceOrder } from '#model/maintenance'
import type { CountFile } from '#model/storeroom-count'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import { quantity } from '#model/quantity'
import { apiGround } from '../../../test/support/api-ground.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'

const { database, api } = await apiGround(ledgerDouble())
const order = MaintenanceOrder.parse({
  ...{ id: 'cmms.7', label: 'WO000007', plant: 'A', state: 'started', kind: 'corrective-breakdown', asset: 'PRESS-1' },
  ...{ title: 'Replace seals', created: '2026-11-22T05:00:00.000Z', version: '1' },
})

it('WF-13 FIN-07: spare parts are told with what is short, when they were used and when that was known, and what they cost', async () => {
  const file: MaintenanceOrderFile = {
    order,
    origin: 'live',
    planned: { at: order.created, parts: [{ part: 'SEAL-40', partName: 'Seal', quantity: quantity(4) }] },
    parts: { 'SEAL-40': quantity(1) },
    setAside: [{ part: 'SEAL-40', quantity: quantity(3), lies: quantity(2) }],
    moves: [
      {
        ...{ event: 'use-1', message: 'm-1', part: 'SEAL-40', quantity: quantity(1), isBack: false },
        ...{ occurredAt: '2026-11-22T06:00:00.000Z', receivedAt: '2026-11-22T06:45:00.000Z' },
        worth: { value: '12.5', currency: 'EUR', bookedOn: '2026-11-22T06:00:00.000Z' },
      },
    ],
    signals: [{ part: 'SEAL-40', quantity: quantity(1), label: 'P00012' }],
  }
  await database.pool.query(
    `insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
     select plant, 'hub', 'maintenance-order', 'cmms.7', 'started', 1, $1, now(), now()
     from unnest(array['A', 'B']) as plant`,
    [JSON.stringify(file)],
  )
  const paula = await api.person('paula', { role: 'planner', plant: 'A' })
  const told = (await paula.get('/api/v1/spare-parts')).json()
  const costs = [{ currency: 'EUR', value: '12.5' }]
  expect(told.orders).toEqual([
    expect.objectContaining({
      ...{ plant: 'A', label: 'WO000007', state: 'started', isShort: true, costs, unpriced: 0, openExceptions: 0 },
      lines: [
        {
          ...{ part: 'SEAL-40', name: 'Seal', planned: quantity(4), asked: quantity(3), ready: quantity(2) },
          ...{ used: quantity(1), refused: null },
        },
      ],
      moves: [expect.objectContaining({ message: 'm-1', late: 45, bookedOn: '2026-11-22T06:00:00.000Z' })],
      signals: [expect.objectContaining({ label: 'P00012', link: null })],
    }),
  ])
  expect((await paula.get('/api/v1/spare-parts?plant=B')).statusCode).toBe(403)
})

it('WF-11: what two systems count is told part by part, with who owns it; what differs first, and each plant by itself', async () => {
  const at = '2026-11-22T06:00:00.000Z'
  const count = { by: 'cmms', at, owner: 'odoo', comparedAt: at }
  const same: CountFile = {
    order: { label: 'Oil' },
    counts: { '*': { ...count, counted: quantity(4), books: quantity(4), price: '9', booksPrice: '9' } },
  }
  const other: CountFile = {
    order: { label: 'Seal' },
    counts: { 'WH/Stock/Spares': { ...count, counted: quantity(7), books: quantity(5), differs: 'cmms counts 7 pcs' } },
  }
  for (const [key, state, data] of [
    ['SEAL-40', 'differs', other],
    ['OIL-5', 'agreed', same],
  ] as const)
    await database.pool.query(
      `insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
       select plant, 'hub', 'spare-part', $1, $2, 1, $3, now(), now() from unnest(array['A', 'B']) as plant`,
      [key, state, JSON.stringify(data)],
    )
  const pia = await api.person('pia', { role: 'planner', plant: 'A' })
  const told = await pia.get('/api/v1/spare-parts')
  expect(told.statusCode).toBe(200)
  expect(told.json().countedOtherwise).toBe(1)
  expect(told.json().counts).toEqual([
    expect.objectContaining({
      ...{ plant: 'A', part: 'SEAL-40', name: 'Seal', storeroom: 'WH/Stock/Spares', owner: 'odoo', by: 'cmms' },
      ...{ counted: quantity(7), books: quantity(5), price: null, differs: 'cmms counts 7 pcs' },
    }),
    expect.objectContaining({ part: 'OIL-5', storeroom: null, price: '9', booksPrice: '9', differs: null }),
  ])
})
