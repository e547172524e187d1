import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OdooForTests, odooForTests } from '../../../test/support/odoo-ground.ts'
import { isHealthy } from './health.ts'

const firstTimeMilliseconds = 10 * 60_000

describe('the real Odoo of this machine', () => {
  let odoo: OdooForTests
  beforeAll(async () => {
    odoo = await odooForTests((sentence) => console.error(sentence))
  }, firstTimeMilliseconds)
  afterAll(() => odoo?.[Symbol.asyncDispose]())

  const call = async (database: string, key: string, route: string, body: unknown) => {
    const answer = await fetch(`${odoo.url}/json/2/${route}`, {
      method: 'POST',
      headers: { authorization: `bearer ${key}`, 'x-odoo-database': database, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, said: await answer.json() }
  }

  it('gives each test a database of its own', async () => {
    const { key } = odoo.people.admin
    await using one = await odoo.freshDatabase()
    await using other = await odoo.freshDatabase()
    await call(one.name, key, 'product.product/create', { vals_list: [{ name: 'Spindle' }] })
    const spindles = { domain: [['name', '=', 'Spindle']] }
    expect(await call(one.name, key, 'product.product/search_count', spindles)).toEqual({ status: 200, said: 1 })
    expect(await call(other.name, key, 'product.product/search_count', spindles)).toEqual({ status: 200, said: 0 })
  }, 60_000)

  it("lets Millwright's user read orders, and administer nothing", async () => {
    const { key } = odoo.people.millwright
    await using database = await odoo.freshDatabase()
    const orders = await call(database.name, key, 'mrp.production/search_count', { domain: [] })
    expect(orders).toEqual({ status: 200, said: 0 })
    const users = await call(database.name, key, 'res.users/create', { vals_list: [{ name: 'x', login: 'x' }] })
    expect(users.status).toBe(403)
  }, 60_000)

  it('has no default password and no key that anybody could guess', async () => {
    await using database = await odoo.freshDatabase()
    for (const password of ['admin', '', 'millwright']) {
      expect(await isHealthy({ url: odoo.url, database: database.name, key: password })).toBe(false)
      const params = { service: 'common', method: 'login', args: [database.name, 'admin', password] }
      const answer = await fetch(`${odoo.url}/jsonrpc`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params }),
      })
      expect(await answer.json()).toMatchObject({ result: false })
    }
  }, 60_000)
})
