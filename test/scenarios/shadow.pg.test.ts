import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, startEngine } from '#engine'
import { aMessage, anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { engineParts } from '../support/hub.ts'
import { type LedgerDouble, ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

describe('a flow begins at a plant: off, on paper, in earnest', () => {
  const cutOver = { off: '2026-01-01T06:00:00.000Z', live: '2026-01-01T12:00:00.000Z' }
  let database: TestDatabase
  let ledger: LedgerDouble
  let engine: Engine
  beforeAll(async () => {
    database = await testDatabase()
    ledger = ledgerDouble(anOrder())
    engine = startEngine({
      ...engineParts(database.pool, ledger),
      modeOf: (_, { receivedAt }) => (receivedAt < cutOver.off ? 'off' : receivedAt < cutOver.live ? 'shadow' : 'live'),
      rulesVersion: () => 7,
    })
  })
  afterAll(async () => {
    await engine[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })

  const rows = async (sql: string) => (await database.pool.query(sql)).rows
  const receipt = (id: string, value: string, receivedAt: string, order = 'odoo.42') =>
    aMessage('output.received', { order, quantity: { value, uom: 'H87' } }, { id, receivedAt })

  it('ROLL-08: what came before the cut-over is judged and not sent, what came after is booked, and nobody is troubled on paper', async () => {
    await engine.receive([
      receipt('off', '1', '2026-01-01T05:00:00.000Z'),
      receipt('paper', '2', '2026-01-01T07:00:00.000Z'),
      // In earnest this would be put before a person.
      receipt('paper-unknown', '2', '2026-01-01T07:00:00.000Z', 'odoo.404'),
      receipt('earnest', '4', '2026-01-01T12:00:00.000Z'),
    ])
    await eventually(async () => {
      expect(await rows('select from run')).toHaveLength(4)
      expect(await rows("select from intent where state in ('planned', 'sent')")).toEqual([])
    })

    const judged = await rows(
      `select id, mode, verdict, code, rules::int, (select state from intent where intent.message_id = run.message_id) as effect
       from run join message using (message_id) where type like 'mfg.%' order by received_at, id`,
    )
    expect(judged).toEqual([
      { id: 'off', mode: 'off', verdict: 'skipped', code: 'FLOW_OFF', rules: 7, effect: null },
      { id: 'paper', mode: 'shadow', verdict: 'accepted', code: null, rules: 7, effect: 'shadowed' },
      { id: 'paper-unknown', mode: 'shadow', verdict: 'refused', code: 'UNKNOWN_ORDER', rules: 7, effect: null },
      { id: 'earnest', mode: 'live', verdict: 'accepted', code: null, rules: 7, effect: 'confirmed' },
    ])
    expect(ledger.booked.map(({ body }) => (body as { quantity: object }).quantity)).toEqual([
      { value: '4', uom: 'H87' },
    ])
    expect(await rows('select from exception')).toEqual([])
  })
})
