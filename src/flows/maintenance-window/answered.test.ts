import { expect, it } from 'vitest'
import { CapacityChange } from '#model/capacity-change'
import { REPLAN_REQUESTED, ReplanRequested } from '#model/replan'
import { answeredBlock } from './answered.ts'

const now = '2026-11-24T06:00:00.000Z'
const keeps = () => false
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
  const closed = answeredBlock({ message, keeps, body: said('block', body), file: window() } as never)
  expect(closed.events).toEqual([expect.objectContaining({ id: 'm1.replan', type: REPLAN_REQUESTED })])
  expect(ReplanRequested.parse(closed.events![0]!.data)).toMatchObject({
    ...{ replan: 'window.PM-311', cause: 'window', of: 'PM-311', why: 'PM-311 takes Press 7 out of work.' },
  })
})

it('once it is in nobody’s way any more, the plan that was asked for because of it is withdrawn, once', () => {
  const asked = answeredBlock({ message, keeps, body: said('block', body), file: window() } as never)
  expect(asked.file?.data).toMatchObject({ isPlanned: true })
  const moved = { ...asked.file!, data: { ...asked.file!.data, affected: [] } }
  const over = answeredBlock({ message, keeps, body: said('moveBlock', body), file: moved } as never)
  expect(over.events!.map(({ data }) => ReplanRequested.parse(data))).toMatchObject([
    { replan: 'window.PM-311', isOver: true, why: 'PM-311 is in the way of no order any more.' },
  ])
  const again = answeredBlock({ message, keeps, body: said('moveBlock', body), file: over.file } as never)
  expect(again.events).toBeUndefined()
})

it('what the ERP closes after it was called off asks for no plan', () => {
  const cancelled = { ...window(), state: 'cancelled' }
  expect(answeredBlock({ message, keeps, body: said('block', body), file: cancelled } as never).events).toBeUndefined()
})

it('what is in nobody’s way, is freed or was refused asks for no plan', () => {
  expect(
    answeredBlock({ message, keeps, body: said('block', body), file: window({ affected: [] }) } as never).events,
  ).toBeUndefined()
  expect(
    answeredBlock({ message, keeps, body: said('freeBlock', body), file: window() } as never).events,
  ).toBeUndefined()
  expect(
    answeredBlock({ message, keeps, body: said('block', body, 'refused'), file: window() } as never).events,
  ).toBeUndefined()
})

it('SYS-08: exactly what the ERP has closed or freed is told to a planner outside it, and nothing it refused', () => {
  const told = (operation: string, over: object = {}, state = 'confirmed') =>
    answeredBlock({
      ...{ message, keeps: () => true, file: window({ affected: [], workCentres: [] }) },
      body: said(operation, { ...body, title: 'PM-311: Seals', ...over }, state),
    } as never).events?.map(({ id, data }) => [id, CapacityChange.parse(data)])
  const centre = { block: 'A/PM-311', workCentre: press.id, name: 'Press 7' }
  expect(told('block')).toEqual([
    ['m1.capacity', { ...centre, title: 'PM-311: Seals', closed: { from: now, until: body.to } }],
  ])
  expect(told('freeBlock', { from: undefined, to: undefined, title: undefined })).toEqual([['m1.capacity', centre]])
  expect(told('block', {}, 'refused')).toBeUndefined()
})
