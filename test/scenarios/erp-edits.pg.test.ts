import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptBeside, databaseOf, type Engine, rulings, startEngine } from '#engine'
import { ownerInsteadOf } from '#governance/ownership'
import { canonicalJson, sha256 } from '#kernel/canonical-json'
import { systemClock, uuids } from '#kernel/world'
import { quantity } from '#model/quantity'
import { lookAtChanges, type LookParts } from '../../src/polling/changes/look.ts'
import { aMessage, anOrder, aPolicy } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { engineParts } from '../support/hub.ts'
import { type LedgerDouble, ledgerDouble } from '../support/ledger-double.ts'
import { watchDouble } from '../support/watch-double.ts'
import { eventually } from '../support/eventually.ts'

/** The MES owns what was made; all else is Odoo's. */
const matrix = [{ plant: 'A', group: 'production-order.actuals', owner: 'mes' }]

describe('people change in Odoo what the hub works by', () => {
  let database: TestDatabase
  let ledger: LedgerDouble
  let engine: Engine
  let parts: LookParts
  let odoo: ReturnType<typeof watchDouble>
  let patience = 3_600_000
  const asked = () =>
    rulings({ pool: database.pool, home: 'hub', ids: uuids(systemClock), now: () => systemClock.now() })
  const rows = async (sql: string, values: unknown[] = []) => (await database.pool.query(sql, values)).rows
  const look = () => lookAtChanges(odoo, parts)
  const sentences = () =>
    rows(
      "select sentence from run join message using (message_id) where type = 'erp.record.changed.v1' order by decided_at",
    )

  beforeAll(async () => {
    database = await testDatabase()
    ledger = ledgerDouble(anOrder())
    engine = startEngine({
      ...engineParts(database.pool, ledger),
      ownerInsteadOf: ownerInsteadOf(matrix),
      policyOf: () => ({ ...aPolicy, patience: { ...aPolicy.patience, proposal: patience } }),
    })
    odoo = watchDouble()
    parts = {
      database: databaseOf(database.pool),
      home: 'hub',
      ids: uuids(systemClock),
      now: () => systemClock.now(),
      deadline: () => AbortSignal.timeout(5000),
      pace: { near: 0, whole: 0, share: 1 },
      acceptBeside: async (messages, beside) => {
        await acceptBeside(database.pool, 'hub', messages, beside)
        engine.wake()
      },
    }
    odoo.write('orders', {
      record: 42,
      order: 'odoo.42',
      orderRecord: 42,
      values: { state: 'released', ordered: '100' },
    })
    odoo.write('operations', {
      record: 7,
      object: 'operation',
      label: 'WH/MO/00042, Cut',
      order: 'odoo.42',
      orderRecord: 42,
      values: { good: '3' },
    })
    odoo.write('items', { record: 5, object: 'item', label: 'STEEL', values: { active: 'yes' } })
    await look()
  })
  afterAll(async () => {
    await engine[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })

  it('SYNC-32: what was there when the watch began is no news, and neither is what a look finds again', async () => {
    await look()
    expect(await rows('select * from message')).toEqual([])
  })

  it('what Odoo owns is noted with who and from what to what, and the case is judged by it from then on', async () => {
    await engine.receive([aMessage('output.received', { order: 'odoo.42', quantity: { value: '60', uom: 'H87' } })])
    await eventually(() => expect(ledger.booked).toHaveLength(1))
    ledger.orders.set('odoo.42', anOrder({ ordered: quantity(140) }))
    odoo.write('orders', {
      record: 42,
      order: 'odoo.42',
      orderRecord: 42,
      label: 'WH/MO/00042',
      values: { state: 'released', ordered: '140' },
    })
    await look()
    await eventually(async () => {
      expect(await sentences()).toEqual([
        { sentence: 'Petra changed the ordered quantity of WH/MO/00042 in Odoo from 100 to 140.' },
      ])
      const [file] = await rows(
        "select data -> 'order' -> 'ordered' ->> 'value' as ordered from case_file where key = 'odoo.42'",
      )
      expect(file).toEqual({ ordered: '140' })
    })
  })

  it('the hub’s own posting comes back as an echo, which is counted and not told', async () => {
    const own = { record: 42, order: 'odoo.42', orderRecord: 42, isOwn: true }
    odoo.write('orders', { ...own, values: { state: 'started', ordered: '140', produced: '60' } })
    await look()
    expect(await rows("select echoes, told from erp_watch where book = 'orders'")).toEqual([{ echoes: 1, told: 1 }])
    expect(await sentences()).toHaveLength(1)
  })

  const edit = async (good: string) => {
    odoo.write('operations', {
      record: 7,
      object: 'operation',
      label: 'WH/MO/00042, Cut',
      order: 'odoo.42',
      orderRecord: 42,
      values: { good },
    })
    await look()
    return eventually(async () => {
      const open = await rows(
        'select approval_id, role, question, shown, expires_at from approval where answered_at is null',
      )
      expect(open).toHaveLength(1)
      return open[0]
    })
  }
  const answer = async (approval: { approval_id: string; shown: never }, how: 'yes' | 'no') => {
    const wish = {
      by: 'paula',
      answer: how,
      reason: 'looked at the floor',
      shownHash: sha256(canonicalJson(approval.shown)),
    } as const
    expect(await asked().answer({ approvalId: approval.approval_id, ...wish })).toBe('done')
    engine.wake()
  }
  const exceptions = () => rows('select code, owner_role, sentence, suggestion from exception order by opened_at')

  it('SYNC-02 EXC-10: what another system owns becomes a proposal to its steward, with both values and a clock', async () => {
    const proposal = await edit('5')
    expect(proposal).toMatchObject({
      role: 'steward',
      question:
        'Petra changed the good quantity of operation WH/MO/00042, Cut in Odoo from 3 to 5. mes owns that. Shall it stand?',
      shown: { owner: 'mes', by: 'Petra (petra)', fields: [{ field: 'good quantity', before: '3', after: '5' }] },
    })
    expect(Date.parse(proposal.expires_at)).toBeGreaterThan(Date.now())
    await answer(proposal, 'yes')
    await eventually(async () => expect((await sentences()).at(-1)!.sentence).toMatch(/ It stands\.$/))
    expect(await exceptions()).toEqual([])
  })

  it('a no leaves an exception that says who changed what, and what is to be done in Odoo', async () => {
    await answer(await edit('9'), 'no')
    await eventually(async () => expect(await exceptions()).toHaveLength(1))
    expect(await exceptions()).toEqual([
      {
        code: 'OWNER_VIOLATION',
        owner_role: 'steward',
        sentence:
          'Petra changed the good quantity of operation WH/MO/00042, Cut in Odoo from 5 to 9. mes owns that, and its word stands: paula said no (looked at the floor).',
        suggestion: 'Set the good quantity to 5 of operation WH/MO/00042, Cut in Odoo, then skip this.',
      },
    ])
  })

  it('nobody’s answer in time is a no, said by the hub', async () => {
    patience = 1
    const proposal = await edit('11')
    await eventually(async () => expect(await asked().expire()).toBe(1))
    engine.wake()
    await eventually(async () => expect(await exceptions()).toHaveLength(2))
    expect((await exceptions()).at(-1)!.sentence).toMatch(/hub said no \(nobody answered until /)
    expect(
      await rows('select answer, answered_by from approval where approval_id = $1', [proposal.approval_id]),
    ).toEqual([{ answer: 'expired', answered_by: 'hub' }])
    expect(await rows("select actor from audit where action = 'approval.expired'")).toEqual([{ actor: 'hub' }])
    expect(await asked().expire()).toBe(0)
  })

  it('what is deleted is missed by its number, and what is archived is told', async () => {
    odoo.write('items', { record: 5, object: 'item', label: 'STEEL', values: { active: 'no' } })
    odoo.remove('operations', 7)
    await look()
    await eventually(async () => {
      const told = await rows(
        "select event -> 'data' ->> 'what' as what from message where type = 'erp.record.changed.v1'",
      )
      expect(told.map(({ what }) => what)).toEqual(expect.arrayContaining(['archived', 'deleted']))
    })
  })

  it('after Odoo was restored from a backup all is compared, and what differs is told', async () => {
    const before = (await rows("select * from message where type = 'erp.record.changed.v1'")).length
    odoo.restore()
    odoo.write('items', { record: 5, object: 'item', label: 'STEEL', values: { active: 'yes' } })
    await look()
    await look()
    await look()
    const told = await rows(
      "select event -> 'data' ->> 'what' as what from message where type = 'erp.record.changed.v1' order by message_id",
    )
    expect(told.slice(before)).toEqual([{ what: 'restored' }])
  })

  it('what came with its order is no news, though the hub died after it wrote down the order; what is added later is', async () => {
    const heard = async () =>
      (await rows("select key, event -> 'data' ->> 'what' as what from message where key = 'odoo.50'")) as object[]
    const part = { object: 'order-component', order: 'odoo.50', orderRecord: 50 } as const
    odoo.write('orders', { record: 50, order: 'odoo.50', orderRecord: 50, values: { state: 'released' } })
    odoo.write('components', { ...part, record: 501, values: { needed: '4' } })
    let books = 0
    const dies: typeof parts.acceptBeside = async (messages, beside) => {
      if (++books > 1) throw new Error('the hub died')
      await parts.acceptBeside(messages, beside)
    }
    await expect(lookAtChanges(odoo, { ...parts, acceptBeside: dies })).rejects.toThrow('the hub died')
    await look()
    expect(await heard()).toEqual([])

    odoo.write('components', { ...part, record: 502, values: { needed: '1' } })
    await look()
    expect(await heard()).toEqual([{ key: 'odoo.50', what: 'created' }])
  })

  it('of two processes that look at once, one moves on and the other leaves it at that', async () => {
    const count = async () => (await rows("select 1 from message where type = 'erp.record.changed.v1'")).length
    const before = await count()
    odoo.write('items', { record: 5, object: 'item', label: 'STEEL', values: { active: 'no' } })
    const ends = await Promise.allSettled([look(), look()])
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
    await look()
    expect(await count()).toBe(before + 1)
  })
})
