import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Engine, startEngine } from '#engine'
import { sha256 } from '#kernel/canonical-json'
import { instant, minutes, seconds } from '#kernel/time'
import { signWebhook } from '#kernel/webhooks'
import type { FieldTable } from '#model/field-table/table'
import { type TestApi, testApi, type TestPerson } from '../../../test/support/api.ts'
import { anOrder } from '../../../test/support/builders.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { engineParts } from '../../../test/support/hub.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { anIssue, mended, mesA, speaker, withFieldTables } from '../../../test/support/wire.ts'

let database: TestDatabase
let engine: Engine
let api: TestApi
let steward: TestPerson
let key: string
const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
/** What the estate says; replaced when somebody mends a table and the hub reads its estate again. */
const tables: FieldTable[] = [mesA]
const wire = [
  speaker(),
  speaker({ id: 'mes-b', plants: ['B'], table: mended(() => ({ table: 'mes-b' })) }),
  speaker({ id: 'signer', table: mended(() => ({ table: 'signed' })), secrets: [secret] }),
]
const mend = (table: FieldTable): void => {
  tables[0] = table
  wire[0] = speaker({ table })
}

beforeAll(async () => {
  database = await testDatabase()
  const parts = engineParts(database.pool, ledgerDouble(anOrder({ id: 'odoo.1' })))
  engine = startEngine({ ...parts, ...withFieldTables(tables, parts) })
  api = await testApi(database, engine, { wire })
  key = await api.key()
  steward = await api.person('steward', { role: 'integration', plant: 'A' })
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await engine?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})
beforeEach(() => mend(mesA))

const counted = ['message', 'seen', 'wire_record']
const everything = async () => {
  const { rows } = await database.pool.query(
    `select ${counted.map((name) => `(select count(*)::int from ${name}) as "${name}"`).join(', ')},
      (select coalesce(sum(duplicates), 0)::int from seen) as duplicates`,
  )
  return rows[0] as Record<string, number>
}
const refusals = async () =>
  (await database.pool.query("select count(*)::int as n from audit where action = 'record.refused'")).rows[0]
    .n as number
const messageOf = async (id: string) =>
  (await database.pool.query('select * from message where message_id = $1', [id])).rows[0]

const json = (value: unknown) => JSON.stringify(value)
const say = (record: unknown, over: { table?: string; key?: string; headers?: object } = {}) =>
  api.app.inject({
    method: 'POST',
    url: `/api/v1/wire/${over.table ?? 'mes-a'}`,
    payload: typeof record === 'string' || Buffer.isBuffer(record) ? record : json(record),
    headers: { authorization: `Bearer ${over.key ?? key}`, 'content-type': 'application/json', ...over.headers },
  })

describe('a record in the words of the MES', () => {
  it('SYNC-14: becomes an event for each of its lines, with the digits that were written', async () => {
    const record = anIssue([
      { quantity: '1.012,50' },
      { material_code: '007', quantity: '0,500000', lot_number: '1E5' },
    ])
    const text = json(record).replace('"document_no"', '"shift":12.500,"serial":12345678901234567890,"document_no"')
    const answer = await say(text)
    expect(answer.statusCode, answer.body).toBe(202)
    const { receipts } = answer.json()
    expect(receipts).toMatchObject([
      { status: 'accepted', id: `${record.data.document_no}/1`, source: '/plants/A/systems/mes' },
      { status: 'accepted', id: `${record.data.document_no}/2` },
    ])
    const second = await messageOf(receipts[1].messageId)
    expect(second).toMatchObject({
      type: 'mfg.production.material.issued.v1',
      key: 'odoo.1',
      occurred_at: '2026-11-22T05:04:11.000Z',
      actor: 'op-1027',
      wire: sha256(text),
    })
    expect(second.event).toMatchObject({
      fieldtable: expect.stringMatching(/^mes-a@/),
      data: { item: '007', lot: '1E5', quantity: { value: '0.500000', uom: 'KGM' } },
    })
    const kept = await database.pool.query('select * from wire_record where sha256 = $1', [sha256(text)])
    expect(kept.rows).toMatchObject([{ plant: 'A', system: 'mes', field_table: 'mes-a' }])
    expect(kept.rows[0].bytes.toString()).toBe(text)
  })

  it('that comes again is a duplicate, event by event, and its bytes are kept once', async () => {
    const record = anIssue([{}, {}])
    const first = await say(record)
    const before = await everything()
    const again = await say(record)
    expect(again.statusCode).toBe(202)
    expect(again.json().receipts).toEqual(
      first.json().receipts.map((receipt: object) => ({ ...receipt, status: 'duplicate' })),
    )
    expect(await everything()).toEqual({ ...before, duplicates: before['duplicates']! + 2 })
  })

  it('that contradicts what was said before is a conflict, and nothing new of it is taken', async () => {
    const record = anIssue([{}, {}])
    await say(record)
    const before = await everything()
    const [one, two] = record.data.lines
    const longer = { ...record, data: { ...record.data, lines: [one, { ...two, quantity: '13' }, {}] } }
    const whole = { ...longer, data: { ...longer.data, lines: [...longer.data.lines.slice(0, 2), one] } }
    for (const contradiction of [
      whole,
      { ...record, data: { ...record.data, lines: [one, { ...two, quantity: '13' }] } },
    ]) {
      const answer = await say(contradiction)
      expect([answer.statusCode, answer.body.includes('DUPLICATE_CONFLICT')], answer.body).toEqual([409, true])
    }
    const after = await everything()
    expect({ ...after, duplicates: 0 }).toEqual({ ...before, duplicates: 0 })
    const grown = await say({ ...record, data: { ...record.data, lines: [one, two, one] } })
    expect(grown.json().receipts.map(({ status }: { status: string }) => status)).toEqual([
      'duplicate',
      'duplicate',
      'accepted',
    ])
  })

  it('that means nothing is acknowledged, and not kept', async () => {
    const before = await everything()
    const answer = await say({ event: 'machine.heartbeat', timestamp: 'whenever' })
    expect([answer.statusCode, answer.json()]).toEqual([202, { receipts: [] }])
    expect(await everything()).toEqual(before)
  })

  it('that contradicts holds nobody who rides the same commit', async () => {
    const record = anIssue([{}, {}])
    await say(record)
    const [one, two] = record.data.lines
    const wrong = { ...record, data: { ...record.data, lines: [{ ...one, quantity: '9' }, two, one] } }
    const answers = await Promise.all([say(wrong), ...Array.from({ length: 20 }, () => say(anIssue()))])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([409, ...Array.from({ length: 20 }, () => 202)])
  })
})

describe('a record with a word that the table does not know', () => {
  const exceptionOf = async (messageId: string) => {
    const { groups } = (await steward.get('/api/v1/exceptions')).json()
    const items = groups.flatMap(({ items: all }: { items: object[] }) => all) as Record<string, unknown>[]
    return items.find((item) => item['messageId'] === messageId)
  }
  const stopped = (messageId: string) =>
    vi.waitFor(async () => {
      const exception = await exceptionOf(messageId)
      expect(exception).toBeDefined()
      return exception!
    }, 10_000)
  const retry = (id: unknown) => steward.post('/api/v1/exceptions/actions', { action: 'retry', ids: [id] })
  const knowsBoxes = () => mended(({ units }) => ({ units: { ...units, plant: { ...units['plant'], box: 'H87' } } }))
  const eventsOf = async (wireHash: string) =>
    (await database.pool.query('select id, causation, type from message where wire = $1 order by id', [wireHash])).rows

  it('is acknowledged and kept whole, and becomes one exception for the steward', async () => {
    const text = json(anIssue([{}, { uom: 'box' }, { uom: 'crate' }]))
    const answer = await say(text)
    expect(answer.statusCode, answer.body).toBe(202)
    const [receipt, ...others] = answer.json().receipts
    expect(others).toEqual([])
    expect(receipt).toMatchObject({
      status: 'accepted',
      code: 'UOM_NOT_CONVERTIBLE',
      sentence: 'Kept until the field table is mended: line.uom says "box", which is no unit the plant has named.',
    })
    expect(await eventsOf(sha256(text))).toMatchObject([{ type: 'wire.record.kept.v1' }])
    const exception = await stopped(receipt.messageId)
    expect(exception).toMatchObject({
      code: 'UOM_NOT_CONVERTIBLE',
      ownerRole: 'steward',
      title: 'Record not understood',
      subject: 'odoo.1',
      sentence: 'Material issue, line 2: line.uom says "box", which is no unit the plant has named. And 1 more.',
      may: ['assign', 'retry', 'skip'],
    })
    const again = await say(text)
    expect(again.json().receipts).toMatchObject([{ status: 'duplicate', messageId: receipt.messageId }])
  })

  it('becomes its events when the table is mended and somebody says "retry", once', async () => {
    const text = json(anIssue([{}, { uom: 'box' }]))
    const [{ messageId }] = (await say(text)).json().receipts
    const { exceptionId } = await stopped(messageId)
    expect((await retry(exceptionId)).json()).toMatchObject({ done: 1 })
    const still = await stopped(messageId)
    expect(still['exceptionId']).not.toBe(exceptionId)

    mend(knowsBoxes())
    expect((await retry(still['exceptionId'])).json()).toMatchObject({ done: 1 })
    await vi.waitFor(async () => expect(await eventsOf(sha256(text))).toHaveLength(3), 10_000)
    const document = JSON.parse(text).data.document_no
    expect(await eventsOf(sha256(text))).toMatchObject([
      { id: `${document}/1`, causation: messageId },
      { id: `${document}/2`, causation: messageId },
      { id: `record/${sha256(text)}` },
    ])
    expect(await exceptionOf(messageId)).toBeUndefined()
    const journey = (await steward.get(`/api/v1/messages/${messageId}`)).json()
    expect(journey.message).toMatchObject({ progress: 'closed', verdict: 'accepted' })
    expect(journey.message.sentence).toContain(`Became ${document}/1, ${document}/2, by the field table mes-a@`)
    expect((await say(text)).json().receipts.map(({ status }: { status: string }) => status)).toEqual([
      'duplicate',
      'duplicate',
    ])
  })

  it('is kept when its kind is not described at all, under the name by which it calls itself', async () => {
    const [receipt] = (await say({ event: 'work_order.danced', data: { n: 1 } })).json().receipts
    expect(receipt).toMatchObject({ status: 'accepted', code: 'UNMAPPED_RECORD' })
    const exception = await stopped(receipt.messageId)
    expect(exception).toMatchObject({
      subject: 'mes',
      sentence: 'The table mes-a describes no such record: event says "work_order.danced".',
      suggestion: expect.stringContaining('ignored'),
    })
    mend(mended(({ ignored }) => ({ ignored: [...ignored, [{ path: 'event', is: 'work_order.danced' }]] })))
    await retry(exception['exceptionId'])
    await vi.waitFor(async () => expect(await exceptionOf(receipt.messageId)).toBeUndefined(), 10_000)
  })

  it('is not corrected by hand: what a system said stays what it said', async () => {
    const [receipt] = (await say(anIssue([{ uom: 'box' }]))).json().receipts
    const { exceptionId, body } = await stopped(receipt.messageId)
    const answer = await steward.post('/api/v1/exceptions/actions', {
      action: 'correct',
      ids: [exceptionId],
      body,
      reason: 'as I like it',
    })
    expect(answer.statusCode).toBe(422)
  })

  it('never becomes what the key that brought it may not send', async () => {
    const narrow = await api.key({ types: ['mfg.production.scrap.recorded.v1'] })
    const [receipt] = (await say(anIssue([{ uom: 'box' }]), { key: narrow })).json().receipts
    const { exceptionId } = await stopped(receipt.messageId)
    mend(knowsBoxes())
    await retry(exceptionId)
    await vi.waitFor(
      async () =>
        expect(await exceptionOf(receipt.messageId)).toMatchObject({
          code: 'NOT_AUTHORISED',
          ownerRole: 'integration',
        }),
      10_000,
    )
  })
})

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
      [await say(text, { table: 'mes-b' }), 403, 'NOT_AUTHORISED'],
      [await say(text, { key: await api.key({ system: 'other' }) }), 403, 'NOT_AUTHORISED'],
      [await say(text, { key: await api.key({ plant: 'B' }) }), 403, 'NOT_AUTHORISED'],
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

describe('a preview', () => {
  const ask = (record: unknown, by = steward, table = 'mes-a') =>
    api.app.inject({
      method: 'POST',
      url: `/api/v1/wire/${table}/preview`,
      payload: typeof record === 'string' ? record : json(record),
      headers: { cookie: by.cookie, 'x-csrf-token': by.csrf, 'content-type': 'application/json' },
    })

  it('SYNC-14: shows row by row what a record would become, and keeps nothing', async () => {
    const before = await everything()
    const record = anIssue([{ quantity: 12.5 }, { quantity: '1.012,50', uom: 'box' }])
    const answer = await ask(json(record).replace('12.5', '12.50'))
    expect(answer.statusCode, answer.body).toBe(200)
    const { kind, version, events, problems } = answer.json()
    expect([kind, version]).toEqual(['malformed', expect.stringMatching(/^mes-a@[0-9a-f]{64}$/)])
    expect(problems).toMatchObject([
      { line: 1, pointer: '/data/lines/0/quantity', code: 'FIELD_UNREADABLE' },
      { line: 2, pointer: '/data/lines/1/uom', code: 'UOM_NOT_CONVERTIBLE' },
    ])
    expect(problems[0].sentence).toContain('"12.50"')
    expect(events[1].rows).toContainEqual({
      row: 'data.quantity.value',
      nth: 6,
      source: 'line.quantity',
      pointer: '/data/lines/1/quantity',
      steps: ['number german'],
      found: '1.012,50',
      result: '1012.50',
    })
    expect((await ask(anIssue())).json()).toMatchObject({
      kind: 'events',
      problems: [],
      events: [{ title: 'Material issued', event: { source: '/plants/A/systems/mes', data: { order: 'odoo.1' } } }],
    })
    expect((await ask({ event: 'machine.heartbeat' })).json()).toMatchObject({ kind: 'ignored', events: [] })
    expect(await everything()).toEqual(before)
  })

  it('refuses what the door cannot read, as the door does', async () => {
    for (const [body, status] of [
      ['{"a":', 400],
      ['{"a":1,"a":2}', 400],
      ['[1]', 422],
      [malformed({ note: 'x'.repeat(300_000) }), 413],
    ] as const)
      expect((await ask(body)).statusCode, body.slice(0, 40)).toBe(status)
    expect((await ask(anIssue(), steward, 'mes-b')).statusCode).toBe(404)
    const supervisor = await api.person('supervisor', { role: 'supervisor', plant: 'A' })
    expect((await ask(anIssue(), supervisor)).statusCode).toBe(403)
  })
})

describe('a field table', () => {
  it('is shown with its rows, and with the last record that came, byte by byte and what it became', async () => {
    const said = `${json(anIssue([{}, {}]))}\n`
    const { receipts } = (await say(said)).json()
    const table = (await steward.get('/api/v1/wire/mes-a')).json()
    expect(table).toMatchObject({
      table: 'mes-a',
      speakers: [{ plant: 'A', system: 'mes', title: 'MES of plant A', signs: false }],
      received: { sha256: sha256(said), text: said, fieldTable: 'mes-a', plant: 'A', system: 'mes' },
    })
    expect(table.received.became.map(({ messageId }: { messageId: string }) => messageId)).toEqual(
      receipts.map(({ messageId }: { messageId: string }) => messageId),
    )
    const issue = table.kinds.find(({ record }: { record: string }) => record === 'material issue')
    expect(issue).toMatchObject({
      when: ['event is "stock_document.created"', 'data.type is "material_issue"'],
      each: 'data.lines',
      title: 'Material issued',
    })
    expect(issue.rows).toContainEqual({
      row: 'data.method',
      nth: 10,
      source: 'line.method',
      steps: ['default "M"', 'lookup issue-method'],
      required: false,
    })
    expect(table.lists).toContainEqual({
      of: 'codes',
      name: 'issue-method',
      entries: expect.arrayContaining([['B', 'backflush']]),
    })

    await say(anIssue())
    const earlier = (await steward.get(`/api/v1/wire/mes-a?record=${sha256(said)}`)).json()
    expect(earlier.received.text).toBe(said)
    expect((await steward.get(`/api/v1/wire/mes-a?record=${'0'.repeat(64)}`)).json().received).toBeNull()
    expect((await steward.get('/api/v1/wire')).json().items).toMatchObject([
      { table: 'mes-a', records: mesA.records.length },
      { table: 'signed', speakers: [{ system: 'signer', signs: true }] },
    ])
  })

  it('is behind the journey of each message that it made: as received, beside the event', async () => {
    const said = json(anIssue([{}, {}]))
    const [, { messageId }] = (await say(said)).json().receipts
    const journey = (await steward.get(`/api/v1/messages/${messageId}`)).json()
    expect(journey.wire).toMatchObject({ text: said, sha256: sha256(said), became: [{}, { messageId }] })
    expect(journey.event.fieldtable).toMatch(/^mes-a@/)
    const [{ messageId: plain }] = (
      await api.send(key, {
        specversion: '1.0',
        id: 'canonical',
        source: '/plants/A/systems/mes',
        type: 'mfg.production.output.received.v1',
        time: '2026-11-22T08:00:00Z',
        data: { order: 'odoo.1', quantity: { value: '1', uom: 'H87' } },
      })
    ).json().receipts
    expect((await steward.get(`/api/v1/messages/${plain}`)).json().wire).toBeNull()
  })
})
