import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { Unavailable } from '#kernel/failure'
import type { Account, Entry } from '#model/account'
import { AssetTold } from '#model/asset'
import { DowntimeRecord } from '#model/asset-downtime'
import { PlantPolicy } from '#governance/rules/document'
import { hours, type Instant, later } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { quantity } from '#model/quantity'
import { apiGround } from '../../../test/support/api-ground.ts'
import { password } from '../../../test/support/api.ts'
import { millwright } from '../../../test/support/command.ts'
import { aMessage, anAccount, anOrder } from '../../../test/support/builders.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { eventually } from '../../../test/support/eventually.ts'

const policy = PlantPolicy.parse({ rates: { production: ['240 EUR for CELL-1'], scrap: ['18.4 EUR for BRACKET-A'] } })
const plants = ['A', 'B'].map((id) => ({ id, name: `Plant ${id}`, timeZone: 'UTC', policy }))
const step = { operation: '10', name: 'Press', workCenter: 'PRESS', plannedMinutes: '600', completed: quantity(0) }
const steel = { item: 'STEEL', itemName: 'Steel', tracking: 'none', required: quantity(100), consumed: quantity(0) }
const order = anOrder({
  operations: [{ ...step, over: false }],
  components: [{ ...steel, method: 'manual' }],
})
/** What the owner of the books answers, each question by its name. */
let books: Readonly<Record<string, unknown>> = {}
const { database, api, engine } = await apiGround(ledgerDouble(order), {
  parts: { plants, ask: async (_plant, { operation }) => books[operation] as never },
})
const now = systemClock.now()
const at = (hour: number): Instant => later(now, hours(hour))

await api.parts.assets.keep([AssetTold.parse({ asset: 'PRESS-7', name: 'Press 7', equipment: 'CELL-1' })], {
  ...{ plant: 'A', by: 'eva' },
})
await api.parts.assets.map(
  'CELL-1',
  { id: 'odoo.work-centre.7', name: 'Press cell', code: 'PRESS', calendar: null },
  { plant: 'A', by: 'eva' },
)
const stood = DowntimeRecord.parse({
  ...{ downtime: 'PRESS-7 1', revision: 1, asset: 'PRESS-7', number: 1, from: at(-4), until: at(-3), evidences: 1 },
  ...{ isFailure: true, isVoid: false, isCounted: true, reason: 'Seal' },
})
await database.pool.query(
  `insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
   values ('A', 'hub', 'downtime-record', $1, 'closed', 1, $2, now(), now())`,
  [stood.downtime, JSON.stringify(stood)],
)

it('WF-44: the cost of one piece goes down to the events that made it: material, machine, labour, scrap and maintenance', async () => {
  const said = (type: string, hour: number, data: object) =>
    aMessage(type, { order: order.id, ...data } as never, { occurredAt: at(hour) })
  const issued = said('material.issued', -6, { item: 'STEEL', quantity: quantity(100) })
  const pressed = said('operation.completed', -2, {
    ...{ operation: '10', good: quantity(98), scrap: quantity(2), machineTime: '300', labourTime: '60' },
  })
  await engine.receive([issued, pressed])
  const booked = async (message: { readonly messageId: string }) => {
    const { rows } = await database.pool.query(
      `select effect_key from intent where message_id = $1 and state = 'confirmed'`,
      [message.messageId],
    )
    return rows[0]?.effect_key as string | undefined
  }
  await eventually(async () => expect([await booked(issued), await booked(pressed)]).not.toContain(undefined))
  const made = { by: 'hub', name: 'millwright', at: later(systemClock.now(), hours(1)) } as const
  const entry = (cost: Entry['cost'], amount: string, effect: string | undefined): Entry => ({
    ...{ document: { kind: 'stock.move', id: '7', label: 'WH/7', link: 'http://odoo/7' }, amount, at: at(-1), made },
    ...{ changed: { ...made, at: at(-1) }, rule: null, lot: null, place: null, quantity: null, price: null },
    ...(cost ? { cost } : {}),
    effects: effect ? [{ effect, at: at(-1), was: null, left: amount, wasBy: null }] : [],
  })
  const [use, work] = [await booked(issued), await booked(pressed)]
  const account: Account = anAccount({
    ...{ measure: 'money', unit: 'EUR', value: '1862' },
    entries: [entry('material', '1225', use), entry('machine', '490', work), entry('labour', '147', work)],
  })
  const amounts = { materials: '1225.00', machine: '490.00', labour: '147.00', extra: '0.00', total: '1862.00' }
  const ends = { output: '1862.00', workInProgress: '0.00', variance: '0.00' }
  books = { account, cost: { order: order.id, currency: 'EUR', ...amounts, ...ends, quantity: quantity(98) } }

  const fiona = await api.person('fiona', { role: 'finance', plant: 'A' })
  const answer = await fiona.get(`/api/v1/unit-cost/${order.id}`)
  expect(answer.statusCode).toBe(200)
  const lineOf = (message: { readonly messageId: string }, amount: string) => [
    { origin: 'event', amount, event: { messageId: message.messageId } },
  ]
  expect(answer.json()).toMatchObject({
    ...{ plant: 'A', currency: 'EUR', quantity: quantity(98), total: '1862', perUnit: '19', unexplained: null },
    order: { key: order.id, label: order.label, state: 'started' },
    parts: [
      { kind: 'material', amount: '1225', perUnit: '12.5', lines: lineOf(issued, '1225') },
      { kind: 'machine', amount: '490', perUnit: '5', lines: lineOf(pressed, '490') },
      { kind: 'labour', amount: '147', perUnit: '1.5', lines: lineOf(pressed, '147') },
    ],
    scrap: [{ quantity: quantity(2), rate: { value: '18.4' }, cost: { value: '36.8' }, messages: [pressed.messageId] }],
    // The press stood still for an hour while it was made: in the cost of no goods, and told beside them.
    maintenance: {
      ...{ from: at(-6), until: at(-2) },
      costs: [{ asset: 'PRESS-7', total: [{ value: '240', currency: 'EUR' }], stops: [{ number: 1, minutes: 60 }] }],
    },
  })

  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'millwright-finance-')), 'password')
  writeFileSync(file, `${password}\n`)
  const url = await api.app.listen({ port: 0 })
  const run = millwright({ MILLWRIGHT_URL: url, MILLWRIGHT_LOGIN: 'fiona', MILLWRIGHT_PASSWORD_FILE: file })
  const { code, out } = await run(['unit-cost', order.label])
  expect(code).toBe(0)
  expect(out).toContain(`${order.label}: 19 EUR each, 1862 EUR for 98 pcs so far.`)
  expect(out).toMatch(/labour +147 EUR/)
  expect(out).toContain('Maintenance meanwhile, in the cost of no goods: PRESS-7, 240 EUR.')
})

it('WF-44: what the books do not tell is not made up, and another plant’s orders are not told', async () => {
  books = { account: new Unavailable('UNREACHABLE', 'nobody answers'), cost: {} }
  await engine.receive([
    aMessage('material.issued', { order: order.id, item: 'STEEL', quantity: quantity(1) } as never),
  ])
  const finn = await api.person('finn', { role: 'finance', plant: 'A' })
  await eventually(async () => expect((await finn.get(`/api/v1/unit-cost/${order.id}`)).statusCode).toBe(503))
  expect((await finn.get('/api/v1/unit-cost/odoo.404')).statusCode).toBe(404)
  const bert = await api.person('bert', { role: 'finance', plant: 'B' })
  expect((await bert.get(`/api/v1/unit-cost/${order.id}`)).statusCode).toBe(404)
})
