import { expect, it } from 'vitest'
import { PlanningLedger } from '#model/ports/planning-ledger'
import type { AssetList } from '#api'
import { apiGround } from '../../test/support/api-ground.ts'
import { ledgerDouble } from '../../test/support/ledger-double.ts'

const saw = { id: 'odoo.wc.7', name: 'Saw', code: 'SAW', calendar: 'Standard 40 hours/week' }
const { database, api } = await apiGround(ledgerDouble(), {
  parts: {
    ask: async (plant, { port }) => (port === PlanningLedger.portName && plant === 'A' ? [saw] : []) as never,
  },
})

const press = { asset: 'PRESS-7', name: 'Press 7', class: 'Presses', criticality: 'A', equipment: 'CELL-1' }
const motor = { asset: 'MOTOR-1', name: 'Main motor', level: 8, parent: 'PRESS-7', serial: 'SN 4711' }

it('DOM-02: assets stand where the whole does, a place is mapped to a work centre, and each change has its audit row', async () => {
  const paula = await api.person('paula', { role: 'planner', plant: 'A' })
  const keep = (...assets: object[]) => paula.post('/api/v1/assets', { plant: 'A', assets })
  const list = async () => (await paula.get('/api/v1/assets')).json() as AssetList
  const standing = async () =>
    (await list()).assets.map(({ asset, stands, workCentre }) => [asset, stands, workCentre?.id])

  expect((await keep(motor, press)).statusCode).toBe(200)
  expect(await standing()).toEqual([
    ['MOTOR-1', 'CELL-1', undefined],
    ['PRESS-7', 'CELL-1', undefined],
  ])
  expect((await list()).equipment).toEqual([{ plant: 'A', equipment: 'CELL-1', filledBy: 'PRESS-7', workCentre: null }])

  const map = (workCentre: string | null) =>
    paula.post('/api/v1/equipment', { plant: 'A', equipment: 'CELL-1', workCentre, reason: 'so it is built' })
  const nowhere = await map('odoo.wc.8')
  expect([nowhere.statusCode, nowhere.json().code]).toEqual([422, 'UNKNOWN_WORK_CENTRE'])
  expect((await map('odoo.wc.7')).statusCode).toBe(200)
  expect(await standing()).toEqual([
    ['MOTOR-1', 'CELL-1', 'odoo.wc.7'],
    ['PRESS-7', 'CELL-1', 'odoo.wc.7'],
  ])

  // Another press takes the place; the part of the old one goes with it.
  expect((await keep({ ...press, asset: 'PRESS-8', name: 'Press 8' })).statusCode).toBe(200)
  expect(await standing()).toEqual([
    ['MOTOR-1', null, undefined],
    ['PRESS-7', null, undefined],
    ['PRESS-8', 'CELL-1', 'odoo.wc.7'],
  ])
  const { rows } = await database.pool.query(
    "select action, subject, actor from audit where action in ('asset.kept', 'equipment.mapped') order by at, subject",
  )
  expect(rows).toEqual([
    { action: 'asset.kept', subject: 'asset MOTOR-1', actor: 'paula' },
    { action: 'asset.kept', subject: 'asset PRESS-7', actor: 'paula' },
    { action: 'equipment.mapped', subject: 'equipment CELL-1', actor: 'paula' },
    { action: 'asset.kept', subject: 'asset PRESS-8', actor: 'paula' },
  ])
})

it('DOM-02: a list with something wrong in it is refused whole, and another plant’s assets are not there', async () => {
  const piet = await api.person('piet', { role: 'planner', plant: 'B' })
  const wrong = await piet.post('/api/v1/assets', { plant: 'B', assets: [press, { ...motor, parent: 'PRES-7' }] })
  expect([wrong.statusCode, wrong.json().detail]).toEqual([
    422,
    'MOTOR-1 is a part of PRES-7, which nobody knows. Nothing was changed.',
  ])
  expect((await piet.get('/api/v1/assets')).json()).toEqual({ assets: [], equipment: [], mayManage: ['B'] })
  expect((await piet.post('/api/v1/assets', { plant: 'A', assets: [press] })).statusCode).toBe(403)
})
