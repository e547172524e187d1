import { expect, it } from 'vitest'
import { orderOf } from './requests.ts'

const told = {
  ...{ id: 42, title: 'New seals', corrective: true, urgent: false, archived: false, done: false, begun: false },
  ...{ blocked: false, from: null, to: null, created: '2026-11-22T05:00:00.123456', closed: null, by: 'mia' },
  ...{ written: '2026-11-22T06:00:00', equipment: { id: 7, name: 'Press 7', serial: 'PRESS-7' } },
}
const read = (more: object) =>
  orderOf({ ...told, ...more }, { system: 'odoo', plant: 'A' }, (id) => `https://erp/${id}`)

it('SYS-03: a request of Odoo’s Maintenance is a maintenance order, of an asset by its serial number', () => {
  expect(read({})).toMatchObject({
    ...{ record: 'm42', changedAt: '2026-11-22T06:00:00.000Z', plant: 'A', parts: [] },
    order: {
      id: 'odoo.m42',
      label: '#42',
      asset: 'PRESS-7',
      assetName: 'Press 7',
      created: '2026-11-22T05:00:00.123Z',
    },
  })
  expect(read({ equipment: { ...told.equipment, serial: null } }).order.asset).toBe('odoo.a7')
  expect(read({ equipment: null }).order).not.toHaveProperty('asset')
})

it.each([
  [{}, 'approved'],
  [{ from: '2026-12-01T06:00:00' }, 'scheduled'],
  [{ begun: true }, 'started'],
  [{ begun: true, blocked: true }, 'held'],
  // What stands still before it has begun has not begun.
  [{ blocked: true }, 'approved'],
  [{ done: true, closed: '2026-11-22' }, 'completed'],
  [{ done: true, closed: '2026-11-22', archived: true }, 'cancelled'],
])('SYS-03: %j is %s', (more, state) => {
  expect(read(more).order.state).toBe(state)
})

it('SYS-03: what is urgent and failed is a breakdown; everything else that is planned stops its asset', () => {
  const kinds = [{ urgent: true }, {}, { corrective: false }, { corrective: false, urgent: true }].map((more) => {
    const { order, standsStill } = read(more)
    return [order.kind, standsStill]
  })
  expect(kinds).toEqual([
    ['corrective-breakdown', false],
    ['corrective-deferred', true],
    ['preventive-time', true],
    ['preventive-time', true],
  ])
})

it('SYS-03: it was done on the day Odoo says, whatever is written into it later', () => {
  const done = { done: true, closed: '2026-11-22' }
  expect(read(done).order).toMatchObject({ completed: '2026-11-22T06:00:00.000Z', by: 'mia' })
  expect(read({ ...done, written: '2026-11-25T06:00:00' }).order.completed).toBe('2026-11-22T23:59:59.000Z')
})
