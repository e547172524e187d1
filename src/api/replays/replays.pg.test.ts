import { describe, expect, it } from 'vitest'
import { apiGround } from '../../../test/support/api-ground.ts'
import { password } from '../../../test/support/api.ts'
import { aMessage, anOrder } from '../../../test/support/builders.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { eventually } from '../../../test/support/eventually.ts'

const { database, ledger, engine, api } = await apiGround(ledgerDouble(), { replays: true })
const anna = await api.person('anna', { role: 'supervisor', plant: 'A' })
const bert = await api.person('bert', { role: 'supervisor', plant: 'A' })

const rows = async (sql: string) => (await database.pool.query(sql)).rows
const received = (order: string) => aMessage('output.received', { order, quantity: { value: '1', uom: 'H87' } })
const stopped = (count: number) =>
  eventually(async () => expect(await rows('select from exception where closed_at is null')).toHaveLength(count))

it('a replay of one plant leaves alone what stopped in another for the same reason', async () => {
  const elsewhere = { plant: 'B', source: '/plants/B/systems/mes' }
  await engine.receive([
    received('odoo.501'),
    aMessage('output.received', { order: 'odoo.502', quantity: { value: '1', uom: 'H87' } }, elsewhere),
  ])
  await stopped(2)
  const wish = { plant: 'A', filter: { code: 'UNKNOWN_ORDER' } }
  const preview = (await anna.post('/api/v1/replays/preview', wish)).json()
  expect(preview).toMatchObject({ items: 1, groups: [{ count: 1 }] })
  expect((await anna.post('/api/v1/replays/preview', { ...wish, plant: 'B' })).statusCode).toBe(403)
  await database.pool.query("update exception set closed_at = now() where code = 'UNKNOWN_ORDER'")
})

describe('a thousand messages stopped, because their orders were not known', () => {
  const orders = Array.from({ length: 50 }, (_, nth) => `odoo.${1000 + nth}`)
  /** Of every fifth the owner says no for good. */
  const known = orders.filter((_, nth) => nth % 5 > 0)

  it('EXC-06 EXC-07 M12: what would become of them is said first, somebody else agrees, and then it happens as it was said', async () => {
    const messages = orders.flatMap((order) => Array.from({ length: 20 }, () => received(order)))
    await engine.receive(messages)
    await stopped(1000)

    const wish = { plant: 'A', filter: { code: 'UNKNOWN_ORDER' } }
    const before = (await anna.post('/api/v1/replays/preview', { ...wish, facts: 'recorded' })).json()
    expect(before).toMatchObject({
      items: 1000,
      secondPerson: { roles: ['supervisor', 'integration', 'admin'], because: expect.stringContaining('than anna') },
      unknown: 0,
      effects: [],
      groups: [{ verdict: 'refused', code: 'UNKNOWN_ORDER', count: 1000, effects: 0 }],
    })

    for (const id of known) ledger.orders.set(id, anOrder({ id }))
    const now = (await anna.post('/api/v1/replays/preview', wish)).json()
    expect(now.groups).toMatchObject([
      { verdict: 'accepted', count: 800, effects: 800 },
      { verdict: 'refused', code: 'UNKNOWN_ORDER', count: 200 },
    ])
    expect(now.effects).toEqual([{ operation: 'production-ledger.receiveOutput', count: 800 }])
    expect(now.groups[0].examples[0]).toMatchObject({ title: 'Finished goods received', key: known[0] })
    expect(await rows('select from intent')).toEqual([])

    const asked = (
      await anna.post('/api/v1/replays', { ...wish, reason: 'the orders are there now', perMinute: 6000 })
    ).json()
    expect(asked).toMatchObject({ state: 'asked', items: 1000, may: ['stop'] })
    expect((await anna.post(`/api/v1/replays/${asked.replayId}`, yes)).statusCode).toBe(403)
    expect((await bert.post(`/api/v1/replays/${asked.replayId}`, yes)).json()).toMatchObject({ state: 'running' })

    await eventually(
      async () => expect((await bert.get(`/api/v1/replays/${asked.replayId}`)).json().state).toBe('done'),
      150_000,
    )
    const { items } = (await anna.get('/api/v1/replays')).json()
    expect(items).toMatchObject([{ items: 1000, tried: 1000, refused: 0, asPredicted: 1000, otherwise: 0, unknown: 0 }])
    expect(new Set(ledger.booked.map(({ message }) => message)).size).toBe(800)
    expect(ledger.booked).toHaveLength(800)
    expect((await anna.get(`/api/v1/replays/${asked.replayId}`)).json().came).toEqual([
      { verdict: 'accepted', code: null, predicted: 800, actual: 800 },
      { verdict: 'refused', code: 'UNKNOWN_ORDER', predicted: 200, actual: 200 },
    ])
    await stopped(200)
    expect(await rows("select action, actor from audit where subject like 'replay %' order by audit_id")).toEqual([
      { action: 'replay.asked', actor: 'anna' },
      { action: 'replay.running', actor: 'bert' },
    ])
  }, 240_000)

  it('T24: whoever clicks twice has each judged again once', async () => {
    const { groups } = (await anna.get('/api/v1/exceptions')).json()
    const ids = groups[0].items.slice(0, 5).map(({ exceptionId }: { exceptionId: string }) => exceptionId)
    const wish = { plant: 'A', filter: { ids }, reason: 'in a hurry', perMinute: 6000 }
    const clicks = await Promise.all([wish, wish].map((one) => anna.post('/api/v1/replays', one)))
    // The second may come when the first is over: then nothing is left to be judged.
    const taken = clicks.filter((click) => click.statusCode === 200)
    expect(clicks.filter((click) => ![200, 409].includes(click.statusCode))).toEqual([])
    const states = () =>
      Promise.all(taken.map(async (click) => (await anna.get(`/api/v1/replays/${click.json().replayId}`)).json().state))
    await eventually(async () => expect(new Set(await states())).toEqual(new Set(['done'])))
    const told = 'select count(*)::int as told, count(distinct subject)::int as subjects from audit where reason = $1'
    const { rows: audited } = await database.pool.query(told, ['Replay: in a hurry'])
    expect(audited).toEqual([{ told: 5, subjects: 5 }])
  }, 60_000)

  it('a few are one person’s; it can be stopped; another plant’s are not there', async () => {
    const { groups } = (await anna.get('/api/v1/exceptions')).json()
    const ids = groups[0].items.slice(0, 3).map(({ exceptionId }: { exceptionId: string }) => exceptionId)
    const slow = (
      await anna.post('/api/v1/replays', { plant: 'A', filter: { ids }, reason: 'try these', perMinute: 1 })
    ).json()
    expect(slow).toMatchObject({ state: 'running', items: 3, may: ['stop'] })
    const stop = { answer: 'stop', reason: 'enough' }
    expect((await anna.post(`/api/v1/replays/${slow.replayId}`, stop)).json()).toMatchObject({ state: 'stopped' })
    expect((await anna.post('/api/v1/replays/preview', { plant: 'B', filter: {} })).statusCode).toBe(403)
    const carl = await api.person('carl', { role: 'supervisor', plant: 'B' })
    expect((await carl.get(`/api/v1/replays/${slow.replayId}`)).statusCode).toBe(404)
    expect((await carl.get('/api/v1/replays')).json()).toEqual({ items: [] })
  })
})

const yes = { answer: 'approve', reason: 'looked at it', password }
