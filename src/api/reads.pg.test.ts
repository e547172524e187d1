import { describe, expect, it } from 'vitest'
import { Refused, Unavailable } from '#kernel/failure'
import { OrderCost } from '#model/order-cost'
import { quantity } from '#model/quantity'
import { apiGround } from '../../test/support/api-ground.ts'
import { testApi } from '../../test/support/api.ts'
import { aMessage, anOrder } from '../../test/support/builders.ts'
import { ledgerDouble } from '../../test/support/ledger-double.ts'
import { ApprovalList, ExceptionList, Journey, MessageList, OrderList, OrderView, Today } from './contract.ts'
import { eventually } from '../../test/support/eventually.ts'

const { database, ledger, engine, api } = await apiGround(
  ledgerDouble(
    anOrder({ id: 'odoo.1', label: 'WH/MO/00001', received: quantity(5) }),
    anOrder({ id: 'odoo.2', label: 'WH/MO/00002', itemName: 'Valve body', item: 'VALVE-B' }),
  ),
)
const eva = await api.person('eva', { role: 'supervisor', plant: 'A' })

const receipt = (order: string, value: string, over = {}) =>
  aMessage('output.received', { order, quantity: { value, uom: 'H87' }, ...over })

const messages = async (query: string) => {
  const answer = await eva.get(`/api/v1/messages?${query}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return MessageList.parse(answer.json()).items
}
const settled = (order: string) =>
  eventually(async () => {
    const { rows } = await database.pool.query(
      `select count(*)::int as open from message m left join open_message open using (message_id)
       where m.key = $1 and (open.progress in ('received', 'waiting') or exists (
         select from intent where intent.message_id = m.message_id and state in ('planned', 'sent', 'in-doubt')))`,
      [order],
    )
    expect(rows[0].open).toBe(0)
  })

describe('the pages', () => {
  it('are empty and whole before anything was reported', async () => {
    const today = Today.parse((await eva.get('/api/v1/today')).json())
    expect(today.flows.map(({ in: taken }) => taken)).toEqual(today.flows.map(() => 0))
    expect(today.pulse).toHaveLength(48)
    expect(today.systems).toMatchObject(['odoo', 'mail'].map((system) => ({ system, state: 'in-step' })))
    expect(ExceptionList.parse((await eva.get('/api/v1/exceptions')).json()).groups).toEqual([])
    expect(ApprovalList.parse((await eva.get('/api/v1/approvals')).json()).items).toEqual([])
    expect(OrderList.parse((await eva.get('/api/v1/orders')).json()).items).toEqual([])
  })

  it('explain how an order’s produced quantity came about, to the digit', async () => {
    ledger.before = (effects) => {
      if (effects.some(({ body }) => (body as { lot?: string }).lot === 'BAD'))
        throw new Refused('UNKNOWN_LOT', 'No lot BAD.')
    }
    await engine.receive([receipt('odoo.1', '0.1', { lot: 'L-1' }), receipt('odoo.1', '0.2'), receipt('odoo.1', '1')])
    await settled('odoo.1')
    await engine.receive([receipt('odoo.1', '7', { lot: 'BAD' })])
    await settled('odoo.1')
    ledger.before = () => {}
    const view = OrderView.parse((await eva.get('/api/v1/orders/odoo.1')).json())
    expect(view.produced.before).toEqual(quantity(5))
    expect(view.produced.total).toEqual(quantity('6.3'))
    expect(view.order).toMatchObject({ received: quantity('6.3'), booked: quantity('6.3'), openExceptions: 1 })
    expect(view.produced.contributions.map(({ quantity: { value }, effect }) => [value, effect])).toEqual([
      ['0.1', 'confirmed'],
      ['0.2', 'confirmed'],
      ['1', 'confirmed'],
      ['7', 'refused'],
    ])
    expect(view.checklist.find(({ part }) => part === 'bookings')).toMatchObject({ state: 'refused' })
    expect(view.events).toHaveLength(4)
  })

  it('WF-19: tell the cost of an order as its owner has it now, and say so when the owner cannot be asked', async () => {
    const told = await eva.get('/api/v1/orders/odoo.1/cost')
    expect(OrderCost.parse(told.json())).toMatchObject({ order: 'odoo.1', workInProgress: '0.00' })
    const away = await testApi(database, engine, { ask: async () => new Unavailable('ODOO_DOWN', 'Odoo is away.') })
    const adam = await away.person('adam', { role: 'supervisor', plant: 'A' })
    const answer = await adam.get('/api/v1/orders/odoo.1/cost')
    expect([answer.statusCode, answer.json().detail]).toEqual([503, expect.stringContaining('Odoo is away.')])
    expect((await adam.get('/api/v1/orders/odoo.999/cost')).statusCode).toBe(404)
    await away[Symbol.asyncDispose]()
  })

  it('SYNC-23: say by how many events and seconds a system is behind, and that it cannot be reached', async () => {
    ledger.before = () => {
      throw new Unavailable('ODOO_DOWN', 'Odoo cannot be reached.')
    }
    await engine.receive([receipt('odoo.2', '1'), receipt('odoo.2', '2')])
    await eventually(async () => {
      const { systems } = Today.parse((await eva.get('/api/v1/today')).json())
      expect(systems[0]).toMatchObject({ state: 'unreachable', behind: { events: 2 } })
      expect(systems[0]!.sentence).toContain('Odoo cannot be reached.')
    })
    expect((await messages('progress=sending')).map(({ key }) => key)).toEqual(['odoo.2', 'odoo.2'])
    ledger.before = () => {}
    await settled('odoo.2')
    await eventually(async () => {
      const { systems } = Today.parse((await eva.get('/api/v1/today')).json())
      expect(systems[0]).toMatchObject({ state: 'in-step', behind: { events: 0, seconds: 0 } })
    })
  })

  it('says of a system that is only listened to, or only asked, whether it is there', async () => {
    const card = async () => Today.parse((await eva.get('/api/v1/today')).json()).systems[1]!
    await database.pool.query(
      `insert into machine_stream (home, system, away_since, trouble)
       values ('hub', 'mail', now() - interval '10 minutes', 'The broker cannot be reached.')`,
    )
    expect(await card()).toMatchObject({
      state: 'unreachable',
      sentence: 'Not connected for 10 min: The broker cannot be reached.',
    })
    await database.pool.query('delete from machine_stream')
    await database.pool.query(
      "insert into maintenance_rhythm (home, system, asked_at) values ('hub', 'mail', now() - interval '20 minutes')",
    )
    expect(await card()).toMatchObject({
      state: 'unreachable',
      sentence: expect.stringMatching(/^It has not answered for 20 min\./),
    })
    await database.pool.query('delete from maintenance_rhythm')
  })

  it('SYNC-32: name the transaction that holds back what people changed in a system, once it is older than a minute', async () => {
    const odoo = async () => Today.parse((await eva.get('/api/v1/today')).json()).systems[0]!
    const seen = (open: string, waits: boolean) =>
      database.pool.query(
        `insert into erp_horizon (home, system, seen_at, snapshot, since, waits, held)
         values ($1, 'odoo', now(), '7', now(), $3, json_build_object('session', '812', 'user', 'odoo', 'doing', 'idle in transaction',
           'since', to_char(now() at time zone 'utc' - $2::interval, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
         on conflict (home, system) do update set held = excluded.held, waits = excluded.waits`,
        ['hub', open, waits],
      )
    await seen('50 s', true)
    expect(await odoo()).toMatchObject({ horizon: null })
    await seen('3 min', true)
    expect(await odoo()).toMatchObject({
      state: 'behind',
      horizon: { session: '812', user: 'odoo', doing: 'idle in transaction', seconds: expect.closeTo(180, -1) },
      sentence: expect.stringMatching(
        /in the last 3 min is told late: session 812 of the database user odoo \(idle in transaction\) has kept a transaction open/,
      ),
    })
    await seen('3 min', false)
    expect(await odoo()).toMatchObject({ horizon: null })
  })

  it('DOM-38: find messages by id, order, order’s name, lot, serial and correlation', async () => {
    const event = receipt('odoo.2', '1', { lot: 'L-77', serials: ['S-1'] })
    await engine.receive([event])
    await settled('odoo.2')
    for (const q of [event.id, event.messageId, event.correlation, 'L-77', 'S-1'])
      expect(
        (await messages(`q=${q}`)).map(({ id }) => id),
        q,
      ).toEqual([event.id])
    expect((await messages('q=WH/MO/00002')).every(({ key }) => key === 'odoo.2')).toBe(true)
    expect(await messages('q=odoo.2')).toHaveLength(3)
    expect(await messages('q=odoo.2&type=mfg.production.order.closed.v1')).toHaveLength(0)
    expect(await messages("q='; drop table message; --")).toHaveLength(0)
    expect(await messages('q=%25')).toHaveLength(0)
  })

  it('find orders by name, item and lot', async () => {
    const found = async (q: string) =>
      OrderList.parse((await eva.get(`/api/v1/orders?q=${encodeURIComponent(q)}`)).json()).items.map(({ key }) => key)
    expect(await found('WH/MO/00002')).toEqual(['odoo.2'])
    expect(await found('valve')).toEqual(['odoo.2'])
    expect(await found('VALVE-B')).toEqual(['odoo.2'])
    expect(await found('L-1')).toEqual(['odoo.1'])
    expect(await found('S-1')).toEqual(['odoo.2'])
    expect(await found('nothing')).toEqual([])
    expect(await found('?!')).toEqual([])
  })

  it('narrow messages by progress, code, flow, time and repetition, page by page', async () => {
    const [stopped] = await messages('progress=stopped')
    expect(stopped).toMatchObject({ code: 'UNKNOWN_LOT', sentence: 'No lot BAD.' })
    expect(await messages('code=UNKNOWN_LOT')).toHaveLength(1)
    expect(await messages('progress=received,waiting,asking,sending')).toHaveLength(0)
    const all = await messages('flow=finished-goods-receipt')
    expect(all).toHaveLength(7)
    const at = all[3]!.receivedAt
    const [newer, older] = [await messages(`since=${at}`), await messages(`until=${at}`)]
    expect(newer.length + older.length).toBe(7)
    expect(newer.every(({ receivedAt }) => receivedAt >= at)).toBe(true)
    const first = MessageList.parse((await eva.get('/api/v1/messages?limit=4')).json())
    const second = MessageList.parse((await eva.get(`/api/v1/messages?limit=4&before=${first.next}`)).json())
    expect([...first.items, ...second.items]).toEqual(all)
    expect(second.next).toBeNull()
  })

  it('SYNC-20: count what came again, and link it to the first', async () => {
    const event = receipt('odoo.2', '3')
    await engine.receive([event])
    await engine.receive([{ ...event }, { ...event }])
    await settled('odoo.2')
    expect(await messages('repeated=yes')).toEqual([expect.objectContaining({ id: event.id, duplicates: 2 })])
    expect(Today.parse((await eva.get('/api/v1/today')).json()).duplicates).toBe(2)
    expect(ledger.booked.filter(({ message }) => message.endsWith(` ${event.id}`))).toHaveLength(1)
  })

  it('SYNC-22: say what a waiting message waits for, and until when', async () => {
    ledger.orders.set('odoo.3', anOrder({ id: 'odoo.3', label: 'WH/MO/00003', state: 'planned' }))
    const event = receipt('odoo.3', '1')
    await engine.receive([event])
    await eventually(async () => expect(await messages('progress=waiting')).toHaveLength(1))
    const journey = Journey.parse((await eva.get(`/api/v1/messages/${event.messageId}`)).json())
    expect(journey.waiting).toEqual({ what: 'the release of WH/MO/00003', until: expect.any(String) })
  })

  it('DOM-39: tell when it occurred, was recorded, received, decided and applied', async () => {
    const event = {
      ...receipt('odoo.2', '1'),
      occurredAt: '2026-11-20T10:00:00.000Z',
      recordedAt: '2026-11-20T10:05:00.000Z',
    }
    await engine.receive([event])
    await settled('odoo.2')
    const { clocks } = Journey.parse((await eva.get(`/api/v1/messages/${event.messageId}`)).json())
    expect(clocks).toEqual({
      occurred: '2026-11-20T10:00:00.000Z',
      recorded: '2026-11-20T10:05:00.000Z',
      received: event.receivedAt,
      decided: expect.any(String),
      applied: expect.any(String),
    })
  })

  it('count for each flow what the lists behind the numbers show', async () => {
    const { flows } = Today.parse((await eva.get('/api/v1/today')).json())
    const flow = flows.find((one) => one.flow === 'finished-goods-receipt')!
    const since = new Date(Date.now() - 86_400_000).toISOString()
    expect(flow.in).toBe((await messages(`flow=${flow.flow}&since=${since}`)).length)
    expect(flow.out).toBe((await messages(`flow=${flow.flow}&since=${since}&progress=closed`)).length)
    expect(flow.failed).toBe((await messages(`flow=${flow.flow}&progress=stopped`)).length)
    expect(flow.p50).toBeGreaterThan(0)
    expect(flow.p99).toBeGreaterThanOrEqual(flow.p50!)
    expect(flow.target).toEqual({ p95: 30, p99: 120 })
  })

  it('group exceptions by cause, with what each means', async () => {
    const { groups } = ExceptionList.parse((await eva.get('/api/v1/exceptions')).json())
    expect(groups).toEqual([
      expect.objectContaining({ code: 'UNKNOWN_LOT', count: 1, meaning: 'Reports about lots that Odoo does not have' }),
    ])
    expect(groups[0]!.items[0]).toMatchObject({ subject: 'WH/MO/00001', may: ['assign', 'retry', 'correct', 'skip'] })
  })
})
