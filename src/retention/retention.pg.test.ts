import { beforeAll, describe, expect, it } from 'vitest'
import { databaseOf } from '#engine'
import { days, type Instant, later } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { alteredErasures, type Due, legalHolds, sweepOnce } from '#retention'
import { apiGround } from '../../test/support/api-ground.ts'
import { aMessage, anOrder } from '../../test/support/builders.ts'
import { ledgerDouble } from '../../test/support/ledger-double.ts'
import { eventually } from '../../test/support/eventually.ts'

const { database, engine, api } = await apiGround(
  ledgerDouble(...['odoo.1', 'odoo.2', 'odoo.3', 'odoo.4'].map((id) => anOrder({ id }))),
)
const auditor = await api.person('vera', { role: 'auditor', plant: 'A' })
const ids = uuids(systemClock)
const started = systemClock.now()

const rows = async (sql: string) => (await database.pool.query(sql)).rows
const received = (order: string) => aMessage('output.received', { order, quantity: { value: '100', uom: 'H87' } })
const closed = (order: string) => aMessage('order.closed', { order })
const said = () =>
  rows(
    "select key, count(*)::int, count(event)::int as kept from message where stream = 'production-order' group by key order by key",
  )

const rule = (content: Due['content']): Due => ({ plant: 'A', content, keptFor: days(730), rules: 7 })
/** Sweeps until nothing is left to look at, as if the given time had passed. */
async function sweep(content: Due['content'], after: number, most = 3): Promise<void> {
  const now = (): Instant => later(started, after)
  const parts = { database: databaseOf(database.pool), home: 'hub', ids, now, most }
  while ((await sweepOnce(rule(content), parts)).busy);
}

describe('what a plant keeps for two years', () => {
  beforeAll(async () => {
    await engine.receive(['odoo.1', 'odoo.2', 'odoo.3'].flatMap((order) => [received(order), closed(order)]))
    await engine.receive([received('odoo.4')])
    await eventually(async () =>
      expect(await rows('select state from case_file order by key')).toEqual(
        ['closed', 'closed', 'closed', 'started'].map((state) => ({ state })),
      ),
    )
  })

  it('SEC-21: is not touched before, nor while somebody says it must stay', async () => {
    const held = await auditor.post('/api/v1/legal-holds', {
      plant: 'A',
      about: { stream: 'production-order', key: 'odoo.2' },
      reason: 'complaint 4711',
    })
    expect(held.json()).toMatchObject({ holds: [{ placedBy: 'vera', about: { key: 'odoo.2' }, released: null }] })
    const before = await said()
    await sweep('events', days(729))
    expect(await said()).toEqual(before)
  })

  it('SEC-21: is erased when all about it is over; that it was there, its verdict, its effects and its hash stay', async () => {
    const seen = await rows('select id, payload_hash from seen order by id')
    const effects = await rows('select effect_key, body from intent order by effect_key')
    const runs = await rows('select message_id, verdict, sentence from run order by message_id')
    await sweep('events', days(731))
    const after = await said()
    expect(after.map(({ key, kept }) => [key, kept > 0])).toEqual([
      ['odoo.1', false],
      ['odoo.2', true],
      ['odoo.3', false],
      ['odoo.4', true],
    ])
    expect(await rows('select id, payload_hash from seen order by id')).toEqual(seen)
    expect(await rows('select effect_key, body from intent order by effect_key')).toEqual(effects)
    expect(await rows('select message_id, verdict, sentence from run order by message_id')).toEqual(runs)
    const [gone] = await rows("select message_id from message where key = 'odoo.1' limit 1")
    expect((await auditor.get(`/api/v1/messages/${gone.message_id}`)).json()).toMatchObject({
      event: null,
      erased: { keptFor: 730 * 86_400 },
      runs: [{ verdict: 'accepted' }],
    })
  })

  it('SEC-21: leaves a proof of each act in the audit trail, which the rows bear out', async () => {
    const acts = await rows('select erasure_id, items, digest from erasure order by erasure_id')
    const told = await rows("select subject, after from audit where action = 'retention.erased' order by audit_id")
    expect(told.map(({ subject, after }) => [subject, after.items, after.digest, after.rules])).toEqual(
      acts.map(({ erasure_id: id, items, digest }) => [`erasure ${id}`, items, digest, 7]),
    )
    expect(acts.length).toBeGreaterThan(1)
    expect(await alteredErasures(databaseOf(database.pool), 'hub')).toEqual({ checked: acts.length, altered: [] })

    // Somebody lets a message vanish altogether.
    const [hidden] = await rows("update message set erasure = null where key = 'odoo.3' returning message_id, erasure")
    const { altered } = await alteredErasures(databaseOf(database.pool), 'hub')
    expect(altered.length).toBeGreaterThan(0)
    expect(hidden).toBeDefined()
  })

  it('a second sweep erases nothing again, and what was held goes once it is released', async () => {
    const acts = (await rows('select from erasure')).length
    await sweep('events', days(732))
    expect(await rows('select from erasure')).toHaveLength(acts)
    const { holds } = (await auditor.get('/api/v1/retention')).json()
    const release = `/api/v1/legal-holds/${holds[0].holdId}/release`
    expect((await auditor.post(release, { reason: 'settled in court' })).json().holds).toMatchObject([
      { released: { by: 'vera', reason: 'settled in court' }, mayRelease: false },
    ])
    expect((await auditor.post(release, { reason: 'settled in court' })).statusCode).toBe(409)
    await sweep('events', days(733))
    expect((await said()).map(({ key, kept }) => [key, kept > 0])).toEqual([
      ['odoo.1', false],
      ['odoo.2', false],
      ['odoo.3', false],
      ['odoo.4', true],
    ])
    expect(await rows("select action, actor from audit where subject like 'hold %' order by audit_id")).toEqual([
      { action: 'hold.placed', actor: 'vera' },
      { action: 'hold.released', actor: 'vera' },
    ])
  })

  it('the facts go by a rule of their own', async () => {
    await sweep('workings', days(734))
    const kept = await rows(
      "select m.key from run join message m using (message_id) where facts is not null and m.stream = 'production-order'",
    )
    expect(new Set(kept.map(({ key }) => key))).toEqual(new Set(['odoo.4']))
    const [gone] = await rows("select message_id from message where key = 'odoo.1' limit 1")
    expect((await auditor.get(`/api/v1/messages/${gone.message_id}`)).json()).toMatchObject({ runs: [{ facts: null }] })
  })

  it('a hold on what nobody ever heard of is refused: it would hold nothing', async () => {
    const wish = { plant: 'A', about: { stream: 'production-order', key: 'odoo.99' }, reason: 'complaint 4712' }
    expect((await auditor.post('/api/v1/legal-holds', wish)).json()).toMatchObject({ code: 'NOT_FOUND' })
    const other = { plant: 'B', reason: 'complaint 4712' }
    expect((await auditor.post('/api/v1/legal-holds', other)).statusCode).toBe(403)
    const holds = legalHolds({ database: databaseOf(database.pool), home: 'hub', ids, now: () => systemClock.now() })
    await expect(holds.place({ plant: 'X', reason: 'typo', by: 'vera' })).rejects.toThrow('plant X')
  })
})
