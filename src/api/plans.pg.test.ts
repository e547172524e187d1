import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi, type TestPerson } from '../../test/support/api.ts'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { historyOf } from '../../test/support/history.ts'
import { inVolumes } from '../../test/support/volumes.ts'
import { MessageList, OrderList } from './contract.ts'

/** The questions of the console over a journal of fifty thousand messages in six volumes: none of them reads all of it. */
const MESSAGES = 50_000
const ORDERS = 5000

let database: TestDatabase
let api: TestApi
let eva: TestPerson

beforeAll(async () => {
  database = await testDatabase()
  api = await testApi(database, { receive: async () => [], wake: () => {} })
  eva = await api.person('eva', { role: 'admin', plant: '*' })
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
  await inVolumes(database.pool, [hoursAgo(40), hoursAgo(30), hoursAgo(20), hoursAgo(10), hoursAgo(-10), hoursAgo(-20)])
  await historyOf(database.pool, { messages: MESSAGES, orders: ORDERS })
}, 180_000)
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

/** How many rows of the journal's tables were read by walking through them, while something was asked. */
async function walked(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const count = async () => {
    // Each connection tells what it has read, also before this: one that is idle would keep it for ten seconds.
    const all = Array.from({ length: database.pool.totalCount })
    await Promise.all(all.map(() => database.pool.query('select pg_stat_force_next_flush()')))
    const { rows } = await database.pool.query(
      `select relname, coalesce(seq_tup_read, 0)::int as rows from pg_stat_user_tables
       where relname ~ '^(message|run)_(first|from|rest)'
         or relname in ('seen', 'message_name', 'intent', 'audit', 'case_file')`,
    )
    return new Map(rows.map((row) => [row.relname as string, row.rows as number]))
  }
  const before = await count()
  await work()
  const after = await count()
  return Object.fromEntries(
    [...after].map(([name, rows]) => [name, rows - (before.get(name) ?? 0)] as const).filter(([, rows]) => rows > 1000),
  )
}

const since = () => new Date(Date.now() - 86_400_000).toISOString()
const questions: readonly (readonly [what: string, query: () => string, count: number])[] = [
  ['the newest', () => '', 50],
  ['an id', () => 'q=e40000', 1],
  ['a lot', () => 'q=L30000', 1],
  ['an order', () => 'q=odoo.77', 20],
  ['an order’s name', () => 'q=WH/MO/odoo.77', 20],
  ['a correlation', () => 'q=c7', 1],
  ['what is not there', () => 'q=nothing-like-it', 0],
  ['what waits', () => 'progress=waiting', 20],
  ['what is under way', () => 'progress=received,waiting,asking,sending', 40],
  ['what is stopped', () => 'progress=stopped', 20],
  ['a code', () => 'code=OVER_COMPLETION', 50],
  ['a code that never came', () => 'code=NEVER', 0],
  ['a type', () => 'type=mfg.production.material.issued.v1', 50],
  ['a type that never came', () => 'type=mfg.production.scrap.reversed.v1', 0],
  ['a flow of a day', () => `flow=finished-goods-receipt&since=${since()}`, 50],
  [
    'five minutes of yesterday',
    () => `since=${since()}&until=${new Date(Date.now() - 86_100_000).toISOString()}&limit=200`,
    88,
  ],
  ['what came again', () => 'repeated=yes', 50],
]

describe('over fifty thousand messages', () => {
  it.each(questions)('the list of %s is read by an index', async (_what, query, count) => {
    let items: unknown[] = []
    const rows = await walked(async () => {
      const answer = await eva.get(`/api/v1/messages?${query()}`)
      expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
      items = MessageList.parse(answer.json()).items
    })
    expect(Math.abs(items.length - count)).toBeLessThan(25)
    if (count === 0) expect(items).toEqual([])
    expect(rows).toEqual({})
  })

  it('what is found by a code is found to the last page, also by whoever sees none of the latest', async () => {
    const paged = async (plant: string) => {
      const ids: string[] = []
      for (let next: string | null = ''; next !== null;) {
        const page = MessageList.parse(
          (await eva.get(`/api/v1/messages?code=OVER_COMPLETION&limit=200&plant=${plant}&before=${next}`)).json(),
        )
        ids.push(...page.items.map(({ messageId }) => messageId))
        next = page.next
      }
      return ids
    }
    const ids = await paged('A')
    expect(ids).toHaveLength(MESSAGES / 20)
    expect(new Set(ids).size).toBe(ids.length)
    // Every report with that code is of the other plant.
    expect(await paged('B')).toEqual([])
  })

  it('the list of orders is read by an index', async () => {
    const found = async (query: string) => OrderList.parse((await eva.get(`/api/v1/orders?${query}`)).json())
    const rows = await walked(async () => {
      const first = await found('')
      expect(first.items).toHaveLength(50)
      const second = await found(`before=${encodeURIComponent(first.next!)}`)
      expect(second.items).toHaveLength(50)
      expect(
        second.items.some(({ key, plant }) => first.items.some((one) => one.key === key && one.plant === plant)),
      ).toBe(false)
      expect((await found('q=odoo.77')).items.length).toBeGreaterThan(0)
      expect((await found('q=L30000')).items).toHaveLength(1)
    })
    expect(rows).toEqual({})
  })

  it('Today counts a day without reading the days before', async () => {
    const rows = await walked(async () => expect((await eva.get('/api/v1/today')).statusCode).toBe(200))
    // A day is half of what is here, so the planner may walk what it reads half of; never more than once.
    for (const read of Object.values(rows)) expect(read).toBeLessThanOrEqual(MESSAGES)
  })

  it('an order, a journey and the exceptions are read by an index', async () => {
    const { items } = MessageList.parse((await eva.get('/api/v1/messages?q=e40000')).json())
    const rows = await walked(async () => {
      expect((await eva.get('/api/v1/exceptions')).statusCode).toBe(200)
      expect((await eva.get(`/api/v1/messages/${items[0]!.messageId}`)).statusCode).toBe(200)
      expect((await eva.get('/api/v1/approvals')).statusCode).toBe(200)
    })
    expect(rows).toEqual({})
  })
})
