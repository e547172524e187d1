import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refused, Unavailable } from '#kernel/failure'
import { type TestApi, testApi, type TestPerson } from '../../../test/support/api.ts'
import { aMessage, anAccount, anOrder } from '../../../test/support/builders.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testHub } from '../../../test/support/hub.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { WhyList, WhyView } from './contract.ts'
import { eventually } from '../../../test/support/eventually.ts'

const orders = Array.from({ length: 24 }, (_, nth) => `odoo.${nth + 1}`)
let database: TestDatabase
let hub: ReturnType<typeof testHub>
let api: TestApi
let eva: TestPerson
let says: unknown = anAccount()

beforeAll(async () => {
  database = await testDatabase()
  hub = testHub(database.pool, ledgerDouble(...orders.map((id) => anOrder({ id, label: `WH/MO/${id.slice(5)}` }))))
  api = await testApi(database, hub, { ask: async () => says as never })
  eva = await api.person('eva', { role: 'auditor', plant: 'A' })
  await hub.receive(
    orders.map((order) =>
      aMessage('output.received', { order, quantity: { value: '1', uom: 'H87' }, lot: `L-${order}` } as never),
    ),
  )
  const known = async () => (await eva.get('/api/v1/orders?q=odoo')).json().items.length
  await eventually(async () => expect(await known()).toBe(24))
}, 60_000)
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await hub?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

describe('asking why', () => {
  it.each(['odoo.1', 'odoo.2', 'odoo.24'])('finds %s among orders whose names begin alike', async (order) => {
    const told = WhyView.parse((await eva.get(`/api/v1/why/${order}`)).json())
    expect(told).toMatchObject({ order: { key: order }, figure: { figure: 'produced' }, isWhole: true })
    expect(told.others).toContainEqual({ order, figure: 'on-hand', lot: `L-${order}` })
  })

  it('names no lot of a report that stopped: the books do not know it', async () => {
    const issued = { order: 'odoo.3', item: 'X-0000', quantity: { value: '1', uom: 'H87' }, lot: 'L-never' }
    const report = aMessage('material.issued', issued as never)
    await hub.receive([report])
    const stopped = () => database.pool.query(`select from exception where message_id = $1`, [report.messageId])
    await eventually(async () => expect((await stopped()).rowCount).toBe(1))
    const told = WhyView.parse((await eva.get('/api/v1/why/odoo.3')).json())
    expect(told.others.flatMap(({ lot }) => lot ?? [])).toEqual(['L-odoo.3'])
  })

  it('finds values by order and by lot', async () => {
    const keys = async (q: string) =>
      WhyList.parse((await eva.get(`/api/v1/why?q=${encodeURIComponent(q)}`)).json()).items.map(({ key }) => key)
    expect(await keys('WH/MO/7')).toEqual(['odoo.7'])
    expect(await keys('L-odoo.9')).toEqual(['odoo.9'])
    expect(await keys('nothing of the kind')).toEqual([])
  })

  it('says what is missing from a question, that there is no such value, and that Odoo cannot be asked', async () => {
    const asked = async (query: string, answer: unknown = anAccount()) => {
      says = answer
      const { statusCode, body } = await eva.get(`/api/v1/why/odoo.1?${query}`)
      says = anAccount()
      return [statusCode, body]
    }
    expect(await asked('value=used')).toEqual([422, expect.stringContaining('used needs an item')])
    expect(await asked('value=weight')).toEqual([422, expect.any(String)])
    expect(await asked('value=on-hand&lot=F', new Refused('UNKNOWN_LOT', 'Odoo has no lot F'))).toEqual([
      404,
      expect.stringContaining('no such value'),
    ])
    expect(await asked('', new Unavailable('UNREACHABLE', 'nobody answers'))).toEqual([
      503,
      expect.stringContaining('nobody answers'),
    ])
  })
})
