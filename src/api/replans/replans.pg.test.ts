import { expect, it } from 'vitest'
import type { ReplanFile } from '#model/replan-case'
import { apiGround } from '../../../test/support/api-ground.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import type { ReplanView } from './contract.ts'

const shifted = { operation: 'odoo.operation.1', workCentre: 'W1', from: '2031-11-25T08:00:00.000Z' }
const asked: unknown[] = []
const { database, api } = await apiGround(ledgerDouble(), {
  parts: {
    ask: async (_plant, { argument }) => {
      asked.push(argument)
      const sentence = 'Press of MO-1 cannot stand there: Press 1 is down then.'
      return { refusal: { code: 'NO_ROOM', subject: 'odoo.operation.1', sentence } } as never
    },
  },
})

const place = (from: string, until: string) => ({ workCentre: 'W1', from, until, minutes: 60 })
const move = {
  ...{ operation: 'odoo.operation.1', order: 'odoo.1' as never },
  from: place('2031-11-24T08:00:00.000Z', '2031-11-24T09:00:00.000Z'),
  to: place('2031-11-25T08:00:00.000Z', '2031-11-25T09:00:00.000Z'),
  because: 'Press of MO-1 goes from 24 to 25: Press 1 is down then.',
}
const file: ReplanFile = {
  asked: { replan: 'window.PM-311', cause: 'window', of: 'PM-311', why: 'PM-311 takes Press 1 out of work.' },
  attempt: 1,
  basis: 'a'.repeat(64),
  proposal: {
    ...{ at: '2031-11-20T06:00:00.000Z', frozenUntil: '2031-11-20T10:00:00.000Z', seed: 7, late: [] },
    work: { hours: [], workCentres: [], orders: [], operations: [], unplanned: 0 },
    options: [
      {
        ...{ policy: 'wait', cost: { late: 240, overtime: 0, changes: 10, total: 250 }, moves: [move], orders: [] },
        ...{ late: [{ order: 'odoo.1', minutes: 60 }], iterations: 0 },
      },
    ],
  },
}
const rejected = { ...file, asked: { ...file.asked, replan: 'window.PM-299', of: 'PM-299' } }
await database.pool.query(
  `insert into case_file (plant, home, kind, key, state, version, data, opened_at, changed_at)
   select plant, 'hub', 'replan', f ->> 'key', f ->> 'state', 1, f -> 'file', now(), now()
   from unnest(array['A', 'B']) as plant, jsonb_array_elements($1) as f`,
  [
    JSON.stringify([
      { key: 'window.PM-311', state: 'proposed', file },
      { key: 'window.PM-299', state: 'rejected', file: rejected },
    ]),
  ],
)
const one = '/api/v1/replans/A/window.PM-311'
const accepted = { basis: file.basis, policy: 'wait', reason: 'it fits' }
const written = async (type: string) =>
  (
    await database.pool.query(
      `select event -> 'data' as data, actor from message where type like $1 order by event -> 'data' ->> 'replan'`,
      [`%${type}.v1`],
    )
  ).rows

it('WF-04: a planner sees each option with its cost and each move with its reason, of their own plants', async () => {
  const paula = await api.person('paula', { role: 'planner', plant: 'A' })
  const { replans } = (await paula.get('/api/v1/replans')).json()
  expect(replans).toEqual([
    expect.objectContaining({
      ...{ plant: 'A', replan: 'window.PM-311', state: 'proposed', best: 'wait', decided: null },
      options: [{ policy: 'wait', cost: file.proposal.options[0]!.cost, moves: 1, late: 1 }],
    }),
    expect.objectContaining({ plant: 'A', replan: 'window.PM-299', state: 'rejected' }),
  ])
  const view: ReplanView = (await paula.get(one)).json()
  expect(view).toMatchObject({ may: true, basis: file.basis, options: [{ moves: [{ because: move.because }] }] })
  expect((await paula.get('/api/v1/replans/B/window.PM-311')).statusCode).toBe(404)
  expect((await paula.get('/api/v1/replans?plant=B')).statusCode).toBe(403)
})

it('T16: only who answers for planning decides, on exactly what was shown; what cannot be is refused in words', async () => {
  const sven = await api.person('sven', { role: 'supervisor', plant: 'A' })
  expect((await sven.post(`${one}/accept`, accepted)).statusCode).toBe(403)
  const piet = await api.person('piet', { role: 'planner', plant: 'A' })
  const changed = await piet.post(`${one}/accept`, { ...accepted, basis: 'b'.repeat(64) })
  expect([changed.statusCode, changed.json().code]).toEqual([409, 'SHOWN_CHANGED'])
  const edited = await piet.post(`${one}/accept`, { ...accepted, edits: [shifted] })
  expect([edited.statusCode, edited.json().detail]).toEqual([422, expect.stringContaining('Press 1 is down then')])
  const checked = await piet.post(`${one}/check`, { basis: file.basis, policy: 'wait', edits: [shifted] })
  expect(checked.json()).toEqual({ option: null, sentence: expect.stringContaining('Press 1 is down then') })
  expect(asked.at(-1)).toMatchObject({ replan: 'window.PM-311', edits: [shifted] })
  const undone = await piet.post(`${one}/undo`, { reason: 'by mistake' })
  expect([undone.statusCode, undone.json().code]).toEqual([409, 'NOT_APPLIED'])
  expect(await written('accepted')).toEqual([])

  const taken = await piet.post(`${one}/accept`, accepted)
  expect([taken.statusCode, taken.json().replan]).toEqual([202, 'window.PM-311'])
  expect(await written('accepted')).toEqual([{ actor: 'piet', data: { replan: 'window.PM-311', ...accepted } }])
})

it('a planner asks for a new plan in their own name, or for one that is known anew', async () => {
  const pia = await api.person('pia', { role: 'planner', plant: 'A' })
  const own = await pia.post('/api/v1/replans', { plant: 'A', why: 'Two people are ill' })
  expect([own.statusCode, own.json().replan]).toEqual([202, 'person.pia'])
  const again = await pia.post('/api/v1/replans', { plant: 'A', replan: 'window.PM-299', why: 'It has changed' })
  expect([again.statusCode, again.json().replan]).toEqual([202, 'window.PM-299'])
  expect((await written('requested')).map(({ data }) => data)).toEqual([
    { replan: 'person.pia', cause: 'person', of: 'pia', why: 'Two people are ill' },
    { replan: 'window.PM-299', cause: 'window', of: 'PM-299', why: 'It has changed' },
  ])
  expect((await pia.post('/api/v1/replans', { plant: 'B', why: 'Not mine' })).statusCode).toBe(403)
})
