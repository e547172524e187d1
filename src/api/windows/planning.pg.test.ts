import { expect, it } from 'vitest'
import { arrivingLane, type Connection, databaseOf, standingLanes } from '#engine'
import { capacityDesk } from '#assets'
import { days, instant } from '#kernel/time'
import { AssetTold } from '#model/asset'
import { CapacityDesk } from '#model/ports/capacity-desk'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { replayBook } from '#replay'
import { password } from '../../../test/support/api.ts'
import { apiGround } from '../../../test/support/api-ground.ts'
import { engineParts } from '../../../test/support/hub.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { planningDouble } from '../../../test/support/planning-double.ts'
import { eventually } from '../../../test/support/eventually.ts'

const press = { id: 'odoo.work-centre.7', name: 'Press 7', code: null, calendar: null }
const plans = planningDouble()
const keepers: Record<string, Connection> = {}
const connections: ReturnType<typeof engineParts>['connections'] = (plant, port) =>
  keepers[port] ?? usual!.connections(plant, port)
let usual: ReturnType<typeof engineParts> | undefined

const { database, api } = await apiGround(ledgerDouble(), {
  hub(parts) {
    usual = parts
    keepers[PlanningLedger.portName] = { ...parts.systems[0]!, system: 'plans', keeper: plans }
    return { connections, systems: [...parts.systems, keepers[PlanningLedger.portName]!] }
  },
  parts: ({ pool }) => ({
    replays: replayBook({
      ...{ database: databaseOf(pool), home: 'hub', judge: { ...engineParts(pool, ledgerDouble()), connections } },
      standing: (messages) => standingLanes(pool, 'hub', messages),
      arriving: (message) => arrivingLane(pool, 'hub', message),
      deadline: (after) => AbortSignal.timeout(after),
    }),
  }),
})
const ask = async (_plant: string, { operation, argument }: { operation: string; argument: unknown }) =>
  (await plans.read(operation, [argument], { signal: AbortSignal.timeout(1000), urgency: 'bulk' }))[0] as never
keepers[CapacityDesk.portName] = {
  ...{ ...usual!.systems[0]!, system: 'hub' },
  keeper: capacityDesk({ database: databaseOf(database.pool), home: 'hub', assets: api.parts.assets, ask }),
}
await api.parts.assets.keep([AssetTold.parse({ asset: 'PRESS-7', name: 'Press 7', equipment: 'CELL-1' })], {
  ...{ plant: 'A', by: 'eva' },
})
await api.parts.assets.map('CELL-1', press, { plant: 'A', by: 'eva' })

const midnight = Math.ceil(Date.now() / days(1)) * days(1) + days(2)
const at = (hour: number) => instant(midnight + hour * 3_600_000)
const wish = { plant: 'A', equipment: ['CELL-1'], title: 'New seals' }
const closed = () => [...plans.closed.values()].map(({ from, to }) => [from, to])

it('DOM-04 WF-02: where no CMMS plans, a planner does, and another agrees; moved and called off by hand, Odoo follows', async () => {
  const mia = await api.person('mia', { role: 'planner', plant: 'A' })
  const eva = await api.person('eva', { role: 'planner', plant: 'A' })
  const agree = async () => {
    const [open] = (await eva.get('/api/v1/approvals')).json().items
    const body = { answer: 'yes', reason: 'it fits', shownHash: open.shownHash, password }
    expect((await eva.post(`/api/v1/approvals/${open.approvalId}`, body)).statusCode).toBe(200)
  }
  const seen = async () => (await mia.get('/api/v1/windows')).json().windows.at(-1)

  const tried = await mia.post('/api/v1/windows', { ...wish, start: at(6), end: at(10), onTrial: true })
  expect(tried.json()).toMatchObject({ messageId: null, sentence: expect.stringContaining('would take Press 7') })
  expect((await mia.get('/api/v1/windows')).json()).toEqual({ windows: [], mayPlan: ['A'] })

  const { window } = (await mia.post('/api/v1/windows', { ...wish, start: at(6), end: at(10) })).json()
  await eventually(async () => expect(await seen()).toMatchObject({ state: 'asked', maintenance: 'mia', order: null }))
  await agree()
  await eventually(() => expect(closed()).toEqual([[at(6), at(10)]]))
  expect(await seen()).toMatchObject({ window, state: 'approved', version: 1 })

  const later = { ...wish, window, version: 1, start: at(8), end: at(12) }
  expect((await mia.post('/api/v1/windows', later)).json()).toMatchObject({ version: 2 })
  await eventually(async () => expect(await seen()).toMatchObject({ state: 'asked-again', version: 2 }))
  expect((await mia.post('/api/v1/windows', later)).json()).toMatchObject({ status: 409, code: 'STALE_VERSION' })
  expect(closed()).toEqual([[at(6), at(10)]])

  const off = { plant: 'A', window, step: 'cancel', reason: 'no seals came' }
  expect((await mia.post('/api/v1/windows/steps', off)).statusCode).toBe(200)
  await eventually(() => expect(closed()).toEqual([]))
})

it.each([
  [422, 'SCHEMA_INVALID', { start: at(10), end: at(6) }],
  [422, 'UNKNOWN_ASSET', { equipment: ['CELL-9'] }],
  [422, 'WINDOW_TOO_LONG', { end: at(24 * 3650) }],
  [422, 'TIME_TOO_OLD', { start: '2020-01-01T06:00:00Z', end: '2020-01-01T07:00:00Z' }],
  [404, 'NOT_FOUND', { window: 'W-1', version: 1 }],
  [403, 'NOT_AUTHORISED', { plant: 'B' }],
])('a window that cannot be is refused at once, and nothing has come of it: %i %s', async (status, code, over) => {
  const piet = await api.person(`piet-${code.toLowerCase()}`, { role: 'planner', plant: 'A' })
  // What is still told of the window before is none of this.
  const told = "select count(*)::int as count from message where type like 'mfg.maintenance.window.%'"
  const count = async () => (await database.pool.query(told)).rows[0].count
  const before = await count()
  const answer = await piet.post('/api/v1/windows', { ...wish, start: at(6), end: at(10), ...over })
  expect(answer.json()).toMatchObject({ status, code, detail: expect.stringMatching(/\.$/) })
  expect(await count()).toBe(before)
})

it('what a CMMS plans is changed there, and who only looks plans nothing', async () => {
  const data = { window: 'cmms.7', version: 1, order: 'cmms.7', end: at(10) }
  await database.pool.query(
    `insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
     values ('A', 'hub', 'maintenance-window', 'cmms.7', 'approved', 1, $1, now(), now())`,
    [JSON.stringify(data)],
  )
  const piet = await api.person('piet', { role: 'planner', plant: 'A' })
  const moved = { ...wish, window: 'cmms.7', version: 1, start: at(6), end: at(9) }
  const off = { plant: 'A', window: 'cmms.7', step: 'cancel', reason: 'not now' }
  for (const said of [await piet.post('/api/v1/windows', moved), await piet.post('/api/v1/windows/steps', off)])
    expect(said.json()).toMatchObject({ status: 409, code: 'PLANNED_ELSEWHERE' })
  const olga = await api.person('olga', { role: 'operator', plant: 'A' })
  expect((await olga.post('/api/v1/windows', { ...wish, start: at(6), end: at(10) })).statusCode).toBe(403)
})
