import { expect, it } from 'vitest'
import { assetBook, capacityDesk } from '#assets'
import type { BreakdownList, BreakdownView } from '#api'
import { type Connection, databaseOf } from '#engine'
import { systemClock, uuids } from '#kernel/world'
import { CapacityDesk } from '#model/ports/capacity-desk'
import { DowntimeLedger } from '#model/ports/downtime-ledger'
import { PlanningLedger } from '#model/ports/planning-ledger'
import type { PortKeeper } from '#model/ports/port'
import { apiGround } from '../../../test/support/api-ground.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { planningDouble } from '../../../test/support/planning-double.ts'
import { eventually } from '../../../test/support/eventually.ts'

const saw = { id: 'odoo.work-centre.7', name: 'Saw', code: null, calendar: null }
const plans = planningDouble()
const ask = async () => [saw] as never
const desk = () => {
  const sql = databaseOf(ground.database.pool)
  const assets = assetBook({ database: sql, home: 'hub', ids: uuids(systemClock), now: () => systemClock.now() })
  return capacityDesk({ database: sql, home: 'hub', assets, ask: async () => [] as never })
}
const losses: PortKeeper = {
  port: DowntimeLedger.portName,
  read: async () => [],
  perform: async (effects) =>
    effects.map(({ operation }) => ({
      ...{ known: false, documents: [{ kind: 'entry', id: '1', link: 'https://odoo/1' }] },
      after: { from: null, to: null, ...(operation === 'keep' ? counted : { minutes: null, loss: null }) },
    })),
}
const counted = { minutes: '0.5', loss: 'Equipment Failure' }
const ground = await apiGround(ledgerDouble(), {
  hub: (usual) => {
    const planning: Connection = { ...usual.systems[0]!, system: 'plans', keeper: plans }
    const own = {
      port: CapacityDesk.portName,
      read: (...asked: Parameters<PortKeeper['read']>) => desk().read(...asked),
      perform: async () => [],
    }
    const places: Connection = { ...planning, system: 'hub', keeper: own }
    const keepers: Readonly<Record<string, Connection>> = {
      [PlanningLedger.portName]: planning,
      [CapacityDesk.portName]: places,
      [DowntimeLedger.portName]: { ...planning, system: 'losses', keeper: losses },
    }
    return {
      connections: (plant, port) => keepers[port] ?? usual.connections(plant, port),
      systems: [...usual.systems, planning, keepers[DowntimeLedger.portName]!],
    }
  },
  parts: { ask },
})
const { api } = ground

it('DOM-02 DOM-31: a breakdown that a person tells of stops until its place is mapped, goes on by itself, and ends as it is said', async () => {
  const paula = await api.person('paula', { role: 'planner', plant: 'A' })
  const list = async () => (await paula.get('/api/v1/breakdowns')).json() as BreakdownList
  const becomes = (what: object) =>
    eventually(async () => {
      const [first] = (await list()).breakdowns
      expect(first).toMatchObject(what)
      return first as BreakdownView
    })
  const says = (word: object) => paula.post('/api/v1/breakdowns', { plant: 'A', asset: 'PRESS-9', ...word })

  const told = await says({ say: 'failed', reason: 'it smokes' })
  expect(told.statusCode).toBe(202)
  await becomes({ state: 'down', reason: 'it smokes', block: null, said: [{ actor: 'paula', detectedBy: 'operator' }] })
  expect((await list()).mayManage).toEqual(['A'])

  // One click: which work centre it is. What waited for that goes on.
  const open = async () =>
    (await ground.database.pool.query(`select code from exception where closed_at is null and plant = 'A'`)).rows
  await eventually(async () => expect(await open()).toEqual([{ code: 'UNMAPPED_ASSET' }]))
  const map = { plant: 'A', equipment: 'PRESS-9', workCentre: saw.id, reason: 'so it is built' }
  expect((await paula.post('/api/v1/equipment', map)).statusCode).toBe(200)
  const down = await becomes({ block: { workCentre: { id: saw.id }, erp: 'closed' }, atRisk: { orders: [] } })
  expect(await open()).toEqual([])

  const { number } = down
  expect((await says({ say: 'works', number: 7, reason: 'repaired' })).statusCode).toBe(404)
  expect((await says({ say: 'works', number, reason: 'repaired', at: '2999-01-01T00:00:00Z' })).statusCode).toBe(422)
  expect((await says({ say: 'works', number, reason: 'a new bearing' })).statusCode).toBe(202)
  await becomes({ state: 'over', isFailure: true, isCounted: true })
  // WF-22: what the ERP counts of it is told with it, and leads there.
  await becomes({ counted: { erp: 'counted', minutes: 0.5, loss: 'Equipment Failure', link: 'https://odoo/1' } })
  const again = await says({ say: 'works', number, reason: 'a new bearing' })
  expect([again.statusCode, again.json().detail]).toEqual([422, 'PRESS-9 works already. Nothing was changed.'])

  expect((await says({ say: 'reclassify', number, reason: 'worn', failure: { mode: 'VIB' } })).statusCode).toBe(202)
  await becomes({ reason: 'worn', failure: { mode: 'VIB' } })
  expect((await says({ say: 'void', number, reason: 'the wrong press' })).statusCode).toBe(202)
  await becomes({ state: 'void', isCounted: false, voided: { by: 'paula', reason: 'the wrong press' } })
  await becomes({ counted: { erp: 'gone', minutes: null } })
  expect((await says({ say: 'void', number, reason: 'the wrong press' })).statusCode).toBe(422)
})

it('what another plant’s assets do is neither seen nor said', async () => {
  const piet = await api.person('piet', { role: 'planner', plant: 'B' })
  expect((await piet.get('/api/v1/breakdowns')).json()).toEqual({ breakdowns: [], mayManage: ['B'] })
  expect((await piet.get('/api/v1/breakdowns?plant=A')).statusCode).toBe(403)
  const word = { plant: 'A', asset: 'PRESS-9', say: 'failed', reason: 'it smokes' }
  expect((await piet.post('/api/v1/breakdowns', word)).statusCode).toBe(403)
})
