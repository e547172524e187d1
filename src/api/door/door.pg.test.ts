import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createKey, revokeKey } from '#governance/keys'
import { seconds } from '#kernel/time'
import { apiGround } from '../../../test/support/api-ground.ts'
import { testApi } from '../../../test/support/api.ts'

const { database, engine, api } = await apiGround()
const key = await api.key()

const tables = ['message', 'seen', 'inbox', 'lane', 'run', 'case_file', 'intent', 'conflict', 'exception', 'approval']
const everything = async () => {
  const { rows } = await database.pool.query(
    `select ${tables.map((name) => `(select count(*)::int from ${name}) as "${name}"`).join(', ')},
      (select coalesce(sum(duplicates), 0)::int from seen) as duplicates`,
  )
  return rows[0] as Record<string, number>
}

let made = 0
const event = (over: object = {}, data: object = {}) => ({
  specversion: '1.0',
  id: `e${++made}`,
  source: '/plants/A/systems/mes',
  type: 'mfg.production.output.received.v1',
  time: '2026-11-22T08:00:00Z',
  data: { order: 'odoo.1', quantity: { value: '1', uom: 'H87' }, ...data },
  ...over,
})
const quantity = (value: unknown, uom: unknown = 'H87') => event({}, { quantity: { value, uom } })
const json = (value: unknown) => JSON.stringify(value)
const single = 'application/cloudevents+json'
const batch = 'application/cloudevents-batch+json'

const binary = {
  'content-type': 'application/json',
  'ce-specversion': '1.0',
  'ce-id': 'binary',
  'ce-source': '/plants/A/systems/mes',
  'ce-type': 'mfg.production.output.received.v1',
  'ce-time': '2026-11-22T08:00:00Z',
}

type Bad = readonly [
  what: string,
  body: string | Buffer,
  status: number,
  code: string,
  type?: string,
  sentence?: RegExp,
]
const bad: readonly Bad[] = [
  ['no body', '', 400, 'SCHEMA_INVALID'],
  ['half a body', json(event()).slice(0, 40), 400, 'SCHEMA_INVALID'],
  ['not JSON', '<event/>', 400, 'SCHEMA_INVALID'],
  ['NaN', json(event()).replace('"1"', 'NaN'), 400, 'SCHEMA_INVALID'],
  [
    'truncated UTF-8',
    Buffer.concat([Buffer.from(json(event())), Buffer.from([0xe2, 0x82])]),
    400,
    'SCHEMA_INVALID',
    single,
    /UTF-8/,
  ],
  ['UTF-16', Buffer.from(json(event()), 'utf16le'), 400, 'SCHEMA_INVALID'],
  [
    'a name said twice',
    json(event()).replace('{"order"', '{"order":"odoo.2","order"'),
    400,
    'SCHEMA_INVALID',
    single,
    /twice/,
  ],
  [
    '__proto__',
    json(event()).replace('{"order"', '{"__proto__":{"polluted":1},"order"'),
    400,
    'SCHEMA_INVALID',
    single,
    /__proto__/,
  ],
  ['constructor', json(event({ constructor: { prototype: { polluted: 1 } } })), 400, 'SCHEMA_INVALID'],
  ['NUL in a value', json(event({}, { order: 'odoo.\u0000' })), 400, 'SCHEMA_INVALID', single, /NUL/],
  ['NUL in an extension', json(event({ note: 'a\u0000' })), 400, 'SCHEMA_INVALID', single, /NUL/],
  ['a lone surrogate', json(event()).replace('"odoo.1"', '"\\ud800"'), 400, 'SCHEMA_INVALID', single, /surrogate/],
  [
    'a lone surrogate in a name',
    json(event()).replace('"specversion"', '"\\udfff":1,"specversion"'),
    400,
    'SCHEMA_INVALID',
  ],
  [
    '1e999',
    json(event()).replace('"specversion"', '"n":1e999,"specversion"'),
    400,
    'SCHEMA_INVALID',
    single,
    /too large/,
  ],
  ['33 levels', '{"a":'.repeat(33) + '1' + '}'.repeat(33), 400, 'SCHEMA_INVALID', single, /deeper/],
  ['100,000 levels', '['.repeat(100_000), 400, 'SCHEMA_INVALID'],
  ['300 kB', json(event({}, { document: 'x'.repeat(300_000) })), 413, 'TOO_LARGE'],
  ['9 MB', Buffer.alloc(9 * 1024 * 1024, 0x20), 413, 'TOO_LARGE', batch],
  ['1001 events', json(Array.from({ length: 1001 }, () => ({}))), 413, 'TOO_LARGE', batch],
  ['an empty batch', '[]', 422, 'SCHEMA_INVALID', batch],
  ['a batch that is none', json(event()), 422, 'SCHEMA_INVALID', batch],
  ['form data', 'a=b', 415, 'SCHEMA_INVALID', 'application/x-www-form-urlencoded'],
  ['XML', '<a/>', 415, 'SCHEMA_INVALID', 'application/xml'],
  ['multipart', 'x', 415, 'SCHEMA_INVALID', 'multipart/form-data; boundary=x'],
]

type Refusal = readonly [what: string, event: unknown, status: number, code: string, pointer: string]
const refused: readonly Refusal[] = [
  ['null', null, 422, 'SCHEMA_INVALID', ''],
  ['a number', 1, 422, 'SCHEMA_INVALID', ''],
  ['a list', [event()], 422, 'SCHEMA_INVALID', ''],
  ['nothing in it', {}, 422, 'SCHEMA_INVALID', '/specversion'],
  ['another version', event({ specversion: '0.3' }), 422, 'SCHEMA_INVALID', '/specversion'],
  ['a number for an id', event({ id: 1 }), 422, 'SCHEMA_INVALID', '/id'],
  ['an id with a line break', event({ id: 'a\nb' }), 422, 'SCHEMA_INVALID', '/id'],
  ['an endless id', event({ id: 'a'.repeat(129) }), 422, 'SCHEMA_INVALID', '/id'],
  ['a source that is none', event({ source: 'mes' }), 422, 'SCHEMA_INVALID', '/source'],
  ['a source with a way up', event({ source: '/plants/../systems/mes' }), 422, 'SCHEMA_INVALID', '/source'],
  ['no time', event({ time: undefined }), 422, 'SCHEMA_INVALID', '/time'],
  ['a time that is none', event({ time: '2026-02-30T00:00:00Z' }), 422, 'SCHEMA_INVALID', '/time'],
  ['a time without zone', event({ time: '2026-11-22T08:00:00' }), 422, 'SCHEMA_INVALID', '/time'],
  ['a time before there were clocks', event({ time: '0000-01-01T00:00:00Z' }), 422, 'SCHEMA_INVALID', '/time'],
  ['the time of a clock never set', event({ time: '0001-01-01T00:00:00Z' }), 422, 'SCHEMA_INVALID', '/time'],
  ['the year 10000', event({ recordedtime: '9999-12-31T23:59:59-14:00' }), 422, 'SCHEMA_INVALID', '/recordedtime'],
  ['an unknown type', event({ type: 'mfg.production.output.stolen.v1' }), 422, 'SCHEMA_INVALID', '/type'],
  ['a type of the hub itself', event({ type: 'hub.effect.answered.v1' }), 422, 'SCHEMA_INVALID', '/type'],
  ['a foreign plant', event({ source: '/plants/B/systems/mes' }), 403, 'NOT_AUTHORISED', '/source'],
  ['a plant that is none', event({ source: '/plants/ZZ/systems/mes' }), 403, 'NOT_AUTHORISED', '/source'],
  ['another system', event({ source: '/plants/A/systems/hub.centre' }), 403, 'NOT_AUTHORISED', '/source'],
  ['no data', event({ data: undefined }), 422, 'SCHEMA_INVALID', '/data'],
  ['text for data', event({ data: 'odoo.1' }), 422, 'SCHEMA_INVALID', '/data'],
  ['a number for a quantity', quantity(60), 422, 'SCHEMA_INVALID', '/data/quantity/value'],
  ['an exponent', quantity('1e3'), 422, 'SCHEMA_INVALID', '/data/quantity/value'],
  ['NaN as text', quantity('NaN'), 422, 'SCHEMA_INVALID', '/data/quantity/value'],
  ['seven places', quantity('0.0000001'), 422, 'SCHEMA_INVALID', '/data/quantity/value'],
  ['a negative quantity', quantity('-1'), 422, 'QTY_NOT_POSITIVE', '/data/quantity'],
  ['zero', quantity('0.000'), 422, 'QTY_NOT_POSITIVE', '/data/quantity'],
  ['a unit nobody knows', quantity('1', 'BOX'), 422, 'UOM_NOT_CONVERTIBLE', '/data/quantity/uom'],
  ['a field too many', event({}, { price: '1' }), 422, 'SCHEMA_INVALID', '/data'],
  ['an order that is a list', event({}, { order: ['odoo.1'] }), 422, 'SCHEMA_INVALID', '/data/order'],
  [
    '10,001 serials',
    event({}, { serials: Array.from({ length: 10_001 }, (_, n) => `S${n}`) }),
    422,
    'SCHEMA_INVALID',
    '/data/serials',
  ],
]

describe('the door refuses', () => {
  let before: Record<string, number>
  beforeEach(async () => {
    before = await everything()
  })

  it.each(bad.map((one) => [one[0], one] as const))('%s', async (_what, one) => {
    const [, body, status, code, type = single, sentence = /./] = one
    const answer = await api.send(key, body, { headers: { 'content-type': type } })
    expect([answer.statusCode, answer.json().code], answer.body.slice(0, 300)).toEqual([status, code])
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json().detail).toMatch(sentence)
    expect(await everything()).toEqual(before)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it.each(refused)('an event with %s', async (_what, value, status, code, pointer) => {
    const answer = await api.send(key, json(value))
    const [receipt] = answer.json().receipts
    expect([answer.statusCode, receipt.status, receipt.code], answer.body.slice(0, 300)).toEqual([
      status,
      'refused',
      code,
    ])
    expect(receipt.sentence).toMatch(/\.$/)
    expect(receipt.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
    expect(await everything()).toEqual(before)
  })

  it('whoever shows no key, a made-up one, one that has expired or was revoked', async () => {
    const { database: sql, ids, now } = api.parts
    const wish = { plant: 'A', system: 'mes', types: ['*'], days: 1, by: 'test' }
    const expired = await createKey(sql, 'hub', ids, now(), { ...wish, days: -1 })
    const revoked = await createKey(sql, 'hub', ids, now(), wish)
    await revokeKey(sql, 'hub', ids, now(), revoked.split('_')[1]!, 'test')
    const forged = `${key.slice(0, -4)}AAAA`
    for (const wrong of [
      '',
      'x',
      'mwk_',
      forged,
      `mwk_aaaaaaaaaaaa_${'a'.repeat(32)}`,
      expired,
      revoked,
      `${key} `.repeat(500),
    ]) {
      const answer = await api.send(wrong, event())
      expect([answer.statusCode, answer.json().code], wrong.slice(0, 60)).toEqual([401, 'NOT_AUTHORISED'])
    }
    expect(await everything()).toEqual(before)
  })

  it('a type that the key may not send', async () => {
    const narrow = await api.key({ types: ['mfg.production.material.issued.v1'] })
    const answer = await api.send(narrow, event())
    expect([answer.statusCode, answer.json().receipts[0].code]).toEqual([403, 'NOT_AUTHORISED'])
  })

  it('binary events whose headers carry what JSON may not', async () => {
    for (const more of [{ 'ce-note': 'a%00b' }, { 'ce-__proto__': 'x' }, { 'ce-constructor': 'x' }]) {
      const answer = await api.send(key, json(event().data), { headers: { ...binary, ...more } })
      expect([answer.statusCode, answer.json().code], answer.body).toEqual([400, 'SCHEMA_INVALID'])
    }
    expect(await everything()).toEqual(before)
  })

  it('any bytes at all: never by failing, never changing anything', async () => {
    const types = [single, batch, 'application/json', 'text/plain', '']
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some)),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({ id: fc.anything(), source: fc.anything(), data: fc.anything() })
        .map((some) => Buffer.from(json({ ...event(), ...some }) ?? '')),
    )
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(...types), async (body, type) => {
        const answer = await api.send(key, body, { headers: { 'content-type': type } })
        expect(answer.statusCode).toBeGreaterThanOrEqual(400)
        expect(answer.statusCode).toBeLessThan(500)
      }),
      { numRuns: 300 },
    )
    expect(await everything()).toEqual(before)
  })
})

describe('the door takes', () => {
  it('an event in binary mode', async () => {
    expect((await api.send(key, json(event().data), { headers: binary })).statusCode).toBe(202)
  })

  it('a batch of good, bad, repeated and contradicting events, each by itself', async () => {
    const first = event()
    const answer = await api.send(key, [
      first,
      event({ time: 'never' }),
      first,
      { ...first, time: '2026-11-22T09:00:00Z' },
      7,
    ])
    expect(answer.statusCode).toBe(202)
    const statuses = answer.json().receipts.map(({ status }: { status: string }) => status)
    expect(statuses).toEqual(['accepted', 'refused', 'duplicate', 'conflict', 'refused'])
  })

  it('the same event again as a duplicate of the first, and other content under its id as a conflict', async () => {
    const first = event()
    const { messageId } = (await api.send(key, first)).json().receipts[0]
    const again = await api.send(key, first)
    expect(again.statusCode).toBe(202)
    expect(again.json().receipts[0]).toMatchObject({ status: 'duplicate', messageId })
    const other = await api.send(key, { ...first, data: { ...first.data, quantity: { value: '2', uom: 'H87' } } })
    expect(other.statusCode).toBe(409)
    expect(other.json().receipts[0]).toMatchObject({ status: 'conflict', code: 'DUPLICATE_CONFLICT', messageId })
  })

  it('no more from one key than its limit, and says when to go on; other keys come in', async () => {
    await using narrow = await testApi(database, engine, { doorLimit: { requests: 3, per: seconds(60) } })
    const [one, other] = [await narrow.key(), await narrow.key()]
    const statuses = []
    for (let n = 0; n < 5; n++) statuses.push((await narrow.send(one, event())).statusCode)
    expect(statuses).toEqual([202, 202, 202, 429, 429])
    const limited = await narrow.send(one, event())
    expect(limited.json().code).toBe('TOO_MANY_REQUESTS')
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
    expect((await narrow.send(other, event())).statusCode).toBe(202)
  })
})
