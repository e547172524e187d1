import { beforeAll, describe, expect, it } from 'vitest'
import { Unavailable } from '#kernel/failure'
import type { BookedByOthers } from '#model/booked'
import { apiGround } from '../../../test/support/api-ground.ts'
import { password } from '../../../test/support/api.ts'
import { aMessage, anOrder } from '../../../test/support/builders.ts'
import { millwright } from '../../../test/support/command.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import type { ReadinessView } from './contract.ts'
import { eventually } from '../../../test/support/eventually.ts'

let booked: BookedByOthers | Unavailable = { bookings: [], isWhole: true }
const flow = 'finished-goods-receipt'
const orders = Array.from({ length: 12 }, (_, nth) => `odoo.${nth + 1}`)

const { database, engine, api } = await apiGround(ledgerDouble(...orders.map((id) => anOrder({ id }))), {
  hub: { modeOf: () => 'shadow' },
  parts: { ask: async () => booked as never },
})
const anna = await api.person('anna', { role: 'supervisor', plant: 'A' })

beforeAll(async () => {
  const { book, live } = api.parts.rules
  const rules = { ...live.now().rules, flows: [{ plant: 'A', flow, mode: 'shadow' as const }] }
  await book.propose({ by: 'anna', basedOn: 1, rules, reason: 'On paper first' })
  await live.refresh()
})

const report = async (more = ''): Promise<ReadinessView> => {
  const answer = await anna.get(`/api/v1/readiness?plant=A&flow=${flow}${more}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json().items[0]
}

const byHand = (order: string, value: string): BookedByOthers['bookings'][number] => ({
  order: order as never,
  label: `WH/MO/${order.slice(5)}`,
  kind: 'output',
  quantity: { value, uom: 'H87' },
  at: new Date().toISOString(),
  by: 'Petra Planner',
  document: { label: `WH/MO/${order.slice(5)}`, link: 'http://odoo.example/web#id=1' },
})

describe('a time on paper', () => {
  it('ROLL-09: without a message it is not ready, because nothing can be said', async () => {
    expect(await report()).toMatchObject({
      ready: false,
      because: ['No message came in this time, so that nothing can be said.'],
      received: 0,
      completeness: null,
    })
  })

  it('ROLL-09: is measured and held against what others booked: the planted differences are listed, and no others', async () => {
    const receipts = orders
      .slice(0, 11)
      .map((order) => aMessage('output.received', { order, quantity: { value: '10', uom: 'H87' } }))
    const unknown = aMessage('output.received', { order: 'odoo.404', quantity: { value: '1', uom: 'H87' } })
    await engine.receive([...receipts, unknown])
    await eventually(async () => {
      const { rows } = await database.pool.query("select count(*)::int as n from run where mode = 'shadow'")
      expect(rows[0].n).toBe(12)
    })
    // Another quantity in the third; the fourth forgotten; the twelfth booked, and never told.
    const others = orders.filter((_, nth) => nth !== 3).map((order, nth) => byHand(order, nth === 2 ? '9' : '10'))
    booked = { bookings: others, isWhole: true }

    const told = await report()
    expect(told).toMatchObject({
      plant: 'A',
      flow,
      received: 12,
      judged: 12,
      absent: 1,
      compared: 12,
      matching: 9,
      troubles: [{ code: 'UNKNOWN_ORDER', count: 1 }],
      latency: { p50: expect.any(Number), p95: expect.any(Number), p99: expect.any(Number) },
      target: { p95: 30, p99: 120 },
      thresholds: { match: '0.98' },
      ready: false,
    })
    expect(
      told.differences.map(({ order, hub, others: by }) => [order, hub?.value ?? null, by?.value ?? null]),
    ).toEqual([
      ['odoo.12', null, '10'],
      ['odoo.3', '10', '9'],
      ['odoo.4', '10', null],
    ])
    expect(told.differences[1]!.documents).toEqual([
      { label: 'WH/MO/3', link: 'http://odoo.example/web#id=1', by: 'Petra Planner' },
    ])
    expect(told.differences[1]!.messages).toEqual([receipts[2]!.messageId])
    expect(told.because).toEqual([
      expect.stringContaining('12 of 13 messages that came, or ought to have come'),
      expect.stringContaining('3 of 12 amounts differ'),
      expect.stringContaining('8.3 % of what was judged would have needed a person'),
    ])
  })

  it('ROLL-09: the command line says the same, and ends with 1 while something is not ready', async () => {
    const run = millwright({ MILLWRIGHT_URL: await api.app.listen({ port: 0 }), MILLWRIGHT_LOGIN: 'anna' })
    const told = await run(['readiness', '--plant', 'A'], { answers: [password] })
    expect(told).toMatchObject({ code: 1, out: expect.stringContaining(`${flow} in plant A`) })
    expect(told.out).toContain('3 of 12 amounts differ')
    expect(told.out).toMatch(/WH\/MO\/3 +output +10 H87 +9 H87/)
  })

  it('ROLL-09: a part of it is looked at by itself; what cannot be read is said, and what was never on paper has no report', async () => {
    expect(await report(`&until=${new Date(Date.now() - 3_600_000).toISOString()}`)).toMatchObject({ received: 0 })
    expect((await anna.get('/api/v1/readiness')).json().items).toHaveLength(1)
    expect((await anna.get('/api/v1/readiness?plant=A&flow=material-issue')).json().items).toEqual([])
    booked = new Unavailable('ODOO_AWAY', 'Odoo does not answer')
    const answer = await anna.get('/api/v1/readiness')
    expect(answer.statusCode).toBe(503)
    expect(answer.json().detail).toContain('Odoo does not answer')
  })
})
