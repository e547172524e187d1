import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Engine, type Policy, rulings } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { systemClock, uuids } from '#kernel/world'
import { ItemId } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { quantity } from '#model/quantity'
import { aMessage, anOrder, aPolicy } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { type LedgerDouble, ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

const ids = uuids(systemClock)
const component = (item: string, tracking = 'none') => ({
  ...{ item, itemName: item, tracking, method: 'manual' },
  ...{ required: quantity(100), consumed: quantity(0) },
})

describe('material that the plant’s rules have something to say about', () => {
  let database: TestDatabase
  let ledger: LedgerDouble
  let hub: Engine
  let policy: Policy
  beforeAll(async () => {
    database = await testDatabase()
    ledger = ledgerDouble()
    hub = testHub(database.pool, ledger, { policyOf: () => policy })
  })
  afterAll(async () => {
    await hub?.[Symbol.asyncDispose]()
    await database?.[Symbol.asyncDispose]()
  })

  let count = 0
  function order(rules: Partial<Policy>) {
    policy = { ...aPolicy, ...rules }
    const id = `odoo.${++count}`
    ledger.orders.set(id, anOrder({ id, label: id, components: [component('STEEL'), component('PAINT', 'lot')] }))
    const rows = async (sql: string) => (await database.pool.query(sql, [id])).rows
    return {
      id,
      issued: (data: Record<string, Json>, event?: string) =>
        hub.receive([aMessage('material.issued', { order: id, ...data }, event ? { id: event } : {})]),
      returned: (reverses: string, value: number) =>
        hub.receive([aMessage('material.returned', { order: id, reverses, quantity: quantity(value) })]),
      booked: () =>
        ledger.booked
          .filter(({ body }) => (body as { order: string }).order === id)
          .map(({ operation, body }) => {
            const {
              order: _order,
              original: _original,
              quantity: { value },
              ...told
            } = body as Record<string, any>
            return { operation, value, ...told }
          }),
      file: async () => (await rows('select data from case_file where key = $1'))[0]!.data as OrderFile,
      exceptions: () =>
        rows('select code, sentence, suggestion from exception where subject = $1 and closed_at is null'),
      approvals: () =>
        rows('select approval_id, role, question, shown from approval join message using (message_id) where key = $1'),
    }
  }
  const instead = (value: string) => ({ instead: { item: 'STEEL', quantity: quantity(value) } })

  it('DOM-24: a substitute of the plant’s rules is booked as itself, stands for so much of the component, and comes back', async () => {
    const made = order({ substitutes: ['STEEL-B for STEEL at 1.2'] })
    await made.issued({ item: 'STEEL-B', quantity: quantity(60) }, 'S-1')
    await eventually(() =>
      expect(made.booked()).toEqual([
        { operation: 'issueMaterial', item: 'STEEL-B', value: '60', method: 'manual', ...instead('50') },
      ]),
    )
    expect(await made.file()).toMatchObject({
      substituted: { STEEL: quantity(50) },
      issued: { 'STEEL-B': quantity(60), STEEL: quantity(0) },
    })
    // 50 of 100 are stood for: 106 in all are too much by the flag of 10 %, and 70 more would be beyond 50 %.
    await made.issued({ item: 'STEEL', quantity: quantity(61) })
    await eventually(() => expect(made.booked()).toHaveLength(2))
    await made.issued({ item: 'STEEL-B', quantity: quantity(60) })
    await eventually(async () =>
      expect(await made.exceptions()).toMatchObject([
        { code: 'OVER_CONSUMPTION', sentence: expect.stringContaining('161 pcs') },
      ]),
    )
    await made.returned('S-1', 30)
    await made.returned('S-1', 30)
    await eventually(() => expect(made.booked().slice(2)).toMatchObject([instead('25'), instead('25')]))
    expect(await made.file()).toMatchObject({ substituted: { STEEL: quantity(0) }, issued: { 'STEEL-B': quantity(0) } })
  })

  it.each([
    ['no rule names it', [], {}, /^odoo.\d+ does not need STEEL-B/, /say in the rules/],
    [
      'it is over',
      ['STEEL-B for STEEL until 2020-01-01'],
      { insteadOf: 'STEEL' },
      /No rule lets STEEL-B stand for STEEL/,
      /override/,
    ],
    ['another may', ['STEEL-C for STEEL'], { insteadOf: 'STEEL' }, /No rule lets STEEL-B/, /What may: STEEL-C/],
    [
      'it would be more than its share',
      ['STEEL-B for STEEL up to 20 %'],
      {},
      /may stand for 20 pcs of STEEL/,
      /Use STEEL for the rest/,
    ],
    ['it may stand for two', ['STEEL-B for STEEL', 'STEEL-B for PAINT'], {}, /STEEL or PAINT/, /Say for which/],
    ['the order does not need that', ['STEEL-B for TIN'], { insteadOf: 'TIN' }, /does not need TIN/, /Correct/],
  ])(
    'DOM-24: what may not stand for a component stops with what can be done: %s',
    async (_, substitutes, more, sentence, suggestion) => {
      const made = order({ substitutes })
      await made.issued({ item: 'STEEL-B', quantity: quantity(50), ...more })
      await eventually(async () =>
        expect(await made.exceptions()).toMatchObject([
          { sentence: expect.stringMatching(sentence), suggestion: expect.stringMatching(suggestion) },
        ]),
      )
      expect(made.booked()).toEqual([])
    },
  )

  const paint = { item: 'PAINT', quantity: quantity(5) }
  const oldLabel = { ...paint, lot: 'L1', expires: '2020-01-01T00:00:00Z' }
  const held = { ...paint, lot: 'L1', lotStatus: 'quarantine' }
  const rival = { by: 'WH/MO/00077', quantity: quantity(9) }
  /** What the plant says of all lots alike. */
  const lots = (rule: 'refuse' | 'ask' | 'flag') => {
    const wrong = rule === 'flag' ? 'ask' : rule
    return { lots: { expired: rule, held: rule, reserved: rule, ofAnotherItem: wrong, unknown: wrong } as const }
  }
  const people = () => rulings({ pool: database.pool, home: 'hub', ids, now: () => systemClock.now() })
  async function agreed(asked: ReturnType<typeof order>) {
    const [{ approval_id: approvalId, shown }] = (await asked.approvals()) as [{ approval_id: string; shown: Json }]
    const yes = { by: 'quinn', answer: 'yes', reason: 'tested again', shownHash: sha256(canonicalJson(shown)) } as const
    expect(await people().answer({ approvalId, ...yes })).toBe('done')
    hub.wake()
  }

  beforeEach(() => {
    const known = { kind: 'known', free: quantity(100), reserved: [] } as const
    ledger.lots.clear()
    ledger.lots.set('OLD', { ...known, expires: '2020-01-01T00:00:00Z' })
    ledger.lots.set('RESERVED', { kind: 'known', free: quantity(2), reserved: [rival] })
    const steel = { item: ItemId.parse('STEEL'), name: 'Sheet' }
    ledger.lots.set('STEEL-7', { kind: 'of-another-item', items: [steel] })
    ledger.lots.set('NOBODY', { kind: 'unknown' })
  })

  it.each([
    ['LOT_EXPIRED', 'quality', oldLabel, /was to be used until 2020-01-01 00:00 UTC\./],
    ['LOT_EXPIRED', 'quality', { ...paint, lot: 'OLD' }, /until 2020-01-01 00:00 UTC, says Odoo/],
    ['LOT_ON_HOLD', 'quality', held, /is in quarantine/],
    [
      'LOT_RESERVED',
      'planner',
      { ...paint, lot: 'RESERVED' },
      /reserved in Odoo for WH\/MO\/00077 \(9 pcs\); 2 pcs of it are free/,
    ],
  ])(
    'ROLL-05, T45: %s by the plant’s rules: refused, asked of %s, or booked and flagged',
    async (code, role, issue, sentence) => {
      const refused = order(lots('refuse'))
      await refused.issued(issue)
      const told = { code, sentence: expect.stringMatching(sentence) as string }
      await eventually(async () => expect(await refused.exceptions()).toMatchObject([told]))
      expect(refused.booked()).toEqual([])

      const flagged = order(lots('flag'))
      await flagged.issued(issue)
      await eventually(async () => expect(await flagged.exceptions()).toMatchObject([told]))
      await eventually(() => expect(flagged.booked()).toMatchObject([{ item: 'PAINT', lot: issue.lot, value: '5' }]))

      const asked = order(lots('ask'))
      await asked.issued(issue)
      await eventually(async () => expect(await asked.approvals()).toMatchObject([{ role }]))
      expect(asked.booked()).toEqual([])
      await agreed(asked)
      await eventually(() => expect(asked.booked()).toMatchObject([{ item: 'PAINT', lot: issue.lot }]))
      expect((await asked.file()).issued).toMatchObject({ PAINT: quantity(5) })
    },
  )

  it('ROLL-05: a lot of another item stops with whose it is; asked of the warehouse, it is booked when Odoo knows it', async () => {
    const refused = order(lots('refuse'))
    await refused.issued({ ...paint, lot: 'STEEL-7' })
    await eventually(async () =>
      expect(await refused.exceptions()).toMatchObject([
        {
          code: 'LOT_OF_ANOTHER_ITEM',
          sentence: expect.stringContaining('Odoo has a lot STEEL-7 of Sheet (STEEL), and none of PAINT.'),
          suggestion: expect.stringContaining('Correct the lot or the item'),
        },
      ]),
    )
    expect(refused.booked()).toEqual([])

    const asked = order(lots('ask'))
    await asked.issued({ ...paint, lot: 'NOBODY' })
    await eventually(async () => expect(await asked.approvals()).toMatchObject([{ role: 'warehouse' }]))
    ledger.lots.set('NOBODY', { kind: 'known', free: quantity(100), reserved: [] })
    await agreed(asked)
    await eventually(() => expect(asked.booked()).toMatchObject([{ item: 'PAINT', lot: 'NOBODY' }]))
  })

  it('ROLL-05: what speaks against a lot twice is asked once, and one reason to refuse is enough', async () => {
    const both = { ...paint, lot: 'OLD', lotStatus: 'held' }
    const asked = order({ lots: { ...lots('ask').lots, expired: 'flag' } })
    await asked.issued(both)
    await eventually(async () =>
      expect(await asked.approvals()).toMatchObject([{ question: expect.stringMatching(/is held\..*says Odoo/) }]),
    )
    await agreed(asked)
    await eventually(() => expect(asked.booked()).toHaveLength(1))
    expect(await asked.approvals()).toHaveLength(1)

    const refused = order({ lots: { ...lots('ask').lots, expired: 'refuse' } })
    await refused.issued(both)
    await eventually(async () => expect(await refused.exceptions()).toMatchObject([{ code: 'LOT_EXPIRED' }]))
    expect(await refused.approvals()).toEqual([])
  })

  it('what Odoo refuses itself is left to it, and nobody is asked about material that names no lot', async () => {
    const made = order({})
    const asked = vi.spyOn(ledger, 'read')
    await made.issued({ ...paint, lot: 'NOBODY' })
    await made.issued({ ...paint, lot: 'RESERVED' })
    await made.issued({ item: 'STEEL', quantity: quantity(5) })
    await eventually(() => expect(made.booked()).toHaveLength(3))
    const about = asked.mock.calls.flatMap(([operation, questions]) => (operation === 'lot' ? questions : []))
    expect(about.map((question) => (question as { lot: string }).lot).toSorted()).toEqual(['NOBODY', 'RESERVED'])
    asked.mockRestore()
  })
})
