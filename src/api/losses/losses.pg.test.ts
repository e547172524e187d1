import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { PlantPolicy } from '#governance/rules/document'
import { hours, type Instant, later } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { AssetTold } from '#model/asset'
import { DowntimeRecord } from '#model/asset-downtime'
import { quantity } from '#model/quantity'
import { aMessage, anOrder } from '../../../test/support/builders.ts'
import { apiGround } from '../../../test/support/api-ground.ts'
import { password } from '../../../test/support/api.ts'
import { millwright } from '../../../test/support/command.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { eventually } from '../../../test/support/eventually.ts'

const day = later(systemClock.now(), -hours(24)).slice(0, 10)
const before = later(systemClock.now(), -hours(48)).slice(0, 10)
const at = (hour: number): Instant => later(`${day}T00:00:00.000Z`, hours(hour))
const policy = PlantPolicy.parse({
  calendar: { work: ['Mon-Sun 06:00-14:00', 'Mon-Sun 14:00-22:00'] },
  rates: {
    production: ['100 EUR', '240 EUR for CELL-1'],
    scrap: [`99 EUR for BRACKET-A until ${before}`, `18.4 EUR for BRACKET-A from ${day}`],
  },
})
const plants = ['A', 'B'].map((id) => ({ id, name: `Plant ${id}`, timeZone: 'UTC', policy }))
const step = { operation: '10', name: 'Press', workCenter: 'PRESS', plannedMinutes: '600', completed: quantity(0) }
const order = anOrder({ operations: [{ ...step, over: false }] })
let clock = at(10)
const { database, api, engine } = await apiGround(ledgerDouble(order), { parts: { plants, now: () => clock } })

await api.parts.assets.keep([AssetTold.parse({ asset: 'PRESS-7', name: 'Press 7', equipment: 'CELL-1' })], {
  ...{ plant: 'A', by: 'eva' },
})
const record = DowntimeRecord.parse({
  ...{ downtime: 'PRESS-7 1', revision: 1, asset: 'PRESS-7', number: 1, from: at(5), until: at(8), evidences: 1 },
  ...{ isFailure: true, isVoid: false, isCounted: true, reason: 'Seal' },
})
await database.pool.query(
  `insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
   values ('A', 'hub', 'downtime-record', $1, 'closed', 1, $2, now(), now())`,
  [record.downtime, JSON.stringify(record)],
)
const said = (type: string, hour: number, data: object) =>
  aMessage(type, { order: order.id, ...data } as never, { occurredAt: at(hour) })
const reported = said('operation.completed', 8, { operation: '10', good: quantity(40), scrap: quantity(2) })
const coil = said('scrap.recorded', 9, { item: 'STEEL', quantity: quantity('1.5', 'KGM'), reason: '=Wrong coil' })
const [late, wrong] = [3, 1].map((pieces, nth) =>
  said('scrap.recorded', 15 + nth, { operation: '10', quantity: quantity(pieces) }),
)
const mistaken = said('scrap.reversed', 17, { reverses: wrong!.id })
await engine.receive([reported, coil, late!, wrong!, mistaken])
await eventually(async () => {
  const { rows } = await database.pool.query(`select from intent where state = 'confirmed'`)
  expect(rows).toHaveLength(5)
})

it('WF-46: finance sees during the shift what downtime and scrap cost, at the rate of the day, provisional until it closes', async () => {
  const fiona = await api.person('fiona', { role: 'finance', plant: 'A' })
  const losses = async (hour: number) => {
    clock = at(hour)
    const answer = await fiona.get(`/api/v1/losses?day=${day}`)
    expect(answer.statusCode).toBe(200)
    return answer.json().days[0]
  }
  const eur = (value: string) => [{ currency: 'EUR', value }]
  const early = await losses(10)
  expect(early).toMatchObject({ minutes: 120, lost: eur('480'), scrapped: eur('36.8'), total: eur('516.8'), untold: 1 })
  expect(early.quantities).toEqual([quantity(2), quantity('1.5', 'KGM')])
  expect(early.shifts).toMatchObject([
    {
      ...{ from: at(6), ends: at(14), provisional: 'The shift is not over.' },
      // It stood still from five on, and was needed from six.
      stops: [
        {
          asset: 'PRESS-7',
          place: 'CELL-1',
          minutes: 120,
          rate: { value: '240', of: 'CELL-1' },
          cost: { value: '480' },
        },
      ],
      scrap: [
        {
          ...{ label: order.label, item: order.item, operation: '10', quantity: quantity(2), cost: { value: '36.8' } },
          ...{ rate: { value: '18.4', of: 'BRACKET-A', from: day }, messages: [reported.messageId] },
        },
        { item: 'STEEL', reason: '=Wrong coil', rate: null, cost: null, messages: [coil.messageId] },
      ],
    },
  ])

  const all = await losses(23)
  expect(all.shifts).toMatchObject([
    { provisional: 'No rule has a rate for 1 of what was lost.', total: eur('516.8') },
    { provisional: null, total: eur('55.2'), scrap: [{ quantity: quantity(3), messages: [late!.messageId] }] },
  ])
  expect(all.total).toEqual(eur('572'))
})

it('WF-46: the same are lines for a spreadsheet, of those plants only that one may read', async () => {
  clock = at(23)
  const fritz = await api.person('fritz', { role: 'finance', plant: 'A' })
  const answer = await fritz.get(`/api/v1/losses.csv?day=${day}`)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
  expect(answer.body.split('\r\n')[1]).toBe(
    `A,${day},${at(6)},${at(14)},no,downtime,${at(5)},PRESS-7,,Seal,120,MIN,240,480,EUR`,
  )
  expect((await fritz.get('/api/v1/losses?plant=B')).statusCode).toBe(403)
  expect((await fritz.get('/api/v1/losses?day=2099-01-01')).statusCode).toBe(422)
  const otto = await api.person('otto', { role: 'operator', plant: 'A' })
  expect((await otto.get('/api/v1/losses')).statusCode).toBe(403)
})

it('WF-46: the command line tells each shift with its rates, and the same lines for a spreadsheet', async () => {
  clock = at(23)
  const frida = await api.person('frida', { role: 'finance', plant: 'A' })
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'millwright-finance-')), 'password')
  writeFileSync(file, `${password}\n`)
  const url = await api.app.listen({ port: 0 })
  const run = millwright({ MILLWRIGHT_URL: url, MILLWRIGHT_LOGIN: 'frida', MILLWRIGHT_PASSWORD_FILE: file })
  const { code, out } = await run(['losses', '--day', day])
  expect(code).toBe(0)
  expect(out).toContain(`Plant A, ${day}: 120 min down (480 EUR), scrap of 5 pcs + 1.5 kg (92 EUR); 1 without a rate.`)
  expect(out).toMatch(/PRESS-7 stood still +120 min +240 EUR\/h +480 EUR/)
  expect(out).toMatch(/scrap of STEEL +WH\/MO\/00042 +1\.5 kg +– +–/)
  const { body } = await frida.get(`/api/v1/losses.csv?day=${day}`)
  expect((await run(['losses', '--day', day, '--csv'])).out).toBe(body.trimEnd())
  expect(body).toContain(`,STEEL,${order.label},'=Wrong coil,1.5,KGM,,,`)
})

it('WF-46: a shift is not closed while a report of it is missing', async () => {
  clock = at(23)
  const late = anOrder({
    ...{ id: 'odoo.77', label: 'WH/MO/00077', plannedStart: at(15) },
    operations: [{ ...step, plannedMinutes: '60', over: false }],
  })
  await engine.receive([aMessage('order.released', { order: late.id, told: late } as never, { occurredAt: at(1) })])
  const filip = await api.person('filip', { role: 'finance', plant: 'A' })
  await eventually(async () => {
    const { shifts } = (await filip.get(`/api/v1/losses?day=${day}`)).json().days[0]
    expect(shifts).toMatchObject([
      { provisional: 'No rule has a rate for 1 of what was lost.' },
      { provisional: 'Press of WH/MO/00077 was expected to be reported, and was not.' },
    ])
  })
})
