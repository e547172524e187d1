import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseOf, type Engine } from '#engine'
import { Refused, Unanswered } from '#kernel/failure'
import { openMetricsDoor } from '../../src/telemetry/listener.ts'
import { startTelemetry } from '../../src/telemetry/start.ts'
import { type TestApi, testApi } from '../support/api.ts'
import { anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { type LedgerDouble, ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
const lines: Record<string, unknown>[] = []
let database: TestDatabase
let telemetry: Awaited<ReturnType<typeof startTelemetry>>
let ledger: LedgerDouble
let hub: Engine
let api: TestApi
let key: string
const calls: (string | undefined)[] = []

beforeAll(async () => {
  database = await testDatabase()
  telemetry = await startTelemetry({
    database: databaseOf(database.pool),
    pool: database.pool,
    home: 'hub',
    plants: ['A', 'B'],
    systems: [{ id: 'odoo', plants: ['A', 'B'] }],
    log: { info: (about, sentence) => void lines.push({ ...about, sentence }) },
    door: { host: '127.0.0.1', port: 0 },
  })
  ledger = ledgerDouble(anOrder({ id: 'odoo.1' }), anOrder({ id: 'odoo.2' }), anOrder({ id: 'odoo.3' }))
  ledger.before = (_effects, call) => void calls.push(call.traceparent)
  hub = testHub(database.pool, ledger, { telemetry: telemetry.work })
  api = await testApi(database, hub, { count: telemetry.work.atTheDoor })
  key = await api.key()
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await hub?.[Symbol.asyncDispose]()
  await telemetry?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

const receipt = (id: string, order: string, over: object = {}) => ({
  specversion: '1.0',
  id,
  source: '/plants/A/systems/mes',
  type: 'mfg.production.output.received.v1',
  time: '2026-11-22T06:00:00Z',
  data: { order, quantity: { value: '60', uom: 'H87' } },
  ...over,
})

const metrics = async () => (await fetch(telemetry.url!)).text()
/** The value of a line, by name and labels in any order. */
const valueOf = (text: string, name: string, labels: Record<string, string> = {}): number | undefined => {
  const line = text.split('\n').find((one) => {
    const [, found, inside = ''] = /^(\w+)(?:\{(.*)\})? /.exec(one) ?? []
    return found === name && Object.entries(labels).every(([label, value]) => inside.includes(`${label}="${value}"`))
  })
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}
const settled = (count: number) =>
  eventually(async () => {
    const { rows } = await database.pool.query(
      "select count(*) as n from intent where state in ('confirmed', 'refused')",
    )
    expect(rows[0].n).toBe(count)
  })

describe('the metrics', () => {
  it('tell what came in, what was decided, what was done, and how long it took', async () => {
    const event = receipt('m1', 'odoo.1')
    const began = performance.now()
    expect((await api.send(key, event)).statusCode).toBe(202)
    expect((await api.send(key, event)).statusCode).toBe(202)
    expect(
      (await api.send(key, { ...event, data: { order: 'odoo.1', quantity: { value: '61', uom: 'H87' } } })).statusCode,
    ).toBe(409)
    expect((await api.send(key, receipt('m2', 'odoo.1', { type: 'no.such.type' }))).statusCode).toBe(422)
    expect((await api.send(key, receipt('m3', 'odoo.404'))).statusCode).toBe(202)
    await settled(1)
    await eventually(async () => {
      const text = await metrics()
      const type = 'mfg.production.output.received.v1'
      for (const status of ['accepted', 'duplicate', 'conflict'])
        expect(valueOf(text, 'millwright_events_total', { plant: 'A', type, status })).toBe(
          status === 'accepted' ? 2 : 1,
        )
      expect(valueOf(text, 'millwright_events_total', { plant: 'A', type: 'unknown', status: 'refused' })).toBe(1)
      const flow = 'finished-goods-receipt'
      expect(valueOf(text, 'millwright_runs_total', { flow, verdict: 'accepted' })).toBeGreaterThanOrEqual(1)
      expect(valueOf(text, 'millwright_runs_total', { flow, verdict: 'refused' })).toBe(1)
      const booked = { plant: 'A', system: 'odoo', state: 'confirmed' }
      expect(valueOf(text, 'millwright_effects_total', booked)).toBe(1)
      expect(valueOf(text, 'millwright_receipt_to_confirmed_seconds_count', { flow })).toBe(1)
      const soFar = (performance.now() - began) / 1000
      expect(valueOf(text, 'millwright_receipt_to_confirmed_seconds_sum', { flow })).toBeLessThan(soFar)
      expect(valueOf(text, 'millwright_messages_waiting', { plant: 'A', progress: 'stopped' })).toBe(1)
      expect(
        valueOf(text, 'millwright_messages_waiting_oldest_seconds', { plant: 'A', progress: 'stopped' }),
      ).toBeGreaterThan(0)
      expect(valueOf(text, 'millwright_messages_waiting', { plant: 'B', progress: 'received' })).toBe(0)
      expect(valueOf(text, 'millwright_effects_open', { plant: 'A', system: 'odoo', state: 'planned' })).toBe(0)
      expect(valueOf(text, 'millwright_exceptions_open', { plant: 'A' })).toBe(1)
      expect(valueOf(text, 'millwright_audit_unsealed')).toBeGreaterThan(0)
      expect(valueOf(text, 'millwright_call_seconds_count', { system: 'odoo', failure: '' })).toBe(1)
      expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7)
      expect(valueOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
    })
    // Nothing of what a plant says is a label: no order, no item, no id.
    expect(await metrics()).not.toMatch(/odoo\.1|odoo\.404|BRACKET|\bm[123]\b/)
  })

  it('tell refusals and doubt by system', async () => {
    ledger.before = () => {
      ledger.before = () => {}
      throw new Unanswered('LINE', 'the line went dead')
    }
    await api.send(key, receipt('m4', 'odoo.2'))
    await settled(2)
    ledger.before = () => {
      throw new Refused('LOT_REQUIRED', 'It wants a lot.')
    }
    await api.send(key, receipt('m5', 'odoo.2', { data: { order: 'odoo.2', quantity: { value: '1', uom: 'H87' } } }))
    await settled(3)
    await eventually(async () => {
      const text = await metrics()
      expect(valueOf(text, 'millwright_effects_total', { system: 'odoo', state: 'in-doubt' })).toBe(1)
      expect(valueOf(text, 'millwright_effects_total', { system: 'odoo', state: 'refused' })).toBe(1)
      expect(valueOf(text, 'millwright_call_seconds_count', { system: 'odoo', failure: 'LINE' })).toBe(1)
    })
    ledger.before = (_effects, call) => void calls.push(call.traceparent)
  })
})

describe('a trace', () => {
  it('goes from the event through run and effect to the call, each with a span of its own, and into the log', async () => {
    calls.length = 0
    await api.send(key, receipt('t1', 'odoo.3', { traceparent: `00-${trace}-00f067aa0ba902b7-01` }))
    await settled(4)
    const { rows } = await database.pool.query(
      "select message.traceparent as message, intent.traceparent as run from intent join message using (message_id) where message.id = 't1'",
    )
    expect(rows[0].message).toBe(`00-${trace}-00f067aa0ba902b7-01`)
    await eventually(() => expect(lines.filter((line) => line['trace'] === trace).length).toBeGreaterThanOrEqual(2))
    const spans = [rows[0].message, rows[0].run, calls[0]].map((context: string) => {
      expect(context).toContain(`00-${trace}-`)
      return context.split('-')[2]
    })
    expect(new Set(spans).size).toBe(3)
    expect(lines.find((line) => line['sentence'] === 'message judged' && line['trace'] === trace)?.['span']).toBe(
      spans[1],
    )
  })

  it('begins at the door when the event brings none', async () => {
    const { rows } = await database.pool.query(
      "select intent.traceparent from intent join message using (message_id) where message.id in ('m1', 'm4')",
    )
    for (const { traceparent } of rows) expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    expect(new Set(rows.map(({ traceparent }) => traceparent)).size).toBe(2)
  })
})

describe('the door to the metrics', () => {
  it('is for this machine only, under its own name', async () => {
    expect((await fetch(telemetry.url!.replace('/metrics', '/'))).status).toBe(404)
    expect((await fetch(telemetry.url!, { method: 'POST' })).status).toBe(405)
    const { request } = await import('node:http')
    const status = await new Promise((resolve) =>
      request(telemetry.url!, { headers: { host: 'evil.example.com' } }, (answer) => resolve(answer.statusCode)).end(),
    )
    expect(status).toBe(401)
  })

  it('is not opened to others without a token, and asks for it with one', async () => {
    const write: Parameters<typeof openMetricsDoor>[1] = (_request, response) => void response.end('numbers')
    await expect(openMetricsDoor({ host: '0.0.0.0', port: 0 }, write)).rejects.toThrow(
      'would be open to whoever reaches it',
    )
    await using door = await openMetricsDoor({ host: '127.0.0.1', port: 0, token: 'abc' }, write)
    expect((await fetch(door.url)).status).toBe(401)
    expect((await fetch(door.url, { headers: { authorization: 'Bearer abd' } })).status).toBe(401)
    expect(await (await fetch(door.url, { headers: { authorization: 'Bearer abc' } })).text()).toBe('numbers')
  })
})
