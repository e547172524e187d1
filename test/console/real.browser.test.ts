import { homedir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Engine } from '#engine'
import { quantity } from '#model/quantity'
import { foldersOf } from '../../src/local/folders.ts'
import { password, type TestApi, testApi } from '../support/api.ts'
import { launchBrowser } from '../support/browser.ts'
import { aMessage, anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'

let database: TestDatabase
let engine: Engine
let api: TestApi
let browser: Browser
let page: Page
let url: string
const complaints: string[] = []

const report = async (type: string, data: Parameters<typeof aMessage>[1]) => {
  const event = aMessage(type, data)
  await engine.receive([event])
  return event
}

beforeAll(async () => {
  database = await testDatabase()
  const order = anOrder({ id: 'odoo.1', label: 'WH/MO/00042', received: quantity(10) })
  engine = testHub(database.pool, ledgerDouble(order))
  api = await testApi(database, engine)
  await api.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(api.app.server.address() as { port: number }).port}`
  const clone = path.join(import.meta.dirname, '../..')
  browser = await launchBrowser(foldersOf({ clone, env: process.env, uid: process.getuid?.(), home: homedir() }).cache)
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) complaints.push(`asked for ${request.url()}`)
  })
})
afterAll(async () => {
  await browser?.close()
  await api?.[Symbol.asyncDispose]()
  await engine?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

const click = (label: string | RegExp) =>
  page.getByRole('link', { name: label }).filter({ visible: true }).first().click()

describe('the console before the hub itself', () => {
  it('is opened by the one-time link', async () => {
    const token = await api.parts.people.inviteFirst()
    await page.goto(`/claim#${token}`)
    await page.getByLabel('Your name').fill('Eva Lindqvist')
    await page.getByLabel('Name you sign in with').fill('eva')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByLabel('The same password again').fill(password)
    await page.getByRole('button', { name: 'Take my place' }).click()
    await page.getByText('has not reported anything yet').or(page.getByText('in step')).first().waitFor()
  })

  it('shows by itself what the plant reports', async () => {
    const first = await report('output.received', { order: 'odoo.1', quantity: quantity('20.5') })
    await report('output.received', { order: 'odoo.1', quantity: quantity('30') })
    await vi.waitFor(async () => {
      const { rows } = await database.pool.query("select from intent where state = 'confirmed'")
      expect(rows).toHaveLength(2)
    }, 10_000)
    await report('output.reversed', { order: 'odoo.1', reverses: first.id, quantity: quantity('0.5') })
    await report('output.received', { order: 'odoo.404', quantity: quantity(1) })
    await page.getByText('1 thing needs somebody').waitFor()
  })

  it('explains an order’s produced quantity in at most five clicks from Today, by visible labels', async () => {
    let clicks = 0
    for (const label of ['Orders', 'WH/MO/00042']) {
      await click(label)
      clicks++
    }
    const told = page.getByRole('table', { name: 'Contributions to the produced quantity' })
    await told.waitFor()
    await page.getByText('The parts add up to the whole').waitFor()
    expect(await told.locator('tfoot').textContent()).toContain('60 pcs')
    await told.getByRole('link', { name: 'Finished goods receipt taken back' }).click()
    clicks++
    await page.getByText('Received and kept by the hub').waitFor()
    expect(clicks).toBeLessThanOrEqual(5)
  })

  it('finds the event by its order, and settles the exception with a reason', async () => {
    await page.goto('/messages?q=odoo.404')
    await page.getByRole('row', { name: /odoo\.404/ }).waitFor()
    await page.goto('/exceptions')
    await page.getByText('Reports about orders that Odoo does not have').waitFor()
    await page.getByRole('button', { name: 'Skip' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Skip it' })
    await dialog.getByLabel('Why').fill('a test report')
    await dialog.getByRole('button', { name: 'Skip', exact: true }).click()
    await page.getByText('Nothing needs you').waitFor()
    const { rows } = await database.pool.query('select closed_by, resolution, reason from exception')
    expect(rows).toEqual([{ closed_by: 'eva', resolution: 'skipped', reason: 'a test report' }])
  })

  it('signs out for good, and complains about nothing', async () => {
    await page.goto('/')
    await page.getByRole('button', { name: /Eva/ }).click()
    await page.getByText('Sign out').click()
    await page.getByLabel('Password', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })
})
