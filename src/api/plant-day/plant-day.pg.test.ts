import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { PlantPolicy } from '#governance/rules/document'
import { hours, later, minutes } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { AssetTold } from '#model/asset'
import { DowntimeRecord } from '#model/asset-downtime'
import type { DowntimeFile } from '#model/asset-downtime-case'
import { MaintenanceOrder } from '#model/maintenance'
import { quantity } from '#model/quantity'
import { aMessage, anOrder } from '../../../test/support/builders.ts'
import { password } from '../../../test/support/api.ts'
import { apiGround } from '../../../test/support/api-ground.ts'
import { millwright } from '../../../test/support/command.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { eventually } from '../../../test/support/eventually.ts'

const rates = { labour: ['52 EUR'], production: ['100 EUR', '240 EUR for CELL-1'] }
const policy = PlantPolicy.parse({ rates })
const plants = ['A', 'B'].map((id) => ({ id, name: `Plant ${id}`, timeZone: 'UTC', policy }))
const press = { operation: '10', name: 'Press', workCenter: 'PRESS', plannedMinutes: '600', completed: quantity(0) }
const paint = { ...press, operation: '20', name: 'Paint', workCenter: 'PAINT' }
const brackets = anOrder({ operations: [press, paint].map((one) => ({ ...one, over: false })) })
const { database, api, engine } = await apiGround(ledgerDouble(brackets), { parts: { plants } })
const now = systemClock.now()
const yesterday = later(now, -hours(24)).slice(0, 10)
const at = (hour: number) => later(`${yesterday}T00:00:00.000Z`, hours(hour))

const round = (share: number): number => Math.round(share * 10_000) / 10_000

const keep = (kind: string, key: string, state: string, data: object, plant = 'A') =>
  database.pool.query(
    `insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
     values ($1, 'hub', $2, $3, $4, 1, $5, now(), now())`,
    [plant, kind, key, state, JSON.stringify(data)],
  )
const over = (number: number, from: string, until: string, more: object = {}) => {
  const record = DowntimeRecord.parse({
    ...{ downtime: `PRESS-7 ${number}`, revision: 1, asset: 'PRESS-7', number, from, until, evidences: 1 },
    ...{ isFailure: true, isVoid: false, isCounted: true },
    ...more,
  })
  return keep('downtime-record', record.downtime, 'closed', record)
}
const day = async (query = '') => {
  const paula = await api.person(`paula-${query.length}`, { role: 'planner', plant: 'A' })
  return (await paula.get(`/api/v1/plant-day${query}`)).json().days[0]
}

await api.parts.assets.keep([AssetTold.parse({ asset: 'PRESS-7', name: 'Press 7', equipment: 'CELL-1' })], {
  ...{ plant: 'A', by: 'eva' },
})
await over(1, at(8), at(10), { reason: 'Seal' })
await over(2, at(14), at(15), { isVoid: true, isCounted: false })
await over(3, at(18), at(21), { isCounted: false, order: 'cmms.9', place: 'CELL-9' })
const booked = { version: 1, start: at(20), end: at(24), workCentres: [] }
await keep('maintenance-window', 'PM-1', 'done', { title: 'Service', equipment: ['CELL-1'], booked, end: at(24) })
const order = MaintenanceOrder.parse({
  ...{
    id: 'cmms.7',
    label: 'WO000007',
    plant: 'A',
    state: 'completed',
    kind: 'corrective-breakdown',
    asset: 'PRESS-7',
  },
  ...{ title: 'Seal', created: at(8), version: '1' },
})
const use = (event: string, hour: number, value?: string) => ({
  ...{ event, message: event, part: 'SEAL-40', quantity: quantity(1), isBack: false },
  ...{ occurredAt: at(hour), receivedAt: at(hour) },
  ...(value ? { worth: { value, currency: 'EUR', bookedOn: at(hour) } } : {}),
})
await keep('maintenance-order', 'cmms.7', 'completed', {
  ...{ order, origin: 'live', parts: {} },
  labour: [
    { event: 'd', message: 'd', person: 'Mia', at: at(8.5), minutes: '45' },
    { event: 'e', message: 'e', person: 'Mia', at: at(9), minutes: '45', takenBack: true },
  ],
  moves: [use('a', 9, '12.5'), use('b', 9.5), use('c', -3, '100')],
})

it('OBS-11 WF-45: a day of a plant is what it lost, what maintenance cost on it, and how reliable its assets are', async () => {
  const told = await day(`?day=${yesterday}`)
  expect(told).toMatchObject({
    ...{ plant: 'A', day: yesterday, from: at(0), until: at(24) },
    // Two hours, and two of three: for the third both had agreed. A false alarm is none.
    downtime: { unplanned: 240, planned: 240 },
    provisional: 'Nobody has said yet how something failed.',
    parts: {
      costs: [{ currency: 'EUR', value: '12.5' }],
      unpriced: 1,
      orders: [{ order: 'cmms.7', label: 'WO000007', asset: 'PRESS-7', messages: ['a', 'b'] }],
    },
  })
  expect(told.assets).toMatchObject([
    { asset: 'PRESS-7', name: 'Press 7', stops: [{ number: 1, reason: 'Seal' }, { isVoid: true }, { number: 3 }] },
  ])
  expect(told.reliability.assets).toMatchObject([
    { asset: 'PRESS-7', failures: 1, uncoded: 1, toRestore: 120, downMinutes: 240 },
  ])
  expect(told.reliability.definition).toBe(1)
})

it('FIN-07: what an asset has cost is its parts, the work on it and the production that its standstills lost, each at the rate of its day', async () => {
  const eur = (value: string) => [{ currency: 'EUR', value }]
  const { costs } = await day(`?day=${yesterday}&plant=A`)
  expect(costs).toMatchObject({ definition: 1, total: eur('831.5') })
  // The third was at another place, which nothing was agreed for.
  expect(costs.assets).toMatchObject([
    {
      ...{ asset: 'PRESS-7', name: 'Press 7', total: eur('831.5'), parts: eur('12.5'), lost: eur('780'), untold: 1 },
      ...{ labour: eur('39'), corrective: eur('51.5'), preventive: [] },
      work: [{ message: 'd', order: 'cmms.7', person: 'Mia', minutes: '45', cost: { value: '39' } }],
      stops: [
        { number: 1, minutes: 120, rate: { value: '240', of: 'CELL-1' }, cost: { value: '480' } },
        { number: 3, minutes: 180, rate: { value: '100', of: null }, cost: { value: '300' } },
      ],
      orders: [
        { order: 'cmms.7', label: 'WO000007', total: eur('51.5'), lost: [], moves: ['a', 'b'] },
        { order: 'cmms.9', label: null, total: eur('300'), parts: [] },
      ],
    },
  ])
})

it('FIN-07: the same is told of the last three months, to those who may read of the plant', async () => {
  const pia = await api.person('pia', { role: 'planner', plant: 'A' })
  const answer = await pia.get('/api/v1/asset-costs')
  expect(answer.statusCode).toBe(200)
  expect(answer.json().costs).toMatchObject([{ plant: 'A', asset: 'PRESS-7', parts: [{ value: '112.5' }] }])
  expect((await pia.get('/api/v1/asset-costs?plant=B')).statusCode).toBe(403)
})

it('OBS-11: six indicators are told of each plant and of the group of those one may see, each with its formula and owner', async () => {
  const oven = AssetTold.parse({ asset: 'OVEN-1', name: 'Oven', equipment: 'CELL-9' })
  await api.parts.assets.keep([oven], { plant: 'B', by: 'eva' })
  const gina = await api.person('gina', { role: 'planner', plant: '*' })
  const answer = await gina.get(`/api/v1/plant-day?day=${yesterday}`)
  expect(answer.statusCode).toBe(200)
  const { days, group } = answer.json()
  const values = ({ figures }: { figures: readonly { indicator: string; value: number | null }[] }) =>
    Object.fromEntries(figures.map(({ indicator, value }) => [indicator, value]))
  // The day and ninety before it, less four hours that both had agreed to.
  const planned = 91 * 1440 - 240
  expect(values(days[0].indicators)).toEqual({
    ...{ availability: round((planned - 240) / planned), betweenFailures: planned - 240, toRestore: 120 },
    ...{ plannedShare: 0.5, downtimeCost: null, ordersAtRisk: 0 },
  })
  expect(days[0].indicators.figures[4]).toMatchObject({
    ...{ indicator: 'downtimeCost', costs: [{ currency: 'EUR', value: '931.5' }], owner: 'supervisor' },
    formula: 'lost production + parts and work of breakdowns',
    events: expect.arrayContaining(['mfg.maintenance.downtime.recorded.v1', 'mfg.maintenance.part.consumed.v1']),
  })
  expect(values(days[1].indicators)).toMatchObject({ availability: 1, betweenFailures: null, plannedShare: null })
  const both = planned + 91 * 1440
  expect(group).toMatchObject({ definition: 2, plants: ['A', 'B'] })
  expect(values(group)).toMatchObject({ availability: round((both - 240) / both), betweenFailures: both - 240 })
  const pavel = await api.person('pavel', { role: 'planner', plant: 'A' })
  expect((await pavel.get(`/api/v1/plant-day?day=${yesterday}`)).json().group).toBeNull()
})

it('WF-45: OEE of a work centre is what became of its planned time, with the reports that say so, whatever is taken back since', async () => {
  const pressCell = { id: 'odoo.work-centre.7', name: 'Press cell', code: 'PRESS', calendar: null }
  await api.parts.assets.map('CELL-1', pressCell, { plant: 'A', by: 'eva' })
  const said = (type: string, hour: number, data: object) =>
    aMessage(type, { order: brackets.id, ...data } as never, { occurredAt: at(hour) })
  const [first, second] = [
    said('operation.completed', 9, { operation: '10', good: quantity(45), rework: quantity(5) }),
    said('operation.completed', 12, { operation: '10', good: quantity(20), scrap: quantity(2) }),
  ]
  const painted = said('operation.completed', 13, { operation: '20', good: quantity(10) })
  const bad = said('scrap.recorded', 11, { operation: '10', quantity: quantity(5) })
  const mistaken = said('operation.completion-reversed', 14, { reverses: second!.id })
  await engine.receive([first!, second!, painted, bad, mistaken])
  const olga = await api.person('olga', { role: 'planner', plant: 'A' })
  const oee = async () => {
    const answer = await olga.get(`/api/v1/plant-day?day=${yesterday}`)
    expect(answer.statusCode).toBe(200)
    return answer.json().days[0].oee
  }
  await eventually(async () => expect((await oee()).centres[1]?.work[0]?.messages).toHaveLength(4))
  expect(await oee()).toMatchObject({
    ...{ definition: 1, leftOut: 1, shifts: [{ from: at(0), until: at(24), isOver: true }] },
    plant: { oee: 0.2 },
    centres: [
      {
        workCentre: 'PAINT',
        oee: null,
        gap: 'unplaced',
        quality: 1,
        work: [{ label: brackets.label, idealMinutes: 60 }],
      },
      {
        // Four hours were agreed to, and it stood still for two; the third standstill was elsewhere.
        ...{ workCentre: 'PRESS', plannedMinutes: 1200, downMinutes: 120, idealMinutes: 300, goodMinutes: 240 },
        ...{ availability: 0.9, performance: 0.2778, quality: 0.8, oee: 0.2, gap: null, isTooFast: false },
        shifts: [{ oee: 0.2 }],
        work: [
          {
            ...{ order: brackets.id, operation: '10', name: 'Press', idealMinutes: 300 },
            ...{ good: quantity(40), scrap: quantity(5), rework: quantity(5) },
            messages: expect.arrayContaining([first, second, bad, mistaken].map((one) => one!.messageId)),
          },
        ],
      },
    ],
  })
})

it('WF-45: what should have been reported and was not is named at its work centre, until it is', async () => {
  const late = anOrder({
    ...{ id: 'odoo.77', label: 'WH/MO/00077', plannedStart: at(2) },
    operations: [{ ...press, plannedMinutes: '60', over: false }],
  })
  await engine.receive([aMessage('order.released', { order: late.id, told: late } as never, { occurredAt: at(1) })])
  const ole = await api.person('ole', { role: 'planner', plant: 'A' })
  const missing = async (of: string) => {
    const answer = await ole.get(`/api/v1/plant-day?day=${of}`)
    expect(answer.statusCode).toBe(200)
    const { centres } = answer.json().days[0].oee as { centres: { workCentre: string; missing: object[] }[] }
    return centres.flatMap(({ workCentre, missing: all }) => all.map((one) => ({ workCentre, ...one })))
  }
  const press10 = { order: late.id, label: late.label, operation: '10', name: 'Press', expected: at(3) }
  await eventually(async () => expect(await missing(yesterday)).toEqual([{ workCentre: 'PRESS', ...press10 }]))
  expect(await missing(now.slice(0, 10))).toEqual([])
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'millwright-day-')), 'password')
  writeFileSync(file, `${password}\n`)
  const url = await api.app.listen({ port: 0 })
  const run = millwright({ MILLWRIGHT_URL: url, MILLWRIGHT_LOGIN: 'ole', MILLWRIGHT_PASSWORD_FILE: file })
  const { code, out } = await run(['plant-day', '--plant', 'A', '--day', yesterday])
  expect(code, out).toBe(0)
  expect(out).toMatch(/PRESS +90\.0 % +27\.8 % +80\.0 % +20\.0 %/)
  expect(out).toMatch(/Press +WH\/MO\/00077 +PRESS +\d{4}-\d\d-\d\dT03:00/)
  await engine.receive([
    aMessage('operation.completed', { order: late.id, operation: '10', good: quantity(1) } as never, {
      occurredAt: at(3),
    }),
  ])
  await eventually(async () => expect(await missing(yesterday)).toEqual([]))
})

it('WF-45: today is provisional, and what stands still now says which orders would be late and which are only in the way', async () => {
  const from = later(now, -minutes(30))
  const file: DowntimeFile = {
    ...{ form: 2, order: { label: 'Press 7' }, asset: 'PRESS-7', next: 5, loose: [] },
    downtimes: [
      {
        ...{ number: 4, revision: 1, from, isFailure: true, said: [] },
        atRisk: {
          ...{ at: now, sells: true },
          orders: [
            {
              ...{ order: 'odoo.42', label: 'WH/MO/00042', isStarted: true, isUrgent: false, minutes: 90 },
              ...{ promised: at(48), expected: at(60), lateBy: hours(12) },
              sales: [{ order: 'S00042', customer: 'Azure', value: '900', currency: 'EUR', lateBy: hours(14) }],
            },
            {
              ...{ order: 'odoo.43', label: 'WH/MO/00043', isStarted: false, isUrgent: false, minutes: 30 },
              ...{ promised: at(60), expected: at(50), lateBy: 0, sales: [] },
            },
          ],
        },
      },
    ],
  }
  await keep('asset-downtime', 'PRESS-7', 'down', file)
  expect(await day()).toMatchObject({
    provisional: 'The day is not over.',
    atRisk: [
      {
        // Later against the customer's promise than against its own.
        ...{ label: 'WH/MO/00042', asset: 'PRESS-7', isLate: true, lateMinutes: 840 },
        sales: [{ order: 'S00042', customer: 'Azure', value: '900', currency: 'EUR' }],
      },
      { label: 'WH/MO/00043', isLate: false, lateMinutes: 0 },
    ],
    indicators: { figures: expect.arrayContaining([expect.objectContaining({ indicator: 'ordersAtRisk', value: 1 })]) },
  })
})

it('another plant’s days are not told, and none that has not begun', async () => {
  const piet = await api.person('piet', { role: 'planner', plant: 'A' })
  expect((await piet.get('/api/v1/plant-day?plant=B')).statusCode).toBe(403)
  expect((await piet.get('/api/v1/plant-day?day=2099-01-01')).statusCode).toBe(422)
  expect((await piet.get('/api/v1/plant-day?day=tomorrow')).statusCode).toBe(422)
})
