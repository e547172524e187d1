import { expect, it } from 'vitest'
import { Unavailable } from '#kernel/failure'
import type { OrderMaterial } from '#model/material'
import { apiGround } from '../../../test/support/api-ground.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import type { MaterialList } from './contract.ts'

const seal = { item: 'SEAL-40' as never, name: 'Seal ring 40', neededAt: '2031-11-24T06:00:00.000Z' }
const order = (nth: number, more: Partial<OrderMaterial>): OrderMaterial => ({
  ...{ order: `odoo.${nth}` as never, label: `MO-${nth}`, isReleased: true, isUrgent: false },
  ...{ from: `2031-11-2${nth}T06:00:00.000Z`, components: 3, ready: 3, awaited: [] },
  ...more,
})
const open = [
  order(1, {}),
  order(2, { ready: 2, awaited: [{ ...seal, at: '2031-11-23T06:00:00.000Z' }] }),
  order(3, { ready: 1, awaited: [seal, { ...seal, item: 'OIL' as never, at: '2031-11-28T06:00:00.000Z' }] }),
  order(4, { ready: 2, awaited: [{ ...seal, at: '2031-11-28T06:00:00.000Z' }] }),
  order(5, { isReleased: false, ready: 2, awaited: [seal] }),
]
const { api } = await apiGround(ledgerDouble(), {
  parts: {
    ask: async (plant, { argument }) =>
      (plant === 'A' && argument === 'A' ? open : new Unavailable('UNREACHABLE', 'Odoo does not answer')) as never,
  },
})

it('WF-49: before an order begins a planner sees how much of its material lies ready, and from when it can be made', async () => {
  const paula = await api.person('paula', { role: 'planner', plant: 'A' })
  const answer = await paula.get('/api/v1/material')
  expect(answer.statusCode).toBe(200)
  const { orders, away }: MaterialList = answer.json()
  expect(
    orders.map(({ label, readyPercent, starving, feasible }) => [label, readyPercent, starving, feasible]),
  ).toEqual([
    ['MO-3', 33, true, null],
    ['MO-4', 66, true, '2031-11-28T06:00:00.000Z'],
    ['MO-1', 100, false, null],
    ['MO-2', 66, false, '2031-11-23T06:00:00.000Z'],
    ['MO-5', 66, false, null],
  ])
  expect(away).toEqual([])
})

it('WF-49: a plant whose ERP does not answer is named, and nobody sees the material of a plant of others', async () => {
  const ben = await api.person('ben', { role: 'planner', plant: 'B' })
  const answer = await ben.get('/api/v1/material')
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    { orders: [], away: [{ plant: 'B', sentence: 'Odoo does not answer' }] },
  ])
  expect((await ben.get('/api/v1/material?plant=A')).statusCode).toBe(403)
})
