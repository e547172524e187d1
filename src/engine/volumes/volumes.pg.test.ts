import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepVolumes, openPool, postgresStore, type Store } from '#engine'
import { type Instant, seconds } from '#kernel/time'
import { aMessage } from '../../../test/support/builders.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { inVolumes } from '../../../test/support/volumes.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database[Symbol.asyncDispose]())

const YEAR = 2031
const spring: Instant = `${YEAR}-04-01T00:00:00.000Z`
const summer: Instant = `${YEAR}-07-01T00:00:00.000Z`
const autumn: Instant = `${YEAR}-10-01T00:00:00.000Z`

let made = 0
/** Ids begin with the moment they were given. */
const idAt = (at: Instant) => {
  const time = Date.parse(at).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${(made++).toString(16).padStart(12, '0')}`
}
const reportAt = (at: Instant, order = 'odoo.1') =>
  aMessage('output.received', { order, quantity: { value: '1', uom: 'H87' } }, { messageId: idAt(at) })

/** How many messages lie in each table. */
async function lying(): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ table: string; messages: number }>(
    'select tableoid::regclass::text as "table", count(*)::int as messages from message group by 1',
  )
  return Object.fromEntries(rows.map(({ table, messages }) => [table, messages]))
}
const ends = async (kind: string): Promise<readonly Instant[]> =>
  (await database.pool.query('select ends_at from journal_volume where kind = $1 order by ends_at', [kind])).rows.map(
    ({ ends_at }) => ends_at as Instant,
  )

describe('the journal in volumes', () => {
  it('has each message in the volume of its time, and is one journal for whoever asks', async () => {
    await inVolumes(database.pool, [spring, summer, autumn])
    const store = postgresStore(database.pool, 'hub')
    for (const at of [`${YEAR}-01-15T08:00:00.000Z`, spring, `${YEAR}-09-30T23:59:59.999Z`, autumn])
      await store.accept([reportAt(at)])

    expect(await lying()).toEqual({
      message_first: 1,
      [`message_from_${YEAR}0401_0000`]: 1,
      [`message_from_${YEAR}0701_0000`]: 1,
      message_rest: 1,
    })
    const [lane] = await claimed(store)
    expect(lane!.work.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  })

  it('is asked for work only where something is unread', async () => {
    await inVolumes(database.pool, [spring, summer, autumn])
    // One session, which knows what it searched.
    const pool = openPool({ url: database.url, connections: 1, name: 'millwright-test' })
    const store = postgresStore(pool, 'hub')
    await store.accept([reportAt(`${YEAR}-01-15T08:00:00.000Z`)])
    await pool.query("update lane set read_to = tail, ready_at = null where home = 'hub'")
    await store.accept([reportAt(`${YEAR}-08-01T08:00:00.000Z`)])

    const before = await searches(pool)
    const [lane] = await claimed(store)
    expect(lane!.work.map(({ seq }) => seq)).toEqual([2])
    const after = await searches(pool)
    expect(after.get('message_first')).toBe(before.get('message_first'))
    expect(after.get(`message_from_${YEAR}0701_0000`)).toBeGreaterThan(before.get(`message_from_${YEAR}0701_0000`)!)
    await pool.end()
  })

  it('finds what an earlier clock wrote after a later one', async () => {
    await inVolumes(database.pool, [spring, summer, autumn])
    const store = postgresStore(database.pool, 'hub')
    await store.accept([reportAt(`${YEAR}-08-01T08:00:00.000Z`)])
    await store.accept([reportAt(`${YEAR}-05-01T08:00:00.000Z`)])
    const [lane] = await claimed(store)
    expect(lane!.work.map(({ seq }) => seq)).toEqual([1, 2])
  })

  it('gets its next volume two weeks ahead, of messages and runs alike, however many processes see to it', async () => {
    await inVolumes(database.pool, [spring])
    const early = `${YEAR}-03-01T00:00:00.000Z`
    expect(await keepVolumes(database.pool, early)).toBe(0)

    const due = `${YEAR}-03-20T00:00:00.000Z`
    const counts = await Promise.all([1, 2, 3].map(() => keepVolumes(database.pool, due)))
    expect(counts.reduce((one, other) => one + other)).toBe(2)
    expect(await ends('message')).toEqual([spring, `${YEAR + 1}-03-26T00:00:00.000Z`])
    expect(await ends('run')).toEqual(await ends('message'))
    expect(await keepVolumes(database.pool, due)).toBe(0)
  })

  it('takes up in a new volume what a clock that ran ahead has left outside of all', async () => {
    await inVolumes(database.pool, [spring])
    const store = postgresStore(database.pool, 'hub')
    await store.accept([reportAt(`${YEAR}-05-01T08:00:00.000Z`), reportAt(`${YEAR + 9}-01-01T00:00:00.000Z`)])
    expect(await lying()).toEqual({ message_rest: 2 })

    await keepVolumes(database.pool, `${YEAR}-03-20T00:00:00.000Z`)
    expect(await lying()).toEqual({ [`message_from_${YEAR}0401_0000`]: 1, message_rest: 1 })
    const [lane] = await claimed(store)
    expect(lane!.work).toHaveLength(2)
  })

  it('makes up for all volumes that were due while the hub was away', async () => {
    await inVolumes(database.pool, [spring])
    await keepVolumes(database.pool, `${YEAR + 3}-01-01T00:00:00.000Z`)
    expect((await ends('message')).at(-1)! > `${YEAR + 3}-01-15`).toBe(true)
  })

  it('makes none while somebody holds the journal, and the next time it does', async () => {
    await inVolumes(database.pool, [spring])
    const due = `${YEAR}-03-20T00:00:00.000Z`
    const reader = await database.pool.connect()
    await reader.query('begin')
    await reader.query('select count(*) from message')
    await expect(keepVolumes(database.pool, due)).rejects.toMatchObject({ code: 'DATABASE' })
    expect(await ends('message')).toEqual([spring])
    await reader.query('commit')
    reader.release()
    expect(await keepVolumes(database.pool, due)).toBe(2)
  })
})

const claimed = (store: Store) =>
  store.claimLanes({
    owner: 'one',
    urgencies: ['bulk'],
    lanes: 9,
    messagesPerLane: 9,
    messages: 9999,
    lease: seconds(8),
  })

/** How often the indexes of each table were searched. */
async function searches(pool: pg.Pool): Promise<ReadonlyMap<string, number>> {
  await pool.query('select pg_stat_force_next_flush()')
  const { rows } = await pool.query<{ relname: string; searches: number }>(
    'select relname, coalesce(sum(idx_scan), 0)::int as searches from pg_stat_user_indexes group by relname',
  )
  return new Map(rows.map(({ relname, searches }) => [relname, searches]))
}
