import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPool, postgresStore } from '#engine'
import * as arrays from '../../src/engine/postgres/arrays.ts'
import { aMessage } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

const quantity = { value: '1', uom: 'H87' }
const receipts = (orders: readonly string[], ids: readonly string[]) =>
  ids.map((id, nth) => aMessage('output.received', { order: orders[nth % orders.length]!, quantity }, { id }))
const numbered = (name: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, nth) => `${name}-${from + nth}`)

/** The sessions of a hub's door. */
const door = () => openPool({ url: database.url, connections: 4, name: 'millwright-test door', steady: true })

describe('the door of two hubs', () => {
  it('I2: that hear the same events at the same time, in another order, take each once and in its own place', async () => {
    const pools = [door(), door()]
    const stores = pools.map((pool) => postgresStore(database.pool, 'twice', pool))
    const orders = ['odoo.1', 'odoo.2', 'odoo.3']
    const kinds: string[] = []
    for (let round = 0; round < 20; round++) {
      const ids = numbered(`same-${round}`, 0, 60)
      const answers = await Promise.all([
        stores[0]!.accept(receipts(orders, ids)),
        stores[1]!.accept(receipts(orders.toReversed(), ids.toReversed())),
      ])
      kinds.push(...answers.flat().map(({ kind }) => kind))
    }
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(1200)
    expect(kinds.filter((kind) => kind !== 'accepted')).toHaveLength(1200)
    const { rows } = await database.pool.query(
      `select count(*) as events, count(distinct (key, seq)) as places,
         (select sum(duplicates)::int from seen where id like 'same-%') as duplicates,
         (select sum(tail)::int from lane where home = 'twice') as tails
       from message where home = 'twice'`,
    )
    expect(rows[0]).toEqual({ events: 1200, places: 1200, duplicates: 1200, tails: 1200 })
    await Promise.all(pools.map((pool) => pool.end()))
  })

  it('writes nothing of a batch in which an event is known, but takes the others', async () => {
    const pool = door()
    const store = postgresStore(database.pool, 'mixed', pool)
    await store.accept(receipts(['odoo.1'], ['known']))
    const answers = await store.accept(receipts(['odoo.1'], ['new-1', 'known', 'new-2', 'new-2']))
    expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'duplicate', 'accepted', 'duplicate'])
    const { rows } = await database.pool.query("select key, seq from message where home = 'mixed' order by key, seq")
    expect(rows).toEqual([
      { key: 'odoo.1', seq: 1 },
      { key: 'odoo.1', seq: 2 },
      { key: 'odoo.1', seq: 3 },
    ])
    await pool.end()
  })

  it('takes up a database that was put in the place of another, whose lanes have other numbers', async () => {
    const pool = door()
    const store = postgresStore(database.pool, 'restored', pool)
    await store.accept(receipts(['odoo.1'], ['before']))
    await database.pool.query("delete from lane where home = 'restored'")
    expect(await store.accept(receipts(['odoo.1'], ['after']))).toMatchObject([{ kind: 'accepted' }])
    const { rows } = await database.pool.query("select id, seq from message where home = 'restored' order by id")
    expect(rows).toEqual([
      { id: 'after', seq: 1 },
      { id: 'before', seq: 1 },
    ])
    await pool.end()
  })
})

it('a journal that grows from nothing is never walked through to take more', async () => {
  const fresh = await testDatabase()
  const pool = openPool({ url: fresh.url, connections: 2, name: 'millwright-test door', steady: true })
  const store = postgresStore(fresh.pool, 'grows', pool)
  // The planner has seen empty tables, and is told nothing of what comes.
  for (const table of ['seen', 'lane', 'message_first'])
    await fresh.pool.query(`alter table ${table} set (autovacuum_enabled = false)`)
  const orders = numbered('odoo', 0, 300)
  const walked = async () => {
    await pool.query('select pg_stat_force_next_flush()')
    const { rows } = await fresh.pool.query<{ rows: number }>(
      "select sum(seq_tup_read)::int as rows from pg_stat_user_tables where relname in ('seen', 'lane', 'message_first')",
    )
    return rows[0]!.rows
  }
  await store.accept(receipts(orders, numbered('first', 0, 300)))
  const before = await walked()
  for (let batch = 0; batch < 30; batch++)
    await store.accept(receipts(orders, numbered('grows', batch * 100, batch * 100 + 100)))
  expect((await walked()) - before).toBeLessThan(1000)
  await pool.end()
  await fresh[Symbol.asyncDispose]()
})

describe('columns in binary form', () => {
  const optional = <Value>(some: fc.Arbitrary<Value>) => fc.array(fc.option(some, { nil: undefined }))
  const kept = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && text.isWellFormed())
  const moment = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  const whole = fc.integer({ min: -(2 ** 42), max: 2 ** 42 })
  const cases: readonly (readonly [type: string, as: (values: never[]) => Buffer, values: fc.Arbitrary<unknown[]>])[] =
    [
      ['text', (values) => arrays.texts(values, (value) => value), optional(kept)],
      ['uuid', (values) => arrays.uuids(values, (value) => value), optional(fc.uuid())],
      [
        'smallint',
        (values) => arrays.smallints(values, (value) => value),
        optional(fc.integer({ min: -32768, max: 32767 })),
      ],
      ['bigint', (values) => arrays.bigints(values, (value) => value), optional(whole)],
      [
        'float8',
        (values) => arrays.floats(values, (value) => value),
        optional(fc.double({ noNaN: true, noDefaultInfinity: true })),
      ],
      [
        'timestamptz',
        (values) => arrays.moments(values, (value) => value),
        optional(moment.map((at) => at.toISOString())),
      ],
    ]

  it.each(cases)('of %s arrive as they were', async (type, as, values) => {
    await fc.assert(
      fc.asyncProperty(values, async (given) => {
        const { rows } = await database.pool.query(`select unnest($1::${type}[]) as value`, [as(given as never[])])
        const same = (value: unknown) => (Object.is(value, -0) ? 0 : (value ?? null))
        expect(rows.map(({ value }) => same(value))).toEqual(given.map(same))
      }),
      { numRuns: 50 },
    )
  })
})
