import { expect, it } from 'vitest'
import { arrivingLane, type Connection, databaseOf, standingLanes } from '#engine'
import { capacityDesk } from '#assets'
import { days, hours, instant } from '#kernel/time'
import { AssetTold } from '#model/asset'
import { CapacityDesk } from '#model/ports/capacity-desk'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { replayBook } from '#replay'
import { password } from '../../../test/support/api.ts'
import { apiGround } from '../../../test/support/api-ground.ts'
import { engineParts } from '../../../test/support/hub.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { planningDouble } from '../../../test/support/planning-double.ts'
import type { DueWorkList, UpkeepList } from './contract.ts'
import { eventually } from '../../../test/support/eventually.ts'

const press = { id: 'odoo.work-centre.7', name: 'Press 7', code: null, calendar: null }
const plans = planningDouble()
const keepers: Record<string, Connection> = {}
const connections: ReturnType<typeof engineParts>['connections'] = (plant, port) =>
  keepers[port] ?? usual!.connections(plant, port)
let usual: ReturnType<typeof engineParts> | undefined

const ask = async (_plant: string, { operation, argument }: { operation: string; argument: unknown }) =>
  (await plans.read(operation, [argument], { signal: AbortSignal.timeout(1000), urgency: 'bulk' }))[0] as never
const { database, api } = await apiGround(ledgerDouble(), {
  hub(parts) {
    usual = parts
    keepers[PlanningLedger.portName] = { ...parts.systems[0]!, system: 'plans', keeper: plans }
    return { connections, systems: [...parts.systems, keepers[PlanningLedger.portName]!] }
  },
  parts: ({ pool }) => ({
    ask,
    replays: replayBook({
      ...{ database: databaseOf(pool), home: 'hub', judge: { ...engineParts(pool, ledgerDouble()), connections } },
      standing: (messages) => standingLanes(pool, 'hub', messages),
      arriving: (message) => arrivingLane(pool, 'hub', message),
      deadline: (after) => AbortSignal.timeout(after),
    }),
  }),
})
keepers[CapacityDesk.portName] = {
  ...{ ...usual!.systems[0]!, system: 'hub' },
  keeper: capacityDesk({ database: databaseOf(database.pool), home: 'hub', assets: api.parts.assets, ask }),
}
const hand = { plant: 'A', by: 'eva' }
await api.parts.assets.keep([AssetTold.parse({ asset: 'PRESS-7', name: 'Press 7', equipment: 'CELL-1' })], hand)
await api.parts.assets.map('CELL-1', press, hand)

const midnight = Math.floor(Date.now() / days(1)) * days(1)
const at = (day: number, hour = 0) => instant(midnight + days(day) + hours(hour))
const plan = (name: string, more: object = {}) => ({
  ...{ plan: name, asset: 'PRESS-7', title: 'New seals', every: { days: 30 }, hours: 4, doneAt: at(-25, 22) },
  ...more,
})
const order = 'odoo.42' as (typeof plans)['open']['orders'][number]['order']
/** The press works around the clock, and an order fills it until two hours before the seals are due. */
plans.open = {
  hours: [{ id: 'always', open: [{ from: at(0), until: at(30) }] }],
  workCentres: [{ ...{ id: press.id, name: press.name, hours: 'always' }, leaves: [] }],
  orders: [
    { ...{ order, label: 'WH/MO/00042', isUrgent: false, lacks: [] }, from: at(0), until: at(5, 20), promised: at(9) },
  ],
  operations: [
    {
      ...{ operation: 'op.1', order, name: 'Press', isStarted: false, after: [], left: 116 * 60 },
      place: { workCentre: press.id, from: at(0), until: at(5, 20), minutes: 116 * 60 },
      choices: [{ workCentre: press.id, minutes: 116 * 60 }],
    },
  ],
  unplanned: 0,
}

it('WF-07: what is due by calendar or meter is shown ahead with the orders it would hit, and becomes one window by one click', async () => {
  const mia = await api.person('mia', { role: 'planner', plant: 'A' })
  const eva = await api.person('eva', { role: 'planner', plant: 'A' })
  const told = async (url: string, body: object) => {
    const answer = await mia.post(url, body)
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json()
  }
  const due = async () => {
    const answer = await mia.get('/api/v1/due-work')
    expect(answer.statusCode).toBe(200)
    return (answer.json() as DueWorkList).due
  }
  const keep = (one: object) => told('/api/v1/upkeep', { plant: 'A', plan: one, reason: 'as the maker says' })
  await keep(plan('PM-SEALS'))
  await keep(plan('PM-YEAR', { every: { days: 365 }, title: 'Inspection' }))
  const strokes = { meter: 'strokes', amount: { value: '1000', uom: 'H87' } }
  const listed = (await keep(plan('PM-OIL', { every: strokes, title: 'New oil' }))) as UpkeepList
  expect(listed.plans.map((one) => [one.plan.plan, one.due.at])).toEqual([
    ['PM-SEALS', at(5, 22)],
    ['PM-YEAR', at(340, 22)],
    ['PM-OIL', null],
  ])

  // A time before it is due without a loss: the order has days to spare.
  const [seals, ...others] = await due()
  expect(others).toEqual([])
  expect(seals).toMatchObject({
    workCentre: { id: press.id },
    due: { at: at(5, 22), window: 'PM-SEALS.1', planned: null },
  })
  expect([seals!.slot!.from, seals!.slot!.until]).toEqual([at(5, 18), at(5, 22)])
  expect(seals!.slot!.orders).toEqual([{ order, label: 'WH/MO/00042', minutes: 120, lateBy: 0 }])

  // The meter goes on, and what is due by it is shown as well.
  for (const [day, value] of [
    [-26, '0'],
    [-1, '960'],
  ] as const)
    await told('/api/v1/meters', {
      ...{ plant: 'A', asset: 'PRESS-7', meter: 'strokes', reading: { value, uom: 'H87' } },
      ...{ at: at(day, 22), reason: 'my round' },
    })
  await eventually(async () =>
    expect((await due()).map(({ plan: { plan: name } }) => name)).toEqual(['PM-OIL', 'PM-SEALS']),
  )

  const windows = async () => (await mia.get('/api/v1/windows')).json().windows
  const wish = { plant: 'A', plan: 'PM-SEALS', start: seals!.slot!.from }
  expect(await told('/api/v1/due-work', wish)).toMatchObject({ window: 'PM-SEALS.1', version: 1 })
  await eventually(async () => expect((await due())[1]!.due.planned).toMatchObject({ state: 'asked' }))
  const again = await mia.post('/api/v1/due-work', wish)
  expect([again.statusCode, again.json().code]).toEqual([409, 'ALREADY_PLANNED'])
  expect((await due())[1]!.slot).toBeNull()
  expect(await windows()).toEqual([
    expect.objectContaining({ window: 'PM-SEALS.1', title: 'New seals', maintenance: 'mia', order: null }),
  ])

  // Production agrees, it is done, and then it is due anew from its end.
  const [open] = (await eva.get('/api/v1/approvals')).json().items
  const yes = { answer: 'yes', reason: 'it fits', shownHash: open.shownHash, password }
  expect((await eva.post(`/api/v1/approvals/${open.approvalId}`, yes)).statusCode).toBe(200)
  await eventually(() => expect([...plans.closed.values()].map(({ from }) => from)).toEqual([seals!.slot!.from]))
  await told('/api/v1/windows/steps', { plant: 'A', window: 'PM-SEALS.1', step: 'finish', reason: 'done' })
  await eventually(async () => expect((await due()).map(({ plan: { plan: name } }) => name)).toEqual(['PM-OIL']))
  const after = (await mia.get('/api/v1/upkeep')).json() as UpkeepList
  expect(after.plans.find((one) => one.plan.plan === 'PM-SEALS')!.due).toMatchObject({
    ...{ since: seals!.slot!.until, window: 'PM-SEALS.2', planned: null },
  })

  const { rows } = await database.pool.query(
    `select count(*)::int as count from audit where action = 'maintenance-plan.kept' and actor = 'mia'`,
  )
  expect(rows).toEqual([{ count: 3 }])
})

it('what production refuses may be proposed again, and what cannot be is refused at once', async () => {
  const piet = await api.person('piet', { role: 'planner', plant: 'A' })
  const olga = await api.person('olga', { role: 'operator', plant: 'A' })
  const reason = 'a test'
  const said = async (url: string, body: object, person = piet) => {
    const answer = await person.post(url, body)
    return [answer.statusCode, answer.json().code]
  }
  expect(await said('/api/v1/upkeep', { plant: 'A', plan: plan('PM-X', { asset: 'SAW-9' }), reason })).toEqual([
    422,
    'UNKNOWN_ASSET',
  ])
  expect(await said('/api/v1/upkeep', { plant: 'A', plan: plan('PM-X', { doneAt: at(2) }), reason })).toEqual([
    422,
    'TIME_IN_FUTURE',
  ])
  expect(await said('/api/v1/upkeep', { plant: 'A', plan: plan('PM.X'), reason })).toEqual([422, 'SCHEMA_INVALID'])
  expect(await said('/api/v1/upkeep', { plant: 'B', plan: plan('PM-X'), reason })).toEqual([403, 'NOT_AUTHORISED'])
  expect(await said('/api/v1/due-work', { plant: 'A', plan: 'PM-X' })).toEqual([404, 'NOT_FOUND'])
  expect(await said('/api/v1/due-work', { plant: 'A', plan: 'PM-X' }, olga)).toEqual([403, 'NOT_AUTHORISED'])

  expect((await piet.post('/api/v1/upkeep', { plant: 'A', plan: plan('PM-X'), reason })).statusCode).toBe(200)
  const first = await piet.post('/api/v1/due-work', { plant: 'A', plan: 'PM-X' })
  expect(first.json()).toMatchObject({ window: 'PM-X.1', version: 1, sentence: expect.stringContaining('Press 7') })
  const nina = await api.person('nina', { role: 'planner', plant: 'A' })
  const asked = async () =>
    (await nina.get('/api/v1/approvals'))
      .json()
      .items.find((one: { shown: { window?: string } }) => one.shown.window === 'PM-X.1')
  const open = await eventually(async () => {
    const found = await asked()
    expect(found).toBeDefined()
    return found
  })
  const no = { answer: 'no', reason: 'not then', shownHash: open.shownHash, password }
  expect((await nina.post(`/api/v1/approvals/${open.approvalId}`, no)).statusCode).toBe(200)
  await eventually(async () => {
    const { due } = (await piet.get('/api/v1/due-work')).json() as DueWorkList
    const one = due.find((each) => each.plan.plan === 'PM-X')!
    expect([one.due.planned?.state, one.slot === null]).toEqual(['rejected', false])
  })
  const second = await piet.post('/api/v1/due-work', { plant: 'A', plan: 'PM-X', start: at(3) })
  expect(second.json()).toMatchObject({ window: 'PM-X.1', version: 2 })

  expect(await said('/api/v1/upkeep/drops', { plant: 'A', plan: 'PM-X', reason })).toEqual([200, undefined])
  expect(await said('/api/v1/upkeep/drops', { plant: 'A', plan: 'PM-X', reason })).toEqual([404, 'NOT_FOUND'])
})
