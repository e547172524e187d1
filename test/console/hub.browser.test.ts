import { homedir } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '#engine'
import { foldersOf } from '../../src/local/folders.ts'
import { type TestApi, testApi } from '../support/api.ts'
import { launchBrowser } from '../support/browser.ts'
import { aMessage, anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'

/** The console before a real hub: its own door, PostgreSQL, engine and flows; only the ledger is a double. */

let database: TestDatabase
let engine: Engine
let api: TestApi
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  const { cache } = foldersOf({ clone: process.cwd(), env: process.env, uid: process.getuid?.(), home: homedir() })
  database = await testDatabase()
  engine = testHub(database.pool, ledgerDouble(anOrder()))
  api = await testApi(database, engine)
  const url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchBrowser(cache)
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce' })
  context.setDefaultTimeout(60_000)
  page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
})
afterAll(async () => {
  await browser?.close()
  await api?.[Symbol.asyncDispose]()
  await engine?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

const receive = (value: string, id: string, lot?: string) =>
  engine.receive([
    aMessage('output.received', { order: 'odoo.42', quantity: { value, uom: 'H87' }, ...(lot ? { lot } : {}) }, { id }),
  ])

describe('the first day of a hub', () => {
  it('begins with the one-time link', async () => {
    const token = await api.parts.people.invite('hub', [{ role: 'admin', plant: '*' }])
    await page.goto(`/claim#${token}`)
    await page.getByLabel('Your name').fill('Eva Lindqvist')
    await page.getByLabel('Name you sign in with').fill('eva')
    await page.getByLabel('Password', { exact: true }).fill('a sentence is fine')
    await page.getByLabel('The same password again').fill('a sentence is fine')
    await page.getByRole('button', { name: 'Take my place' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('status').filter({ hasText: 'Live' }).first().waitFor()
  })

  it('shows an event by itself as it comes, and its journey into the books', async () => {
    await page.getByRole('link', { name: 'Messages' }).first().click()
    await page.getByText('Nothing has come in yet').waitFor()
    await receive('60', 'mes-1')
    await page.getByRole('link', { name: 'Finished goods received' }).click()
    await page.getByText('60 pcs of Bracket A received for WH/MO/00042.').first().waitFor()
    await page.getByText('Receive output in Odoo').waitFor()
    await page.getByText('Booked').first().waitFor()
    await page.getByText('Read before deciding: 1 fact').waitFor()
  })

  it('lets what stopped be settled where it is told', async () => {
    await receive('90', 'mes-2')
    await receive('30', 'mes-3')
    await page
      .getByRole('link', { name: /^Exceptions/ })
      .first()
      .click()
    await page.getByText('50 pcs more than ordered').waitFor()
    await page.getByRole('button', { name: 'Correct…' }).click()
    await page.getByLabel('Quantity · Value').fill('9')
    await page.getByLabel('Why').fill('Nine, not ninety')
    await page.getByRole('button', { name: 'Correct and try again' }).click()
    await page.getByText('is corrected and being tried again').waitFor()
    await page.getByText('Nothing needs you').waitFor()
    await page.getByRole('button', { name: 'Settled' }).click()
    await page.getByText('Corrected and tried again by eva').waitFor()
  })

  it('explains the produced quantity', async () => {
    await page.getByRole('link', { name: 'Orders' }).first().click()
    await page.getByRole('link', { name: 'WH/MO/00042' }).click()
    await page.getByText('The parts add up to the whole').waitFor()
    const told = page.getByRole('table', { name: 'Contributions to the produced quantity' })
    await expect.poll(() => told.locator('tfoot').textContent()).toContain('99 pcs')
    await expect.poll(() => told.getByText('Booked', { exact: true }).count()).toBe(3)
  })

  it('is counted on Today', async () => {
    await page.getByRole('link', { name: 'Today' }).first().click()
    await page.getByText('in step; nothing needs you').waitFor()
    await page
      .getByRole('row', { name: /Finished goods receipt/ })
      .getByRole('link', { name: /^3 in/ })
      .click()
    await expect.poll(() => page.getByRole('row').count()).toBe(4)
    expect(complaints).toEqual([])
  })

  it('leads from Today to one event’s part in a quantity in at most five clicks, by visible labels', async () => {
    const reversal = { order: 'odoo.42', reverses: 'mes-3', quantity: { value: '0.5', uom: 'H87' } }
    await engine.receive([aMessage('output.reversed', reversal)])
    await page.goto('/')
    let clicks = 0
    const click = async (label: string) => {
      await page.getByRole('link', { name: label }).filter({ visible: true }).first().click()
      clicks++
    }
    await click('Orders')
    await click('WH/MO/00042')
    const told = page.getByRole('table', { name: 'Contributions to the produced quantity' })
    await expect.poll(() => told.locator('tfoot').textContent()).toContain('98.5 pcs')
    await page.getByText('The parts add up to the whole').waitFor()
    await click('Finished goods receipt taken back')
    await page.getByText('Received and kept by the hub').waitFor()
    expect(clicks).toBeLessThanOrEqual(5)
  })

  it('ends with signing out', async () => {
    await page.getByRole('button', { name: /Eva/ }).click()
    await page.getByText('Sign out').click()
    await page.getByLabel('Password', { exact: true }).waitFor()
    await page.goto('/orders')
    await page.getByLabel('Password', { exact: true }).waitFor()
  })
})
