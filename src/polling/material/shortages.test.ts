import { expect, it } from 'vitest'
import type { OrderMaterial } from '#model/material'
import { shortagesOf } from './shortages.ts'

const now = '2026-11-23T06:00:00.000Z'
const day = (of: number) => `2026-11-${of}T06:00:00.000Z`
const seal = { item: 'SEAL-40' as never, name: 'Seal ring 40' }
const order = (nth: number, awaited: OrderMaterial['awaited'], more: Partial<OrderMaterial> = {}): OrderMaterial => ({
  ...{ order: `odoo.${nth}` as never, label: `MO-${nth}`, isReleased: true, isUrgent: false, components: 3, ready: 2 },
  ...{ awaited, ...more },
})

it('WF-49: a shortage is one item with all released orders it starves, who needs it first in front', () => {
  const short = shortagesOf(
    [
      order(1, [{ ...seal, neededAt: day(26) }]),
      order(2, [{ ...seal, neededAt: day(24), at: day(25) }]),
      order(3, [{ ...seal, neededAt: day(28), at: day(25) }]),
      order(4, [{ ...seal, neededAt: day(24) }], { isReleased: false }),
      order(5, [{ item: 'OIL' as never, name: '', neededAt: day(30) }]),
    ],
    now,
    day(29),
  )
  expect([...short.values()]).toEqual([
    {
      ...{ ...seal, more: 0 },
      orders: [
        { order: 'odoo.2', label: 'MO-2', neededAt: day(24), at: day(25) },
        { order: 'odoo.1', label: 'MO-1', neededAt: day(26) },
      ],
    },
  ])
})

it('WF-49: what should have come by now and is needed is short; what is needed beyond the horizon is not yet', () => {
  const late = [order(1, [{ ...seal, neededAt: day(22), at: day(21) }])]
  expect([...shortagesOf(late, now, day(29)).keys()]).toEqual(['SEAL-40'])
  const far = [order(1, [{ ...seal, neededAt: day(30) }])]
  expect(shortagesOf(far, now, day(29)).size).toBe(0)
})
