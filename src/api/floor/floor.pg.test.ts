import { beforeAll, describe, expect, it } from 'vitest'
import { deviceTypes } from '#governance/devices'
import { revokeKey } from '#governance/keys'
import { catalogue } from '#model/catalogue'
import { quantity } from '#model/quantity'
import { apiGround } from '../../../test/support/api-ground.ts'
import { aMessage, anOrder } from '../../../test/support/builders.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import type { MadeKey } from '../access/contract.ts'
import { routes } from '../routes/table.ts'
import type { FloorReports, FloorView } from './contract.ts'
import { eventually } from '../../../test/support/eventually.ts'

/** SYS-11: a device with the least right there is, before the hub's own door. */

let device: MadeKey

const at = (operation: string, name: string, workCenter: string) => ({
  ...{ operation, name, workCenter, plannedMinutes: '30', completed: quantity(0), over: false },
})
const operations = [at('10', 'Cutting', 'Laser 2'), at('20', 'Bending', 'Press 1')]
const own = anOrder({ operations, plannedEnd: '2026-11-22T14:00:00.000Z' })
const elsewhere = anOrder({ id: 'odoo.43', label: 'WH/MO/00043', operations: operations.slice(0, 1) })
const foreign = anOrder({ id: 'odoo.50', label: 'WH/MO/00050', plant: 'B', operations })

const { database, engine, api } = await apiGround(ledgerDouble(own, elsewhere, foreign))
const admin = await api.person('admin', { role: 'admin', plant: 'A' })

beforeAll(async () => {
  await engine.receive(
    [own, elsewhere, foreign].map((told) =>
      aMessage(
        'order.released',
        { order: told.id, told: told as never },
        { plant: told.plant, source: `/plants/${told.plant}/systems/odoo` },
      ),
    ),
  )
  await eventually(async () => {
    const { rows } = await database.pool.query('select count(*)::int as cases from case_file')
    expect(rows[0].cases).toBe(3)
  })
  device = await made({ workCentres: ['Press 1'], note: 'Tablet 4' })
})

const made = async (more: object): Promise<MadeKey> =>
  (await admin.post('/api/v1/keys', { plant: 'A', system: 'shop-floor', days: 30, ...more })).json()
const ask = (url: string, key = device.key) =>
  api.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${key}` } })
let count = 0
const event = (type: string, data: object, over: object = {}) => ({
  specversion: '1.0',
  id: `device-${++count}`,
  source: '/plants/A/systems/shop-floor',
  type: `mfg.production.${type}.v1`,
  time: '2026-11-22T08:00:00Z',
  actor: 'badge 1180',
  data: { order: 'odoo.42', ...data },
  ...over,
})
const completed = (value: string, over: object = {}) =>
  event('operation.completed', { operation: '20', good: { value, uom: 'H87' }, ...over })

describe('the key of a device', () => {
  it('is made on Access with the work centres that orders name', async () => {
    const list = (await admin.get('/api/v1/keys')).json()
    expect(list.workplaces).toEqual([
      { plant: 'A', name: 'Laser 2', orders: 2 },
      { plant: 'A', name: 'Press 1', orders: 1 },
    ])
    expect(device.row).toMatchObject({ workCentres: ['Press 1'], types: deviceTypes, note: 'Tablet 4' })
    for (const type of deviceTypes) expect(catalogue.map((kind) => kind.type)).toContain(type)
  })

  it('opens the floor, the events’ door, and nothing else', async () => {
    const open = routes.filter(({ access }) => access === 'device').map(({ name }) => name)
    expect(open).toEqual(['readFloor', 'readFloorReports'])
    for (const { name, method, path, access } of routes) {
      if (access === 'public' || access === 'device' || name === 'sendEvents') continue
      const url = path.replaceAll(/\{\w+\}/g, 'x')
      const answer = await api.app.inject({ method, url, headers: { authorization: `Bearer ${device.key}` } })
      expect([401, 403], `${method} ${path}`).toContain(answer.statusCode)
    }
  })

  it('is the only kind that opens the floor', async () => {
    const system = await api.key()
    for (const url of ['/api/v1/floor', '/api/v1/floor/reports?ids=e1'])
      expect((await ask(url, system)).statusCode, url).toBe(403)
    expect((await api.app.inject({ url: '/api/v1/floor', headers: { cookie: admin.cookie } })).statusCode).toBe(401)
  })
})

describe('a browser on the floor', () => {
  const enrol = (key: string) => api.app.inject({ method: 'POST', url: '/api/v1/floor/device', payload: { key } })
  const cookieOf = (answer: Awaited<ReturnType<typeof enrol>>) => String(answer.headers['set-cookie'])

  it('keeps its key in a cookie that no script reads and that travels to this hub alone', async () => {
    const answer = await enrol(device.key)
    expect(answer.json()).toMatchObject({
      plant: 'A',
      workCentres: ['Press 1'],
      source: '/plants/A/systems/shop-floor',
    })
    expect(cookieOf(answer)).toMatch(/HttpOnly/)
    expect(cookieOf(answer)).toMatch(/SameSite=Strict/)
    expect(answer.body).not.toContain(device.key)
  })

  it('is heard with the cookie only where the page says so: another site cannot', async () => {
    const [cookie = ''] = cookieOf(await enrol(device.key)).split(';')
    const send = (headers: Record<string, string>) =>
      api.app.inject({
        method: 'POST',
        url: '/api/v1/events',
        headers: { cookie, 'content-type': 'application/cloudevents+json', ...headers },
        payload: JSON.stringify(event('operation.started', { operation: '20' })),
      })
    expect((await send({})).statusCode).toBe(401)
    expect((await send({ authorization: 'Device' })).statusCode).toBe(202)
  })

  it('does not get in with the key of a system, or with none that is known', async () => {
    expect((await enrol(await api.key())).statusCode).toBe(403)
    const unknown = await enrol('mwk_000000000000_no-such-key-no-such-key-no-such')
    expect([unknown.statusCode, unknown.headers['set-cookie']]).toEqual([401, undefined])
  })
})

describe('what is to be done', () => {
  it('is told for the own work centres alone', async () => {
    const { orders }: FloorView = (await ask('/api/v1/floor')).json()
    expect(orders.map(({ order }) => order)).toEqual(['odoo.42'])
    expect(orders[0]).toMatchObject({
      label: 'WH/MO/00042',
      operations: [{ operation: '20', name: 'Bending', due: '2026-11-22T14:00:00.000Z', isLast: true, over: false }],
    })
  })
})

describe('a hold', () => {
  it('is told with its reason, and gone when it is lifted', async () => {
    const say = (type: string, more: object) =>
      engine.receive([aMessage(type, { order: 'odoo.42', hold: 'QA-7', ...more })])
    const held = async () => ((await ask('/api/v1/floor')).json() as FloorView).orders[0]?.held
    await say('order.held', { reason: 'Wrong steel' })
    await eventually(async () => expect(await held()).toBe('Wrong steel'))
    await say('order.unheld', {})
    await eventually(async () => expect(await held()).toBeNull())
  })
})

describe('what a device reports', () => {
  const verdictOn = async (id: string, key = device.key) =>
    ((await ask(`/api/v1/floor/reports?ids=${id}`, key)).json() as FloorReports).items[0]

  it('is accepted, booked, and told so to the device that said it, with whose badge it was', async () => {
    const report = completed('40')
    expect((await api.send(device.key, report)).json().receipts[0].status).toBe('accepted')
    await eventually(async () => expect((await verdictOn(report.id))?.state).toBe('booked'))
    expect(await verdictOn(report.id)).toMatchObject({ sentence: expect.stringContaining('40 pcs good at Bending') })
    const { rows } = await database.pool.query('select actor, received_from from message where id = $1', [report.id])
    expect(rows[0]).toEqual({ actor: 'badge 1180', received_from: `shop-floor (${device.row.keyId})` })
    const { orders }: FloorView = (await ask('/api/v1/floor')).json()
    expect(orders[0]?.operations[0]?.completed).toEqual({ value: '40', uom: 'H87' })
    const other = await made({ workCentres: ['Press 1'] })
    expect(await verdictOn(report.id, other.key)).toBeUndefined()
  })

  it('is refused with the reason and what to do now', async () => {
    const report = completed('500')
    await api.send(device.key, report)
    await eventually(async () => expect((await verdictOn(report.id))?.state).toBe('refused'))
    expect(await verdictOn(report.id)).toMatchObject({ code: 'OVER_COMPLETION', now: expect.stringMatching(/Correct/) })
  })

  it('counts once however often it is sent', async () => {
    const report = completed('1')
    const sent = [await api.send(device.key, report), await api.send(device.key, report)]
    expect(sent.map((one) => one.json().receipts[0].status)).toEqual(['accepted', 'duplicate'])
  })

  it('hears the same of another plant’s order, of one at other work centres, and of none', async () => {
    const answers = await Promise.all(
      ['odoo.50', 'odoo.43', 'odoo.404'].map((order) => api.send(device.key, completed('1', { order }))),
    )
    const blind = answers.map(({ statusCode, body }) => [
      statusCode,
      body.replaceAll(/odoo\.\d+/g, '…').replaceAll(/device-\d+/g, '…'),
    ])
    expect(blind[0]![0]).toBe(422)
    expect(blind[0]).toEqual(blind[1])
    expect(blind[0]).toEqual(blind[2])
    const atLaser = await api.send(device.key, completed('1', { operation: '10' }))
    expect(atLaser.json().receipts[0]).toMatchObject({ status: 'refused', code: 'UNKNOWN_ORDER' })
  })

  it('is nothing about an order as a whole, and nothing in another’s name', async () => {
    const closing = await api.send(device.key, event('order.closed', {}))
    expect(closing.statusCode).toBe(403)
    const asMes = await api.send(device.key, { ...completed('1'), source: '/plants/A/systems/mes' })
    expect(asMes.statusCode).toBe(403)
  })

  it('ends with its key', async () => {
    const lost = await made({ workCentres: ['Press 1'] })
    expect((await ask('/api/v1/floor', lost.key)).statusCode).toBe(200)
    await revokeKey(api.parts.database, 'hub', api.parts.ids, api.parts.now(), lost.row.keyId, 'admin', 'left in a cab')
    await eventually(async () => expect((await api.send(lost.key, completed('1'))).statusCode).toBe(401))
    expect((await ask('/api/v1/floor', lost.key)).statusCode).toBe(401)
  })
})
