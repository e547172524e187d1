import { beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '#kernel/canonical-json'
import { instant, minutes, seconds } from '#kernel/time'
import { signWebhook } from '#kernel/webhooks'
import { testApi } from '../../../test/support/api.ts'
import { anIssue } from '../../../test/support/wire.ts'
import { wireDoorGround } from '../../../test/support/wire-door.ts'

const { database, engine, api, key, secret, wire, everything, say } = await wireDoorGround()

const json = (value: unknown) => JSON.stringify(value)
const refusals = async () =>
  (await database.pool.query("select count(*)::int as n from audit where action = 'record.refused'")).rows[0]
    .n as number

type Bad = readonly [what: string, body: string | Buffer, status: number, code: string, pointer?: string]
const text = json(anIssue())
const malformed = (line: object, over: object = {}, time?: string) => json(anIssue([line], over, time))
const bad: readonly Bad[] = [
  ['no body', '', 400, 'SCHEMA_INVALID'],
  ['half a body', text.slice(0, 60), 400, 'SCHEMA_INVALID'],
  ['XML', '<record/>', 400, 'SCHEMA_INVALID'],
  ['NaN', text.replace('"12,500"', 'NaN'), 400, 'SCHEMA_INVALID'],
  ['truncated UTF-8', Buffer.concat([Buffer.from(text), Buffer.from([0xe2, 0x82])]), 400, 'SCHEMA_INVALID'],
  ['UTF-16', Buffer.from(text, 'utf16le'), 400, 'SCHEMA_INVALID'],
  ['a name said twice', text.replace('{"event"', '{"event":"x","event"'), 400, 'SCHEMA_INVALID'],
  ['__proto__', text.replace('{"event"', '{"__proto__":{"polluted":1},"event"'), 400, 'SCHEMA_INVALID'],
  ['constructor', malformed({ constructor: { prototype: { polluted: 1 } } }), 400, 'SCHEMA_INVALID'],
  ['NUL', malformed({ lot_number: 'L\u0000' }), 400, 'SCHEMA_INVALID'],
  ['a lone surrogate', text.replace('odoo.1', '\\ud800'), 400, 'SCHEMA_INVALID'],
  ['33 levels', '{"a":'.repeat(33) + '1' + '}'.repeat(33), 400, 'SCHEMA_INVALID'],
  ['100,000 levels', '['.repeat(100_000), 400, 'SCHEMA_INVALID'],
  ['300 kB', malformed({ note: 'x'.repeat(300_000) }), 413, 'TOO_LARGE'],
  ['null', 'null', 422, 'SCHEMA_INVALID', ''],
  ['a number', '1', 422, 'SCHEMA_INVALID', ''],
  ['several records in a list', `[${text}]`, 422, 'SCHEMA_INVALID', ''],
  ['no order', malformed({}, { order_no: null }), 422, 'FIELD_MISSING', '/data/order_no'],
  ['no document number', malformed({}, { document_no: '' }), 422, 'FIELD_MISSING', '/data/document_no'],
  ['no item in a line', malformed({ material_code: '' }), 422, 'FIELD_MISSING', '/data/lines/0/material_code'],
  ['a point for a comma', malformed({ quantity: '12.5' }), 422, 'FIELD_UNREADABLE', '/data/lines/0/quantity'],
  ['an exponent', malformed({ quantity: '1E3' }), 422, 'FIELD_UNREADABLE', '/data/lines/0/quantity'],
  ['an object for a quantity', malformed({ quantity: {} }), 422, 'FIELD_UNREADABLE', '/data/lines/0/quantity'],
  ['nothing of something', malformed({ quantity: '0,000' }), 422, 'QTY_NOT_POSITIVE', '/data/lines/0/quantity'],
  ['seven places', malformed({ quantity: '0,1234567' }), 422, 'SCHEMA_INVALID', '/data/lines/0/quantity'],
  ['an hour that no clock shows', malformed({}, {}, '2026-03-29 02:30:00'), 422, 'FIELD_UNREADABLE', '/timestamp'],
  ['a moment in another format', malformed({}, {}, '2026-11-22T06:04:11Z'), 422, 'FIELD_UNREADABLE', '/timestamp'],
  ['no list of lines', malformed({}, { lines: {} }), 422, 'FIELD_UNREADABLE', '/data/lines'],
  [
    '1001 lines',
    malformed({}, { lines: Array.from({ length: 1001 }, () => ({ uom: 'kg' })) }),
    422,
    'FIELD_UNREADABLE',
    '/data/lines',
  ],
  [
    'a malformed line beside one with an unknown unit',
    json(anIssue([{ uom: 'box' }, { quantity: 'much' }])),
    422,
    'UOM_NOT_CONVERTIBLE',
    '/data/lines/1/quantity',
  ],
]

describe('the door refuses, and nothing is changed by', () => {
  it.each(bad.map((one) => [one[0], one] as const))('%s', async (_what, [, body, status, code, pointer]) => {
    const [before, audited] = [await everything(), await refusals()]
    const answer = await say(body)
    expect([answer.statusCode, answer.json().code], answer.body.slice(0, 300)).toEqual([status, code])
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json().detail).toMatch(/\.$/)
    if (pointer !== undefined) {
      const { errors } = answer.json() as { errors: { pointer: string; code: string; detail: string }[] }
      expect(errors.map((error) => error.pointer)).toContain(pointer)
      for (const error of errors) expect([error.code, error.detail]).not.toContain('')
    }
    expect(await everything()).toEqual(before)
    expect(await refusals()).toBe(audited + (pointer ? 1 : 0))
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('another content type', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
      const answer = await say(text, { headers: { 'content-type': type } })
      expect([answer.statusCode, answer.json().code], type).toEqual([415, 'SCHEMA_INVALID'])
    }
    expect(
      (await say(anIssue(), { headers: { 'content-type': 'application/vnd.mes+json; charset=utf-8' } })).statusCode,
    ).toBe(202)
  })

  it('whoever is not the system whose table it is', async () => {
    const before = await everything()
    const answers = [
      [await say(text, { table: 'mes-z' }), 404, 'NOT_FOUND'],
      [await say(text, { table: 'mes-b' }), 404, 'NOT_FOUND'],
      [await say(text, { key: await api.key({ system: 'other' }) }), 403, 'NOT_AUTHORISED'],
      [await say(text, { key: await api.key({ plant: 'B' }) }), 404, 'NOT_FOUND'],
      [await say(text, { key: '' }), 401, 'NOT_AUTHORISED'],
      [await say(text, { key: `${key.slice(0, -4)}AAAA` }), 401, 'NOT_AUTHORISED'],
    ] as const
    for (const [answer, status, code] of answers)
      expect([answer.statusCode, answer.json().code], answer.body).toEqual([status, code])
    expect(await everything()).toEqual(before)
  })

  it('a key that may not send all of the events a record means', async () => {
    const narrow = await api.key({ types: ['mfg.production.scrap.recorded.v1'] })
    const before = await everything()
    const answer = await say(anIssue([{}, {}]), { key: narrow })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'NOT_AUTHORISED'])
    expect(await everything()).toEqual(before)
  })

  it('more than its key may send in a time', async () => {
    await using narrow = await testApi(database, engine, { wire, doorLimit: { requests: 2, per: seconds(60) } })
    const own = await narrow.key()
    const statuses = []
    for (let n = 0; n < 4; n++)
      statuses.push(
        (
          await narrow.app.inject({
            method: 'POST',
            url: '/api/v1/wire/mes-a',
            payload: json(anIssue()),
            headers: { authorization: `Bearer ${own}`, 'content-type': 'application/json' },
          })
        ).statusCode,
      )
    expect(statuses).toEqual([202, 202, 429, 429])
  })
})

describe('a system that signs', () => {
  let signer: string
  beforeAll(async () => {
    signer = await api.key({ system: 'signer' })
  })
  const signed = (body: string, { id = body, at = api.parts.now(), by = secret } = {}) =>
    say(body, { table: 'signed', key: signer, headers: signWebhook([by], { id: sha256(id), at, body }) })

  it('is heard when the signature is of these bytes and of now', async () => {
    expect((await signed(json(anIssue()))).statusCode).toBe(202)
  })

  it('is not heard without it, with another one, too late, too early, or when somebody plays it again', async () => {
    const said = json(anIssue())
    const at = api.parts.now()
    const off = (by: number) => instant(Date.parse(at) + by)
    const [before, audited] = [await everything(), await refusals()]
    const answers = [
      await say(said, { table: 'signed', key: signer }),
      await signed(said, { by: `whsec_${Buffer.alloc(32, 4).toString('base64')}` }),
      await say(`${said} `, {
        table: 'signed',
        key: signer,
        headers: signWebhook([secret], { id: 'x', at, body: said }),
      }),
      await signed(said, { at: off(-minutes(6)) }),
      await signed(said, { at: off(minutes(6)) }),
    ]
    expect(answers.map((answer) => [answer.statusCode, answer.json().code])).toEqual([
      [401, 'SIGNATURE_MISSING'],
      [401, 'SIGNATURE_INVALID'],
      [401, 'SIGNATURE_INVALID'],
      [401, 'TIMESTAMP_TOO_OLD'],
      [401, 'TIMESTAMP_TOO_NEW'],
    ])
    expect(await everything()).toEqual(before)
    expect(await refusals()).toBe(audited + 5)

    expect((await signed(said, { at })).statusCode).toBe(202)
    const played = await signed(said, { at })
    expect([played.statusCode, played.json().code]).toEqual([409, 'REPLAYED'])
    expect((await signed(said, { at: off(1000) })).json().receipts).toMatchObject([{ status: 'duplicate' }])
  })
})
