import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Engine } from '#engine'
import { decimalTo } from '#model/field-table/numbers'
import { type TestApi, testApi } from '../../../test/support/api.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { anIssue, speaker } from '../../../test/support/wire.ts'
import { postgresStore } from '../../../src/engine/postgres/store.ts'

let database: TestDatabase
let api: TestApi
let key: string

beforeAll(async () => {
  database = await testDatabase()
  // Nobody judges here: what is looked at is what the door writes down.
  const store = postgresStore(database.pool, 'hub')
  const door: Pick<Engine, 'receive' | 'wake'> = { receive: (messages) => store.accept(messages), wake: () => {} }
  api = await testApi(database, door, { wire: [speaker()] })
  key = await api.key()
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

const say = (body: Buffer | string) =>
  api.app.inject({
    method: 'POST',
    url: '/api/v1/wire/mes-a',
    payload: body,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  })
const written = async () =>
  (
    await database.pool.query(
      'select (select count(*) from message) as messages, (select count(*) from wire_record) as wires',
    )
  ).rows[0]

const units = { kg: 'KGM', g: 'GRM', t: 'TNE', l: 'LTR', pcs: 'H87', Stk: 'H87', dz: 'DZN' } as const
const decimal = fc
  .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.stringMatching(/^\d{1,6}$/))
  .map((parts) => parts.join('.'))
const word = fc.stringMatching(/^[0-9A-Ea-e+-]{1,20}$/)
const line = fc.record({
  item: word,
  lot: word,
  value: decimal,
  uom: fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[])),
})

it('what a document says is what the journal has, line by line and digit by digit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
      const record = anIssue(
        lines.map(({ item, lot, value, uom }) => ({
          material_code: item,
          lot_number: lot,
          quantity: decimalTo(value, { decimal: ',', group: '.' }),
          uom,
        })),
      )
      const answer = await say(JSON.stringify(record))
      expect(answer.statusCode, answer.body).toBe(202)
      const { rows } = await database.pool.query(
        `select event -> 'data' as data from message where id like $1 order by seq`,
        [`${record.data.document_no}/%`],
      )
      expect(rows.map(({ data }) => [data.item, data.lot, data.quantity])).toEqual(
        lines.map(({ item, lot, value, uom }) => [item, lot, { value, uom: units[uom] }]),
      )
    }),
    { numRuns: 60 },
  )
})

it('any bytes at all are answered; what is not taken changes nothing, what is kept is kept byte by byte', async () => {
  const names = ['event', 'data', 'type', 'lines', 'order_no', 'stock_document.created', 'material_issue', '__proto__']
  const anything = fc.anything({ key: fc.oneof(fc.constantFrom(...names), fc.string()), maxDepth: 3 })
  const nearly = fc
    .record({ lines: fc.oneof(fc.array(anything), anything), order: anything, time: anything })
    .map(({ lines, order, time }) => {
      const { data, ...rest } = anIssue()
      return { ...rest, data: { ...data, lines, order_no: order }, timestamp: time }
    })
  const textOf = (value: unknown) =>
    JSON.stringify(value, (_name, item: unknown) => (typeof item === 'bigint' ? String(item) : item)) ?? ''
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some)),
    fc.json().map((some) => Buffer.from(some)),
    fc.oneof(anything, nearly).map((value) => Buffer.from(textOf(value))),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (body) => {
      const before = await written()
      const answer = await say(body)
      expect([202, 400, 409, 422], answer.body).toContain(answer.statusCode)
      if (answer.statusCode !== 202) expect(await written()).toEqual(before)
      for (const { messageId } of answer.json().receipts ?? []) {
        const { rows } = await database.pool.query(
          'select bytes from message join wire_record on sha256 = wire where message_id = $1',
          [messageId],
        )
        expect(rows[0]?.bytes).toEqual(body)
      }
    }),
    { numRuns: 400 },
  )
})
