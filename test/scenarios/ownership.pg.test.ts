import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, rulings, startEngine } from '#engine'
import { ownerInsteadOf } from '#governance/ownership'
import { canonicalJson, sha256 } from '#kernel/canonical-json'
import { systemClock, uuids } from '#kernel/world'
import { aMessage, anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { engineParts } from '../support/hub.ts'
import { type LedgerDouble, ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

/** The MES owns what was made; a terminal in the warehouse says otherwise. */
const matrix = [{ plant: 'A', group: 'production-order.actuals', owner: 'mes' }]

describe('two systems say what only one may', () => {
  let database: TestDatabase
  let ledger: LedgerDouble
  let engine: Engine
  beforeAll(async () => {
    database = await testDatabase()
    ledger = ledgerDouble(anOrder())
    engine = startEngine({ ...engineParts(database.pool, ledger), ownerInsteadOf: ownerInsteadOf(matrix) })
  })
  afterAll(async () => {
    await engine[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })

  const receipt = (value: string, system: string) =>
    aMessage(
      'output.received',
      { order: 'odoo.42', quantity: { value, uom: 'H87' } },
      { source: `/plants/A/systems/${system}` },
    )
  const quantities = () => ledger.booked.map(({ body }) => (body as { quantity: { value: string } }).quantity.value)

  it('SYNC-01 SYNC-02: the owner’s word is booked, the other’s becomes a proposal with both values, and counts when a person says so', async () => {
    await engine.receive([receipt('60', 'mes'), receipt('40', 'terminal')])
    const proposals = async () =>
      (await database.pool.query('select approval_id, role, shown, answer from approval')).rows
    await eventually(async () => {
      expect(await proposals()).toHaveLength(1)
      expect(quantities()).toEqual(['60'])
    })
    const [proposal] = await proposals()
    expect(proposal).toMatchObject({
      role: 'planner',
      shown: { from: 'terminal', owner: 'mes', body: { quantity: { value: '40', uom: 'H87' } } },
    })
    const { rows: runs } = await database.pool.query("select sentence from run where code = 'OWNER_VIOLATION'")
    expect(runs).toEqual([{ sentence: expect.stringMatching(/^terminal proposes what mes owns/) }])

    const people = rulings({ pool: database.pool, home: 'hub', ids: uuids(systemClock), now: () => systemClock.now() })
    const yes = {
      by: 'paul',
      answer: 'yes',
      reason: 'counted together',
      shownHash: sha256(canonicalJson(proposal.shown)),
    } as const
    expect(await people.answer({ approvalId: proposal.approval_id, ...yes })).toBe('done')
    engine.wake()
    await eventually(() => expect(quantities()).toEqual(['60', '40']))
  })
})
