import { homedir } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, startEngine } from '#engine'
import { foldersOf } from '../../src/local/folders.ts'
import { password, type TestApi, testApi } from '../support/api.ts'
import { launchBrowser } from '../support/browser.ts'
import { anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { engineParts } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { anIssue, mended, mesA, speaker, withFieldTables } from '../support/wire.ts'

/** A steward before a real hub: what a system says, what it means, and what was not understood. */

let database: TestDatabase
let engine: Engine
let api: TestApi
let browser: Browser
let page: Page
let key: string
const tables = [mesA]
const wire = [speaker()]
const complaints: string[] = []

beforeAll(async () => {
  const { cache } = foldersOf({ clone: process.cwd(), env: process.env, uid: process.getuid?.(), home: homedir() })
  database = await testDatabase()
  const parts = engineParts(database.pool, ledgerDouble(anOrder({ id: 'odoo.1' })))
  engine = startEngine({ ...parts, ...withFieldTables(tables, parts) })
  api = await testApi(database, engine, { wire })
  key = await api.key()
  await api.person('steward', { role: 'integration', plant: 'A' })
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
  await page.goto('/sign-in')
  await page.getByLabel('Name you sign in with').fill('steward')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Field tables' }).first().waitFor()
})
afterAll(async () => {
  await browser?.close()
  await api?.[Symbol.asyncDispose]()
  await engine?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

const say = (record: unknown) =>
  api.app.inject({
    method: 'POST',
    url: '/api/v1/wire/mes-a',
    payload: JSON.stringify(record),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  })
const record = () => page.getByLabel('A record as the system writes it')
/** What is marked in the box of text, when the box has the focus. */
const marked = () =>
  page.evaluate(`(({ value, selectionStart, selectionEnd }) => value?.slice(selectionStart, selectionEnd))(
    document.activeElement,
  )`)

describe('a steward', () => {
  it('goes to the field tables by keyboard, and pastes a record beside its translation', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('f')
    await page.getByRole('heading', { name: 'MES of plant A' }).waitFor()
    await page.getByText('No record yet').waitFor()
    await record().fill(JSON.stringify(anIssue([{ quantity: '1.012,50', lot_number: 'L-7' }])).replace('"L-7"', '7.10'))
    await page.getByText('The hub takes this').waitFor()
    const fields = page.getByRole('table', { name: 'Fields of the event from material issue, line 1' })
    await fields
      .getByRole('row', { name: /data\.quantity\.value "1012\.50" was "1\.012,50".*6 number german/ })
      .waitFor()
    // A number keeps the digits it was written with.
    await fields.getByRole('row', { name: /data\.lot "7\.10"/ }).waitFor()
  })

  it('looks at an example that stands in the table', async () => {
    await page.getByLabel('Take an example of the table').selectOption({ label: 'a unit that nobody has named' })
    await page.getByText('Kept until the table is mended').waitFor()
    expect(await record().inputValue()).toContain('"scrap_no": "SC-1"')
  })

  it('sees what is wrong, and where, without a mouse', async () => {
    await record().fill(JSON.stringify(anIssue([{}, { quantity: '12.5', uom: 'box' }]), null, 2))
    await page.getByText('Goes back to the sender').waitFor()
    const problems = page.getByRole('list', { name: 'What stands against it' })
    await expect.poll(() => problems.getByRole('listitem').count()).toBe(2)
    await problems.getByText('Line 2: line.quantity says "12.5"').waitFor()
    await problems.getByRole('button', { name: '/data/lines/1/quantity' }).focus()
    await page.keyboard.press('Enter')
    expect(await marked()).toBe('"12.5"')
    await record().fill('{ "event": ')
    await page.getByRole('alert').getByText('The record could not be read').waitFor()
    const { rows } = await database.pool.query('select (select count(*)::int from message) as kept')
    expect(rows[0].kept).toBe(0)
  })

  it('takes the last that was received, which the table does not understand, and follows it to where it needs somebody', async () => {
    await say(anIssue())
    const kept = await say(anIssue([{}, { uom: 'box' }]))
    expect(kept.json().receipts[0].code).toBe('UOM_NOT_CONVERTIBLE')
    await page.getByRole('button', { name: 'Take the last received' }).click()
    await page.getByText('Kept until the table is mended').waitFor()
    await page.getByRole('button', { name: '/data/lines/1/uom' }).click()
    expect(await marked()).toBe('"box"')
    await page.getByRole('link', { name: 'Record not understood' }).click()
    await page.getByText('A record came that the field table does not understand').waitFor()
    await page.getByText('Needs somebody: for the steward').waitFor()
  })

  it('retries it once the table knows the word, and sees in each journey what was really sent', async () => {
    tables[0] = mended(({ units }) => ({ units: { ...units, plant: { ...units['plant'], box: 'H87' } } }))
    wire[0] = speaker({ table: tables[0] })
    await page.getByRole('button', { name: 'Retry' }).click()
    await page
      .getByText(/^Became MI-\d+\/1, MI-\d+\/2, by the field table mes-a@/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: /How the field table mes-a reads it now/ }).click()
    await page.getByText('The hub takes this').waitFor()
    const became = page.getByRole('list', { name: 'What it became' })
    await expect.poll(() => became.getByRole('listitem').count()).toBe(3)
    await became.getByRole('link', { name: 'Material issued' }).last().click()
    await page.getByText('As received, beside the event it became').click()
    await page.getByRole('region', { name: 'As received' }).getByText('"uom": "box"').waitFor()
    await page.getByRole('region', { name: 'The event it became' }).getByText('"uom": "H87"').waitFor()
    expect(complaints).toEqual([])
  })
})
