import { expect, it } from 'vitest'
import { REPLAN_REQUESTED, ReplanRequested } from '#model/replan'
import { answeredBlock } from './answered.ts'

const now = '2026-11-24T06:00:00.000Z'
const press = { id: 'odoo.work-centre.7', name: 'Press 7' }
const message = { plant: 'A', messageId: 'm1', receivedAt: now }
const said = (operation: string, body: object, state = 'confirmed') => ({ operation, state, body })
const affected = [{ order: 'odoo.42', label: 'WH/MO/00042', minutes: 60, isStarted: false, isUrgent: false }]
const window = (over: object = {}) => ({
  state: 'approved',
  data: {
    window: 'PM-311',
    affected,
    booked: { start: now, end: '2026-11-24T10:00:00.000Z', workCentres: [press] },
    ...over,
  },
})
const body = { window: 'A/PM-311', workCentre: press.id, from: now, to: '2026-11-24T10:00:00.000Z' }

it('WF-06: a window that closes a work centre has the plan looked at anew, once for each', () => {
  const closed = answeredBlock({ message, body: said('block', body), file: window() } as never)
  expect(closed.events).toEqual([expect.objectContaining({ id: 'm1.replan', type: REPLAN_REQUESTED })])
  expect(ReplanRequested.parse(closed.events![0]!.data)).toMatchObject({
    ...{ replan: 'window.PM-311', cause: 'window', of: 'PM-311', why: 'PM-311 takes Press 7 out of work.' },
  })
})

it('what is in nobody’s way, is freed or was refused asks for no plan', () => {
  expect(
    answeredBlock({ message, body: said('block', body), file: window({ affected: [] }) } as never).events,
  ).toBeUndefined()
  expect(answeredBlock({ message, body: said('freeBlock', body), file: window() } as never).events).toBeUndefined()
  expect(
    answeredBlock({ message, body: said('block', body, 'refused'), file: window() } as never).events,
  ).toBeUndefined()
})
