import { expect, it } from 'vitest'
import type { WindowFile } from '#model/maintenance-window-case'
import { apiGround } from '../../../test/support/api-ground.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'

const press = { id: 'odoo.work-centre.7', name: 'Press 7' }
const tuesday = { day: '2031-11-25', calendar: 480, closed: 120, free: 360 }
const { database, api } = await apiGround(ledgerDouble(), {
  parts: {
    ask: async (_plant, { operation }) =>
      (operation === 'workCentres'
        ? [{ ...press, code: null, calendar: null }]
        : { timeZone: 'UTC', days: [tuesday] }) as never,
  },
})
const [start, end] = ['2031-11-25T06:00:00+01:00', '2031-11-25T10:00:00+01:00']

it('DOM-04 WF-01: windows are listed with who agreed, what the ERP says and the orders in the way; another plant’s are not', async () => {
  const file: WindowFile = {
    ...{
      window: 'PM-311',
      version: 2,
      title: 'Change seals',
      equipment: ['PRESS-7'],
      start,
      end,
      workCentres: [press],
    },
    maintenance: { by: 'mia', at: '2031-11-20T06:00:00Z' },
    booked: { version: 1, start: '2031-11-24T05:00:00Z', end: '2031-11-24T09:00:00Z', workCentres: [press] },
    erp: { [press.id]: 'closed' },
    affected: [{ order: 'odoo.42', label: 'WH/MO/00042', minutes: 150, isStarted: false, isUrgent: true }],
    conflicts: [],
  }
  await database.pool.query(
    `insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
     select plant, 'hub', 'maintenance-window', 'PM-311', 'asked-again', 1, $1, now(), now()
     from unnest(array['A', 'B']) as plant`,
    [JSON.stringify(file)],
  )
  const told = {
    [press.id]: { name: press.name, state: 'refused', at: '2031-11-20T06:00:00.000Z', said: 'No such resource.' },
  }
  await database.pool.query(
    `insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
     values ('A', 'hub', 'capacity', 'A/PM-311', 'closed', 1, $1, now(), now())`,
    [JSON.stringify({ told })],
  )
  const paula = await api.person('paula', { role: 'planner', plant: 'A' })
  const { windows } = (await paula.get('/api/v1/windows')).json()
  expect(windows).toEqual([
    expect.objectContaining({
      ...{ plant: 'A', window: 'PM-311', state: 'asked-again', maintenance: 'mia', production: null, approval: null },
      plan: { start, end, workCentres: [press] },
      booked: expect.objectContaining({ start: '2031-11-24T05:00:00Z' }),
      erp: { [press.id]: 'closed' },
      // SYS-08: whether a planner outside knows it.
      outside: [{ workCentre: press.id, ...told[press.id] }],
      affected: [expect.objectContaining({ label: 'WH/MO/00042', minutes: 150, promised: null })],
    }),
  ])
  expect((await paula.get('/api/v1/windows?plant=B')).statusCode).toBe(403)
})

it('DOM-05: what a work centre can do is told for any day, for three months at most', async () => {
  const piet = await api.person('piet', { role: 'planner', plant: 'A' })
  const told = await piet.get(`/api/v1/capacity?workCentre=${press.id}&from=2031-11-25&until=2031-11-25`)
  expect(told.json()).toEqual({ workCentres: [{ plant: 'A', ...press, timeZone: 'UTC', days: [tuesday] }], away: [] })
  expect((await piet.get('/api/v1/capacity?from=2031-11-25&until=2033-11-25')).statusCode).toBe(422)
  expect((await piet.get('/api/v1/capacity?from=2031-11-25&until=2031-11-24')).statusCode).toBe(422)
})
