import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApi, testApi, password, type TestPerson } from '../../../test/support/api.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { Rules } from '#governance/rules/document'
import { anIssue, mesA } from '../../../test/support/wire.ts'
import type { DraftTable, RulesVersionView, RulesView } from './contract.ts'
import { eventually } from '../../../test/support/eventually.ts'

let database: TestDatabase
let api: TestApi
let anna: TestPerson
let bert: TestPerson
let carl: TestPerson

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.[Symbol.asyncDispose]())

beforeEach(async () => {
  await database.pool.query('truncate rules_version, person, role_grant, session, invitation cascade')
  api = await testApi(database, { receive: async () => [], wake: () => {} })
  anna = await api.person('anna', { role: 'supervisor', plant: 'A' })
  bert = await api.person('bert', { role: 'supervisor', plant: 'A' })
  carl = await api.person('carl', { role: 'admin', plant: '*' })
  return () => api[Symbol.asyncDispose]()
})

const looks = async (person: TestPerson): Promise<RulesView> => (await person.get('/api/v1/rules')).json()

/** What the person sees, with something of it otherwise. */
async function proposes(person: TestPerson, change: (rules: Rules) => Partial<Rules>, more: object = {}) {
  const { rules, newest } = await looks(person)
  const body = { basedOn: newest, rules: { ...rules, ...change(rules) }, reason: 'as agreed', ...more }
  return person.post('/api/v1/rules', body)
}
const answers = (person: TestPerson, { version, hash }: { version: number; hash: string }, answer: string) =>
  person.post(`/api/v1/rules/${version}`, { answer, reason: 'looked at it', hash, password })

const tolerance =
  (refuseAbove: string) =>
  ({ policies }: Rules): Partial<Rules> => ({
    policies: { ...policies, A: { ...policies['A']!, overCompletion: { flagAbove: '0', refuseAbove } } },
  })
const flow =
  (mode: 'off' | 'shadow' | 'live', plant = 'A') =>
  (): Partial<Rules> => ({ flows: [{ plant, flow: 'material-issue', mode }] })

describe('a change of the rules', () => {
  it('holds once a second person has signed what was shown, and is written down with both names', async () => {
    const proposed: RulesVersionView = (await proposes(anna, tolerance('0.1'))).json()
    expect(proposed).toMatchObject({
      state: 'proposed',
      needsSecondPerson: true,
      may: ['withdraw'],
      differences: [{ part: 'policy', plant: 'A', what: 'overCompletion.refuseAbove', before: '0.05', after: '0.1' }],
    })
    expect((await looks(anna)).rules.policies['A']!.overCompletion.refuseAbove).toBe('0.05')
    expect((await answers(anna, proposed, 'approve')).statusCode).toBe(403)
    expect((await answers(bert, { ...proposed, hash: 'another' }, 'approve')).json()).toMatchObject({
      code: 'SHOWN_CHANGED',
    })

    expect((await answers(bert, proposed, 'approve')).json()).toMatchObject({ state: 'in-force', answeredBy: 'bert' })

    expect((await looks(anna)).rules.policies['A']!.overCompletion.refuseAbove).toBe('0.1')
    expect(api.parts.rules.live.now()).toMatchObject({ version: 2 })
    const { rows } = await database.pool.query(
      "select action, actor, reason from audit where subject = 'rules 2' order by audit_id",
    )
    expect(rows).toEqual([
      { action: 'rules.proposed', actor: 'anna', reason: 'as agreed' },
      { action: 'rules.approved', actor: 'bert', reason: 'looked at it' },
    ])
  })

  it('SYNC-14: that breaks what a field table’s own examples say is not taken', async () => {
    const broken = { ...mesA, units: { plant: { ...mesA.units['plant'], kg: 'GRM' as const } } }
    const refused = await proposes(carl, () => ({ fieldTables: [broken] }))
    expect(refused.statusCode, refused.body).toBe(422)
    expect(refused.json().errors).toMatchObject([
      { pointer: expect.stringMatching(/fieldTables.0.examples$/), detail: expect.stringContaining('GRM, not KGM') },
    ])
    expect((await proposes(carl, () => ({ fieldTables: [mesA] }))).statusCode).toBeLessThan(300)
  })

  it('SYNC-14: to a field table is written as text and held against what came, before anybody proposes it', async () => {
    const bytes = Buffer.from(JSON.stringify(anIssue()))
    await database.pool.query(
      "insert into wire_record (home, plant, sha256, system, field_table, bytes, received_at) values ('hub', 'A', repeat('a', 64), 'mes', 'mes-a', $1, now()) on conflict do nothing",
      [bytes],
    )
    const tables: RulesVersionView = (await proposes(carl, () => ({ fieldTables: [mesA] }))).json()
    const dora = await api.person('dora', { role: 'admin', plant: '*' })
    await answers(dora, tables, 'approve')

    const held = async (person: TestPerson, wish: object): Promise<DraftTable> =>
      (await person.post('/api/v1/rules/field-tables', wish)).json()
    const { text, records } = await held(carl, { table: mesA })
    expect(records).toMatchObject([{ same: true, is: { kind: 'events' } }])
    const other = await held(carl, { text: text.replace('B: backflush', 'B: manual') })
    expect(other).toMatchObject({ table: null, trouble: expect.stringContaining('has data.method manual') })
    expect((await held(carl, { text: 'table: [' })).trouble).toContain('is not YAML')
    // Who proposes rules without the right to look into records sees none.
    expect(await held(anna, { text })).toMatchObject({ table: { table: 'mes-a' }, records: [] })

    const named = await held(carl, { text: text.replace('title: MES of plant A', 'title: The old MES') })
    const proposed: RulesVersionView = (await proposes(carl, () => ({ fieldTables: [named.table!] }))).json()
    expect(proposed).toMatchObject({
      needsSecondPerson: true,
      differences: [{ part: 'field-table', what: 'mes-a title', before: 'MES of plant A', after: 'The old MES' }],
    })
  })

  it('goes back by a new version that says what an old one said', async () => {
    const { rules } = await looks(anna)
    const changed: RulesVersionView = (await proposes(anna, tolerance('0.1'))).json()
    await answers(bert, changed, 'approve')
    const back: RulesVersionView = (await proposes(bert, () => rules)).json()
    await answers(anna, back, 'approve')
    const { versions, rules: now } = await looks(anna)
    expect(now).toEqual(rules)
    expect(versions.map(({ version, state }) => `${version} ${state}`)).toEqual(['3 in-force', '2 past', '1 past'])
  })

  it('made on what is no longer the newest is refused: nothing is undone unseen', async () => {
    const first: RulesVersionView = (await proposes(anna, tolerance('0.1'))).json()
    const second: RulesVersionView = (await proposes(anna, tolerance('0.2'))).json()
    await answers(bert, first, 'approve')
    expect((await answers(bert, second, 'approve')).json()).toMatchObject({ status: 409, code: 'RULES_MOVED_ON' })
  })

  it('holds from the moment that was wished, and can be taken back until then', async () => {
    const from = new Date(Date.now() + 3_600_000).toISOString()
    const proposed: RulesVersionView = (await proposes(anna, tolerance('0.1'), { from })).json()
    expect((await answers(bert, proposed, 'approve')).json()).toMatchObject({ state: 'scheduled', effectiveFrom: from })
    expect((await looks(anna)).version).toBe(1)
    expect((await proposes(anna, tolerance('0.3'))).json()).toMatchObject({ code: 'RULES_SCHEDULED' })
    expect((await answers(anna, proposed, 'withdraw')).json()).toMatchObject({ state: 'withdrawn' })
    expect((await proposes(anna, tolerance('0.3'))).statusCode).toBe(200)
  })

  it('that was approved for later is written down as begun once, by whichever process is first', async () => {
    const from = new Date(Date.now() + 3_600_000).toISOString()
    const proposed: RulesVersionView = (await proposes(anna, tolerance('0.1'), { from })).json()
    await answers(bert, proposed, 'approve')
    const begun = async () => {
      await Promise.all([api.parts.rules.live.refresh(), api.parts.rules.live.refresh()])
      const { rows } = await database.pool.query(
        "select actor, plant, after from audit where action = 'rules.began' and at >= $1::timestamptz - interval '1 hour'",
        [from],
      )
      return rows
    }
    expect(await begun()).toEqual([])
    await database.pool.query('update rules_version set effective_from = clock_timestamp() where version = 2')
    await eventually(async () => expect(await begun()).toMatchObject([{ actor: 'hub', plant: 'A' }]))
    expect(await begun()).toMatchObject([{ after: [{ what: 'overCompletion.refuseAbove', after: '0.1' }] }])
  })

  it('that was rejected can be taken up again by whoever may propose', async () => {
    const proposed: RulesVersionView = (await proposes(anna, tolerance('0.1'))).json()
    expect((await answers(bert, proposed, 'reject')).json()).toMatchObject({ state: 'rejected', may: ['go-back'] })
    const again = await proposes(anna, () => proposed.rules)
    expect(again.json()).toMatchObject({ state: 'proposed', differences: [{ after: '0.1' }] })
  })

  it('of owners holds from its day until its day', async () => {
    const row = { plant: 'A', group: 'production-order.actuals' as const, owner: 'odoo' }
    const days = { from: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' }
    const proposed: RulesVersionView = (await proposes(anna, () => ({ ownership: [{ ...row, ...days }] }))).json()
    expect(proposed.differences).toMatchObject([
      { what: `production-order.actuals from ${days.from} until ${days.until}`, after: 'odoo' },
    ])
    const backwards = await proposes(anna, () => ({ ownership: [{ ...row, from: days.until, until: days.from }] }))
    expect(backwards.json()).toMatchObject({ status: 422, detail: expect.stringContaining('ends before it begins') })
  })

  it('that makes a flow do less is one person’s decision; that it does more again is not', async () => {
    expect((await proposes(anna, flow('shadow'))).json()).toMatchObject({ state: 'in-force' })
    expect((await proposes(anna, flow('off'))).json()).toMatchObject({ state: 'in-force' })
    expect((await proposes(anna, flow('live'))).json()).toMatchObject({
      state: 'proposed',
      differences: [{ part: 'flow', plant: 'A', what: 'material-issue', before: 'off', after: 'live' }],
    })
  })

  it('that makes a flow do less holds at once, also while a version waits for its day, which then says so too', async () => {
    const from = new Date(Date.now() + 3_600_000).toISOString()
    const later: RulesVersionView = (await proposes(anna, tolerance('0.1'), { from })).json()
    await answers(bert, later, 'approve')
    const { rules } = (await anna.get(`/api/v1/rules/${later.version}`)).json()
    const off = { ...rules, flows: [{ plant: 'A', flow: 'material-issue', mode: 'off' }] }
    const body = { basedOn: later.version, rules: off, reason: 'it books wrong lots' }
    expect((await anna.post('/api/v1/rules', body)).json()).toMatchObject({ state: 'in-force' })

    const { versions, rules: now } = await looks(anna)
    expect(now.flows).toMatchObject([{ flow: 'material-issue', mode: 'off' }])
    expect(now.policies['A']!.overCompletion.refuseAbove).toBe('0.05')
    expect(versions.map(({ version, state }) => `${version} ${state}`)).toEqual([
      '4 scheduled',
      '3 in-force',
      '2 withdrawn',
      '1 past',
    ])
    const scheduled: RulesVersionView = (await anna.get('/api/v1/rules/4')).json()
    expect(scheduled).toMatchObject({ effectiveFrom: from, rules: { flows: [{ mode: 'off' }] } })
    expect(scheduled.rules.policies['A']!.overCompletion.refuseAbove).toBe('0.1')
  })

  it('about another plant is not seen, not proposed and not approved', async () => {
    const { rules } = await looks(anna)
    expect(Object.keys(rules.policies)).toEqual(['A'])
    expect((await proposes(anna, flow('off', 'B'))).statusCode).toBe(403)
    const both: RulesVersionView = (
      await proposes(carl, ({ policies }) => ({
        policies: Object.fromEntries(
          Object.entries(policies).map(([plant, policy]) => [
            plant,
            { ...policy, overCompletion: { flagAbove: '0', refuseAbove: '0.2' } },
          ]),
        ),
      }))
    ).json()
    expect(both.differences.map(({ plant }) => plant)).toEqual(['A', 'B'])
    const seen: RulesVersionView = (await anna.get(`/api/v1/rules/${both.version}`)).json()
    expect(seen.differences.map(({ plant }) => plant)).toEqual(['A'])
    expect((await answers(anna, both, 'approve')).statusCode).toBe(403)
  })

  it.each([
    [
      'a flow nobody has',
      () => ({ flows: [{ plant: 'A', flow: 'nothing', mode: 'off' as const }] }),
      'no flow nothing',
    ],
    [
      'an owner nobody knows',
      () => ({ ownership: [{ plant: 'A', group: 'production-order.actuals' as const, owner: 'ghost' }] }),
      'no system ghost',
    ],
    ['nothing', () => ({}), 'says already'],
  ])('that speaks of %s is refused with a sentence, and changes nothing', async (_, change, sentence) => {
    const answer = await proposes(anna, change)
    expect([409, 422]).toContain(answer.statusCode)
    expect(answer.json().detail).toContain(sentence)
    expect((await looks(anna)).versions).toHaveLength(1)
  })
})
