import { expect, it } from 'vitest'
import { PartTaken } from '#model/maintenance'
import { partTaking } from './flow.ts'

const message = { id: 'issue-9', source: '/plants/A/systems/storeroom', occurredAt: '2026-11-22T06:30:00.000Z' }
const told = (over: object) =>
  partTaking.decide({
    message,
    body: PartTaken.parse({ part: 'GREASE-1', partName: 'Grease', quantity: { value: '2', uom: 'KGM' }, ...over }),
  } as never)

it('WF-12: what leaves the storeroom for an order is what the order has used; what names none is asked for it', () => {
  expect(told({ order: 'cmms.7' })).toMatchObject({
    verdict: 'accepted',
    events: [
      {
        ...{ id: 'used.issue-9', type: 'mfg.maintenance.part.consumed.v1', time: message.occurredAt },
        data: { order: 'cmms.7', part: 'GREASE-1', quantity: { value: '2', uom: 'KGM' } },
      },
    ],
  })
  expect(told({ by: 'Mia' })).toMatchObject({
    verdict: 'refused',
    trouble: {
      code: 'NO_DEMAND',
      owner: 'warehouse',
      sentence: '2 kg of Grease left the storeroom, taken by Mia, and nobody said for which maintenance order.',
    },
  })
})
