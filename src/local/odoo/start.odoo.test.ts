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
  const stack = new AsyncDisposableStack()
  let odoo: OdooForTests
  // Before its first answer Odoo loads what is installed in a database, for seconds; who only asks shares one.
  let database: string
  beforeAll(async () => {
    odoo = stack.use(await odooForTests(edition, (sentence) => console.error(sentence)))
    database = stack.use(await odoo.freshDatabase()).name
  }, firstTimeMilliseconds)
  afterAll(() => stack[Symbol.asyncDispose]())

  const as = (login: 'admin' | 'millwright', name: string) =>
    callerOf({ url: odoo.url, database: name, login, apiKey: odoo.people[login].key, timeout: 60_000 })

  it('gives each test a database of its own', async () => {
    await using other = await odoo.freshDatabase()
    await as('admin', database)('product.product', 'create', { vals_list: [{ name: 'Spindle' }] }, z.unknown())
    const spindlesIn = (name: string) =>
      as('admin', name)('product.product', 'search_count', { domain: [['name', '=', 'Spindle']] }, z.int())
    expect([await spindlesIn(database), await spindlesIn(other.name)]).toEqual([1, 0])
  }, 60_000)

  it("lets Millwright's user read orders, and administer nothing", async () => {
    const call = as('millwright', database)
    expect(await call('mrp.production', 'search_count', { domain: [] }, z.int())).toBe(0)
    const made = call('res.users', 'create', { vals_list: [{ name: 'x', login: 'x' }] }, z.unknown())
    await expect(made).rejects.toMatchObject({ code: 'NOT_AUTHORISED' } satisfies Partial<Failure>)
  }, 60_000)

  it('has no default password and no key that anybody could guess', async () => {
    for (const password of ['admin', '', 'millwright']) {
      expect(await isHealthy({ edition, url: odoo.url, database, login: 'admin', key: password })).toBe(false)
      const params = { service: 'common', method: 'login', args: [database, 'admin', password] }
      const answer = await fetch(`${odoo.url}/jsonrpc`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', method: 'call', params }),
      })
      expect(await answer.json()).toMatchObject({ result: false })
    }
  }, 60_000)

  it('shows a person the web client', async () => {
    // Odoo remembers the chosen database in a cookie.
    const choice = await fetch(`${odoo.url}/web/login?db=${database}`, { redirect: 'manual' })
    const cookie = choice.headers.getSetCookie().map((one) => one.split(';')[0])
    const page = await fetch(`${odoo.url}/web/login`, { headers: { cookie: cookie.join('; ') } })
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('name="password"')])
  }, 60_000)
})
