import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseOf } from '#engine'
import { Alerting } from '#governance/rules/alerting'
import { PlantPolicy, Rules } from '#governance/rules/document'
import { hours, type Instant, later, minutes } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import type { Notice } from '#model/notice'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { alertBook } from './book.ts'
import { noticeDesk } from './desk.ts'
import { lookAround } from './turn.ts'

const ids = uuids(systemClock)
let database: TestDatabase
let now: Instant

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.[Symbol.asyncDispose]())
beforeEach(async () => {
  now = '2026-11-23T08:00:00.000Z'
  await database.pool.query(
    'truncate exception, alert, notice, notice_alert, notice_link, approval, hub_process cascade',
  )
})

const plants = ['A', 'B'].map((id) => ({ id, name: `Plant ${id}`, timeZone: 'UTC' }))
const alerting = Alerting.parse({
  recipients: ['A', 'B'].flatMap((plant) => [
    { plant, id: 'shift', via: 'mail', address: `shift-${plant}@example.com` },
    { plant, id: 'manager', via: 'mail', address: `manager-${plant}@example.com` },
  ]),
  routes: ['A', 'B'].map((plant) => ({
    plant,
    id: 'all',
    steps: [
      { after: 0, to: ['shift'] },
      { after: minutes(30), to: ['manager'] },
    ],
  })),
})
const rules: Rules = Rules.parse({
  policies: { A: PlantPolicy.parse({}), B: PlantPolicy.parse({}) },
  ownership: [],
  flows: [],
  alerting,
  fieldTables: [],
})
const parts = () => {
  const sessions = databaseOf(database.pool)
  return { database: sessions, home: 'hub', ids, now: () => now, console: () => 'https://hub' }
}
const look = () => lookAround({ ...parts(), rules: () => rules, plants, systems: [], flows: [] })
const book = () => alertBook(parts())
const passes = async (time: number): Promise<void> => {
  now = later(now, time)
  await look()
}
const stops = (count: number, { plant = 'A', code = 'UNKNOWN_ORDER' } = {}) =>
  database.pool.query(
    `insert into exception (exception_id, plant, home, code, owner_role, message_id, flow, subject, sentence, opened_at)
      select gen_random_uuid(), $1, 'hub', $2, 'supervisor', gen_random_uuid(), 'a-flow', 'odoo.7', 'Order 7 of ACME costs 100 EUR.', $4
      from generate_series(1, $3)`,
    [plant, code, count, now],
  )
const heals = () => database.pool.query('update exception set closed_at = $1', [now])
const notices = async (): Promise<Notice[]> => {
  const { rows } = await database.pool.query('select body from notice order by made_at, notice_id')
  return rows.map(({ body }) => body as Notice)
}
const told = async () => (await notices()).map(({ plant, recipient, subject }) => `${plant} ${recipient}: ${subject}`)

describe('EXC-13: an alert', () => {
  it('is raised once for a thousand exceptions of one cause, and counts them', async () => {
    await stops(1)
    await look()
    await stops(999)
    await passes(minutes(1))
    const [alert, ...others] = await book().list(['A'], 'open')
    expect(others).toEqual([])
    expect(alert).toMatchObject({ cause: 'exception', about: 'UNKNOWN_ORDER', count: 1000, most: 1000 })
    expect(await told()).toHaveLength(1)
  })

  it('a thousand causes at once are one notice, and no exception’s own words leave the hub', async () => {
    for (let n = 0; n < 1000; n++) await stops(1, { code: `CODE_${n}` })
    await look()
    expect(await told()).toEqual(['A shift: Plant A: 1000 alerts'])
    expect(JSON.stringify(await notices())).not.toMatch(/ACME|odoo\.7|100 EUR/)
    await heals()
    await passes(minutes(1))
    await passes(minutes(3))
    expect((await told()).slice(1)).toEqual(['A shift: Plant A: 1000 over'])
    await passes(minutes(1))
    const { rows } = await database.pool.query('select count(*)::int as open from alert where not settled')
    expect(rows[0].open).toBe(0)
  }, 20_000)

  it('tells each plant its own only', async () => {
    await stops(2, { plant: 'A' })
    await stops(1, { plant: 'B', code: 'LOT_REQUIRED' })
    await look()
    expect(await told()).toEqual([
      'A shift: Plant A: 2 exceptions: Reports about orders that Odoo does not have (UNKNOWN_ORDER).',
      'B shift: Plant B: 1 exception: Tracked goods without lot or serial numbers (LOT_REQUIRED).',
    ])
    expect((await notices())[0]).toMatchObject({
      address: 'shift-A@example.com',
      items: [
        {
          now: 'Correct the order number and retry, or skip the report with a reason.',
          link: 'https://hub/exceptions?code=UNKNOWN_ORDER',
        },
      ],
    })
  })

  it('goes to the next one when nobody has acknowledged it, and not when somebody has', async () => {
    await stops(1)
    await look()
    await passes(minutes(30))
    expect((await told()).at(-1)).toContain('A manager: Plant A: Not acknowledged: 1 exception')
    await stops(1, { code: 'LOT_REQUIRED' })
    await look()
    const alert = (await book().list(null, 'open')).find(({ about }) => about === 'LOT_REQUIRED')!
    expect(await book().acknowledge([alert.alert_id], 'anna', 'The printer is being mended')).toBe(1)
    expect(await book().acknowledge([alert.alert_id], 'bert')).toBe(0)
    const before = (await told()).length
    await passes(minutes(45))
    expect((await told()).length).toBe(before)
    const { rows } = await database.pool.query(
      "select actor, reason from audit where action = 'alert.acknowledged' and subject = $1",
      [`alert ${alert.alert_id}`],
    )
    expect(rows).toEqual([{ actor: 'anna', reason: 'The printer is being mended' }])
    expect(await book().release(alert.alert_id, 'anna')).toBe(true)
    await passes(minutes(1))
    expect((await told()).at(-1)).toContain('manager')
  })

  it('closes by itself, tells so whom it had told, and comes anew when the cause does', async () => {
    await stops(1)
    await look()
    await heals()
    await passes(minutes(1))
    expect(await told()).toHaveLength(1)
    await passes(minutes(2))
    expect((await told()).at(-1)).toContain('A shift: Plant A: All clear: 1 exception')
    expect(await book().list(['A'], 'open')).toEqual([])
    expect((await book().list(['A'], 'closed'))[0]!.told).toMatchObject([{ what: 'raised' }, { what: 'cleared' }])
    await stops(1)
    await passes(minutes(1))
    expect(await told()).toHaveLength(3)
  })

  it('that flickers is told once', async () => {
    for (let n = 0; n < 6; n++) {
      await stops(1)
      await passes(minutes(1))
      await heals()
      await passes(minutes(1))
    }
    expect(await told()).toHaveLength(1)
    expect(await book().list(['A'], 'open')).toMatchObject([{ returns: 5 }])
  })

  it('is raised by what waits too long: exceptions, questions, and by a process that fell silent', async () => {
    await stops(1)
    await database.pool.query(
      `insert into hub_process (process, home, host, started_at, seen_at) values ('p', 'hub', 'hall-2', $1, $1)`,
      [now],
    )
    await passes(hours(5))
    const open = await book().list(['A'], 'open')
    expect(open.map(({ cause, severity }) => `${cause} ${severity}`).sort()).toEqual([
      'exception warning',
      'exception-late critical',
      'hub-silent critical',
    ])
    expect(open.find(({ cause }) => cause === 'exception-late')!.sentence).toContain(
      'open for more than 4 h, the oldest since 23 Nov, 08:00',
    )
    await database.pool.query(
      `insert into hub_process (process, home, host, started_at, seen_at) values ('q', 'hub', 'hall-2', $1, $2)`,
      [now, later(now, minutes(9))],
    )
    await passes(minutes(1))
    await passes(minutes(2))
    expect((await book().list(['A'], 'open')).map(({ cause }) => cause)).not.toContain('hub-silent')
  })
})

describe('a link out of a notice', () => {
  it('acknowledges once, after a look that changes nothing, and says who was told', async () => {
    await stops(1)
    await look()
    const [notice] = await notices()
    const token = (await noticeDesk(parts()).link(notice!.notice)).split('#')[1]!
    expect(await book().linked(token)).toMatchObject({ plantName: 'Plant A' })
    expect(await book().list(['A'], 'open')).toMatchObject([{ acknowledged_at: null }])
    expect(await book().acknowledgeBy(token)).toBe(1)
    expect(await book().list(['A'], 'open')).toMatchObject([{ acknowledged_by: 'shift (by the link of a notice)' }])
    expect(await book().acknowledgeBy(token)).toBeUndefined()
    expect(await book().linked(token)).toBeUndefined()
  })

  it('does not hold after three days, and nobody can guess one', async () => {
    await stops(1)
    await look()
    const [notice] = await notices()
    const token = (await noticeDesk(parts()).link(notice!.notice)).split('#')[1]!
    now = later(now, hours(73))
    expect(await book().acknowledgeBy(token)).toBeUndefined()
    expect(await book().linked('a guess that nobody has ever made')).toBeUndefined()
  })
})

it('OBS-07: a CMMS that answers as if nothing happened, or not at all, is told of, and it is over with the next thing that it tells', async () => {
  const tells = (told: Instant) =>
    database.pool.query(
      `insert into maintenance_rhythm (home, system, asked_at, told_at, told, longest) values ('hub', 'cmms', $1, $2, 30, $3)
       on conflict (home, system) do update set asked_at = $1, told_at = $2`,
      [now, told, hours(2)],
    )
  const systems = [{ id: 'cmms', title: 'CMMS', plants: ['A'] }]
  const watch = async (time: number) => {
    now = later(now, time)
    await lookAround({ ...parts(), rules: () => rules, plants, systems, flows: [] })
  }
  const open = async () =>
    (await book().list(['A', 'B'], 'open')).map(({ plant, cause, about }) => [plant, cause, about])
  await tells(later(now, -hours(4)))
  await watch(1)
  expect(await open()).toEqual([['A', 'cmms-silent', 'cmms']])
  await tells(now)
  await watch(1)
  await watch(minutes(2))
  expect(await open()).toEqual([])

  // It answers no more, while there is a hub that asks.
  await watch(minutes(4))
  await database.pool.query(
    `insert into hub_process (process, home, host, started_at, seen_at) values ('asks', 'hub', 'here', $1, $2)`,
    [now, later(now, minutes(6))],
  )
  await watch(minutes(4))
  expect(await open()).toEqual([])
  await watch(minutes(2))
  expect(await open()).toEqual([['A', 'system-away', 'cmms']])
  await tells(now)
  await database.pool.query("update hub_process set left_at = seen_at where process = 'asks'")
  await watch(1)
  await watch(minutes(2))
  expect(await open()).toEqual([])
})
