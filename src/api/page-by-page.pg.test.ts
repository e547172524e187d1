import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApi, testApi, type TestPerson } from '../../test/support/api.ts'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { historyOf } from '../../test/support/history.ts'
import { MessageList } from './contract.ts'

const MESSAGES = 2000

let database: TestDatabase
let api: TestApi
let eva: TestPerson
beforeAll(async () => {
  database = await testDatabase()
  await historyOf(database.pool, { messages: MESSAGES, orders: 20 })
  api = await testApi(database, { receive: async () => [], wake: () => {} })
  eva = await api.person('eva', { role: 'admin', plant: '*' })
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

async function page(query: string): Promise<MessageList> {
  const { statusCode, json } = await eva.get(`/api/v1/messages?${query}`)
  expect(statusCode, query).toBe(200)
  return MessageList.parse(json())
}

/** From the newest to the last, as somebody does who wants more each time. */
async function walk(query: string): Promise<readonly string[]> {
  const ids: string[] = []
  for (let next: string | null = ''; next !== null;) {
    const { items, next: further } = await page(`${query}${next && `&before=${next}`}`)
    ids.push(...items.map(({ id }) => id))
    next = further
  }
  return ids
}

// The history says so: every twentieth has the code, every tenth is an issue, of the last sixty a third stands before somebody.
const newestFirst = (is: (nth: number) => boolean): readonly string[] =>
  Array.from({ length: MESSAGES }, (_, nth) => MESSAGES - nth)
    .filter(is)
    .map((nth) => `e${nth}`)

it.each([
  ['a code', 'code=OVER_COMPLETION', (nth: number) => nth % 20 === 0],
  ['a code in one plant', 'code=OVER_COMPLETION&plant=A', (nth: number) => nth % 20 === 0 && nth % 2 === 0],
  ['a code and a type', 'code=OVER_COMPLETION&type=mfg.production.material.issued.v1', (nth: number) => nth % 20 === 0],
  ['a standing', 'progress=stopped', (nth: number) => nth > MESSAGES - 60 && nth % 3 > 0 && nth % 2 === 1],
])('messages with %s are read page by page to the end, each once', async (_what, query, is) => {
  for (const limit of [3, 7, 50])
    expect(await walk(`${query}&limit=${limit}`), `${limit} a page`).toEqual(newestFirst(is))
})
