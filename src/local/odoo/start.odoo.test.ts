import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import type { Failure } from '#kernel/failure'
import { type OdooForTests, odooForTests } from '../../../test/support/odoo-ground.ts'
import { callerOf } from '../../../test/support/odoo.ts'
import { editions } from './editions/index.ts'
import { isHealthy } from './health.ts'

const firstTimeMilliseconds = 10 * 60_000
const edition = editions[inject('odooVersion')]

describe(`the real Odoo ${edition.version} of this machine`, () => {
  let odoo: OdooForTests
  beforeAll(async () => {
    odoo = await odooForTests(edition, (sentence) => console.error(sentence))
  }, firstTimeMilliseconds)
  afterAll(() => odoo?.[Symbol.asyncDispose]())

  const as = (login: 'admin' | 'millwright', database: string) =>
    callerOf({ url: odoo.url, database, login, apiKey: odoo.people[login].key, timeout: 60_000 })

  it('gives each test a database of its own', async () => {
    await using one = await odoo.freshDatabase()
    await using other = await odoo.freshDatabase()
    await as('admin', one.name)('product.product', 'create', { vals_list: [{ name: 'Spindle' }] }, z.unknown())
    const spindlesIn = (database: string) =>
      as('admin', database)('product.product', 'search_count', { domain: [['name', '=', 'Spindle']] }, z.int())
    expect([await spindlesIn(one.name), await spindlesIn(other.name)]).toEqual([1, 0])
  }, 60_000)

  it("lets Millwright's user read orders, and administer nothing", async () => {
    await using database = await odoo.freshDatabase()
    const call = as('millwright', database.name)
    expect(await call('mrp.production', 'search_count', { domain: [] }, z.int())).toBe(0)
    const made = call('res.users', 'create', { vals_list: [{ name: 'x', login: 'x' }] }, z.unknown())
    await expect(made).rejects.toMatchObject({ code: 'NOT_AUTHORISED' } satisfies Partial<Failure>)
  }, 60_000)

  it('has no default password and no key that anybody could guess', async () => {
    await using database = await odoo.freshDatabase()
    for (const password of ['admin', '', 'millwright']) {
      expect(await isHealthy({ edition, url: odoo.url, database: database.name, login: 'admin', key: password })).toBe(
        false,
      )
      const params = { service: 'common', method: 'login', args: [database.name, 'admin', password] }
      const answer = await fetch(`${odoo.url}/jsonrpc`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params }),
      })
      expect(await answer.json()).toMatchObject({ result: false })
    }
  }, 60_000)

  it('shows a person the web client', async () => {
    await using database = await odoo.freshDatabase()
    // Odoo remembers the chosen database in a cookie.
    const choice = await fetch(`${odoo.url}/web/login?db=${database.name}`, { redirect: 'manual' })
    const cookie = choice.headers.getSetCookie().map((one) => one.split(';')[0])
    const page = await fetch(`${odoo.url}/web/login`, { headers: { cookie: cookie.join('; ') } })
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('name="password"')])
  }, 60_000)
})
