import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi, type TestPerson } from '../../test/support/api.ts'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { MessageList, OrderList } from './contract.ts'

/** The questions of the console over a journal of fifty thousand messages: none of them reads all of it. */
const MESSAGES = 50_000
const ORDERS = 5000

let database: TestDatabase
let api: TestApi
let eva: TestPerson

beforeAll(async () => {
  database = await testDatabase()
  api = await testApi(database, { receive: async () => [], wake: () => {} })
  eva = await api.person('eva', { role: 'admin', plant: '*' })
  await database.pool.query(fill)
  await database.pool.query('vacuum analyze')
}, 180_000)
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

/** Two days of reports, one every 3.4 s: booked but for a few that wait, are stopped, or are on their way. */
const fill = `
create temp table made as
select
  n, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid as id,
  at, 'odoo.' || (n % ${ORDERS}) as key, (array['A', 'B'])[1 + n % 2] as plant, n > ${MESSAGES - 60} as open
from (select n, now() - (${MESSAGES} - n) * interval '3.4 seconds' as at from generate_series(1, ${MESSAGES}) n) as each;

insert into lane (plant, home, stream, key, urgency)
select plant, 'hub', 'production-order', key, 1 from made group by plant, key;
insert into conflict (plant, home, system, key, urgency)
select plant, 'hub', 'odoo', key, 1 from made group by plant, key;
insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
select plant, 'hub', 'production-order', key, 'started', 1, json_build_object(
  'order', json_build_object('label', 'WH/MO/' || key, 'item', 'BRACKET-A', 'itemName', 'Bracket A',
    'ordered', '{"value":"100","uom":"H87"}'::json),
  'received', '{"value":"60","uom":"H87"}'::json, 'receivedBefore', '{"value":"0","uom":"H87"}'::json
), min(at), max(at) from made group by plant, key;
insert into seen (source, id, message_id, payload_hash, duplicates)
select '/plants/' || plant || '/systems/mes', 'e' || n, id, 'x', (n % 1000 = 0)::int from made;
insert into message_name (name, message_id) select 'L' || n, id from made where n % 3 = 0;
insert into message (message_id, plant, home, source, id, type, stream, key, seq, nature, urgency, occurred_at,
  received_at, correlation, origin, received_from, event)
select id, plant, 'hub', '/plants/' || plant || '/systems/mes', 'e' || n,
  case when n % 10 = 0 then 'mfg.production.material.issued.v1' else 'mfg.production.output.received.v1' end,
  'production-order', key, n, 'movement', 1, at, at, 'c' || n, 'live', 'mes',
  json_build_object('data', json_build_object('order', key, 'lot', case when n % 3 = 0 then 'L' || n end)) from made;
insert into run (message_id, attempt, plant, home, flow, flow_version, verdict, code, sentence, facts, outcome, decided_at)
select id, 1, plant, 'hub', 'finished-goods-receipt', '1', 'accepted',
  case when n % 500 = 0 then 'OVER_COMPLETION' end, 'Booked.', '[]', '{}', at from made;
insert into inbox (message_id, plant, home, lane_id, seq, nature, urgency, progress)
select id, made.plant, 'hub', lane_id, n, 'movement', 1, case when n % 2 = 0 then 'waiting' else 'stopped' end
from made join lane on lane.plant = made.plant and lane.key = made.key where open and n % 3 > 0;
insert into exception (exception_id, plant, home, code, owner_role, message_id, flow, subject, sentence, opened_at)
select gen_random_uuid(), made.plant, 'hub', 'UNKNOWN_LOT', 'supervisor', id, 'x', key, 'No lot.', at
from made join inbox on inbox.message_id = id where progress = 'stopped';
insert into intent (intent_id, effect_key, plant, home, system, port, operation, urgency, conflict_id, seq, message_id,
  lane_id, flow, answers, correlation, occurred_at, body, mode, state, ready_at, planned_at, answered_at)
select gen_random_uuid(), 'k' || n, made.plant, 'hub', 'odoo', 'production-ledger', 'receiveOutput', 1, conflict_id, n, id,
  lane_id, 'finished-goods-receipt', false, 'c', at, '{"quantity":{"value":"1","uom":"H87"}}', 'live',
  case when open then 'planned' else 'confirmed' end, at, at, case when not open then at + interval '2 seconds' end
from made
join lane on lane.plant = made.plant and lane.key = made.key
join conflict on conflict.plant = made.plant and conflict.key = made.key
where not open or n % 3 = 0;
`

/** How many rows of the journal's tables were read by walking through them, while something was asked. */
async function walked(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const count = async () => {
    const { rows } = await database.pool.query(`select pg_stat_force_next_flush()`).then(() =>
      database.pool.query(
        `select relname, coalesce(seq_tup_read, 0)::int as rows from pg_stat_user_tables
       where relname in ('message_rest', 'run_rest', 'seen', 'message_name', 'intent', 'audit', 'case_file')`,
      ),
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
    const from = performance.now()
    const rows = await walked(async () => expect((await eva.get('/api/v1/today')).statusCode).toBe(200))
    // A day is half of what is here, so the planner may walk what it reads half of; never more than once.
    for (const read of Object.values(rows)) expect(read).toBeLessThanOrEqual(MESSAGES)
    expect(performance.now() - from).toBeLessThan(5000)
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
