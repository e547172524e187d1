import { beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../src/api/routes/table.ts'
import { rightsOf, roles } from '#governance/rights'
import { apiGround } from '../support/api-ground.ts'
import type { TestPerson } from '../support/api.ts'
import { aMessage, anOrder } from '../support/builders.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

/**
 * A12: what people of plant A are told is to the letter the same with and without a twin: another plant with the same
 * orders' names, the same lots, the same troubles and more of each.
 */

const ORDERS = 4
const orders = (plant: string, from: number) =>
  Array.from({ length: ORDERS }, (_, nth) => anOrder({ id: `odoo.${from + nth}`, plant, label: `WH/MO/0000${nth}` }))
const { database, engine, api } = await apiGround(ledgerDouble(...orders('A', 1), ...orders('B', 101)))

/** Goods made, goods made of an order that nobody knows, and an issue of something that is on no order. */
async function work(plant: string, from: number, times: number): Promise<void> {
  const source = `/plants/${plant}/systems/mes`
  const told = (type: string, order: string, data: object, id: string) =>
    aMessage(type, { order, ...data } as never, { plant, source, id: `${id}-${order}` })
  for (let nth = 0; nth < ORDERS; nth++) {
    const order = `odoo.${from + nth}`
    for (let time = 0; time < times; time++)
      await engine.receive([
        told('output.received', order, { quantity: { value: '1', uom: 'H87' }, lot: 'LOT-1' }, `made-${time}`),
      ])
    await engine.receive([
      told('material.issued', order, { item: 'NOBODY-KNOWS', quantity: { value: '1', uom: 'H87' } }, 'wrong'),
    ])
  }
  await engine.receive([
    told('output.received', `odoo.9${from}`, { quantity: { value: '1', uom: 'H87' }, lot: 'LOT-1' }, 'unknown'),
  ])
  await eventually(async () => {
    const { rows } = await database.pool.query(
      `select (select count(*)::int from open_message where plant = $1 and progress in ('received', 'running')) as open,
          (select count(*)::int from intent where plant = $1 and state not in ('confirmed', 'refused')) as unbooked,
          (select count(*)::int from exception where plant = $1) as troubles`,
      [plant],
    )
    expect(rows[0]).toEqual({ open: 0, unbooked: 0, troubles: ORDERS + 1 })
  })
}

const RECONCILIATION = '/api/v1/reconciliation'

/** Everything that can be asked without naming one thing, and the searches for what both plants have. */
const questions = [
  ...routes
    .filter(({ access, method, path }) => typeof access !== 'string' && method === 'GET' && !path.includes('{'))
    .filter(({ name }) => name !== 'listen')
    .map(({ path }) => path)
    .filter((path) => path !== RECONCILIATION),
  ...['q=LOT-1', 'q=WH/MO/00001', 'q=odoo.1', 'q=odoo.101', 'code=NOT_IN_BOM', 'limit=1'].map(
    (query) => `/api/v1/messages?${query}`,
  ),
  ...['q=WH/MO', 'q=odoo.1'].map((query) => `/api/v1/orders?${query}`),
  ...['odoo.1', 'odoo.101', 'odoo.999'].map((order) => `/api/v1/orders/${order}`),
]

/** A day that ended when all of A was booked; where nobody names one, it is the last, and that moves. */
const dayOf = (end: number) =>
  `${RECONCILIATION}?since=${new Date(end - 86_400_000).toISOString()}&until=${new Date(end).toISOString()}`

/** Answers as they came, but for how late it is. */
async function told(person: TestPerson, end: number): Promise<Readonly<Record<string, string>>> {
  const answers = await Promise.all(
    [...questions, dayOf(end)].map(async (url) => {
      const { statusCode, body } = await person.get(url)
      return [url, `${statusCode} ${body.replaceAll(/"(at|oldest)":[^,}]+|\d+ s ago/g, '')}`] as const
    }),
  )
  return Object.fromEntries(answers)
}

/** Whoever may see most, in plant A alone. */
const most = roles.toSorted((one, other) => rightsOf[other].length - rightsOf[one].length)[0]!

describe('people of one plant', () => {
  let person: TestPerson
  beforeAll(async () => {
    person = await api.person('ann', { role: most, plant: 'A' })
    await work('A', 1, 2)
  })

  it('are told the same, to the letter, whatever happens in another one', async () => {
    const end = Date.now()
    const alone = await told(person, end)
    // Two looks at the same plant are alike: what is compared below does not move by itself.
    expect(await told(person, end)).toEqual(alone)
    expect(Object.values(alone).filter((answer) => answer.startsWith('200')).length).toBeGreaterThan(10)
    expect(alone['/api/v1/messages?q=LOT-1']).toContain('odoo.1')
    expect(alone[dayOf(end)]).toMatch(/^200/)
    expect(Object.entries(alone).filter(([, answer]) => answer.startsWith('422'))).toEqual([])

    await work('B', 101, 5)
    expect(await told(person, end)).toEqual(alone)
  })
})
