import { homedir } from 'node:os'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '#engine'
import { foldersOf } from '../../src/local/folders.ts'
import { type TestApi, testApi } from '../support/api.ts'
import { launchBrowser } from '../support/browser.ts'
import { aMessage, anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'

/** An administrator lets a system and a person in, and shuts them out again, before a real hub. */

let database: TestDatabase
let engine: Engine
let api: TestApi
let browser: Browser
let url: string
let page: Page
let key = ''
let link = ''
const complaints: string[] = []

beforeAll(async () => {
  const { cache } = foldersOf({ clone: process.cwd(), env: process.env, uid: process.getuid?.(), home: homedir() })
  database = await testDatabase()
  engine = testHub(database.pool, ledgerDouble(anOrder()))
  api = await testApi(database, engine)
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchBrowser(cache)
  const { cookie } = await api.person('eva', { role: 'admin', plant: '*' })
  const context = await newContext()
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url }])
  page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
})
afterAll(async () => {
  await browser?.close()
  await api?.[Symbol.asyncDispose]()
  await engine?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

async function newContext(): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(60_000)
  return context
}

const report = (id: string) =>
  aMessage('output.received', { order: 'odoo.42', quantity: { value: '1', uom: 'H87' } }, { id }).eventText
const copied = () => page.evaluate('navigator.clipboard.readText()') as Promise<string>
const tick = (label: string) => page.getByLabel(label, { exact: true }).check()

describe('a system', () => {
  it('is given a key that is shown once, and comes in with it', async () => {
    await page.goto('/access')
    await page.getByText('No system has a key').waitFor()
    await page.getByRole('button', { name: 'New key…' }).click()
    await page.getByLabel('System', { exact: true }).fill('mes')
    await page.getByLabel('Note').fill('The new server')
    await page.getByRole('button', { name: 'Make the key' }).click()
    await page.getByRole('button', { name: 'Copy the key' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    key = await copied()
    expect(key).toMatch(/^mwk_[a-z0-9]{12}_/)
    // It is not lost by a press beside it.
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByRole('row', { name: /mes.*Valid.*everything/ }).waitFor()
    expect(await page.content()).not.toContain(key)
    expect((await api.send(key, report('mes-1'))).statusCode).toBe(202)
  })

  it('is shut out when its key is revoked', async () => {
    await page.getByRole('button', { name: /^Revoke the key of mes/ }).click()
    await page.getByLabel('Why').fill('It stood in an e-mail')
    await page.getByRole('button', { name: 'Revoke it' }).click()
    await page.getByText('The key of mes is revoked').waitFor()
    await page.getByText('1 key ended').click()
    await page.getByText('revoked by eva').waitFor()
    await expect.poll(async () => (await api.send(key, report('mes-2'))).statusCode).toBe(401)
  })
})

describe('a person', () => {
  it('is invited by a link that works once', async () => {
    await page.getByRole('button', { name: 'People' }).click()
    await page.getByRole('button', { name: 'Invite somebody…' }).click()
    await tick('Supervisor, Plant A')
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByRole('button', { name: 'Copy the link' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    link = await copied()
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByRole('table', { name: 'Open invitations' }).getByText('Supervisor').waitFor()
  })

  it('takes the place, and is there on the other screen by itself', async () => {
    const context = await newContext()
    const theirs = await context.newPage()
    await theirs.goto(link)
    await theirs.getByLabel('Your name').fill('Kim Berg')
    await theirs.getByLabel('Name you sign in with').fill('kim')
    await theirs.getByLabel('Password', { exact: true }).fill('a sentence is fine')
    await theirs.getByLabel('The same password again').fill('a sentence is fine')
    await theirs.getByRole('button', { name: 'Take my place' }).click()
    await theirs.getByRole('link', { name: 'Rules' }).first().waitFor()
    expect(await theirs.getByRole('link', { name: 'Access' }).count()).toBe(0)
    await context.close()
    await page.getByRole('row', { name: /Kim Berg.*Supervisor Plant A/ }).waitFor()
    await page.getByRole('table', { name: 'Open invitations' }).waitFor({ state: 'detached' })
  })

  it('is given another role by keyboard alone', async () => {
    await page.getByRole('button', { name: 'Roles of Kim Berg' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Roles of Kim Berg' })
    const box = dialog.getByLabel('Planner, Plant B', { exact: true })
    await box.waitFor()
    const isHere = () => box.evaluate((element) => element === element.ownerDocument.activeElement)
    for (let presses = 0; presses < 40 && !(await isHere()); presses++) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await box.isChecked()).toBe(true)
    await dialog.getByLabel('Why').focus()
    await page.keyboard.type('Helps out at Plant B')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Kim Berg has other roles now').waitFor()
    await page.getByRole('row', { name: /Kim Berg.*Supervisor Plant A.*Planner Plant B/ }).waitFor()
  })

  it('is shut out, and let in again', async () => {
    await page.getByRole('button', { name: 'Shut out: Kim Berg' }).click()
    await page.getByLabel('Why').fill('Has left')
    await page.getByRole('button', { name: 'Shut out', exact: true }).click()
    await page.getByText('Kim Berg is shut out').waitFor()
    await page.getByRole('button', { name: 'Let in again: Kim Berg' }).click()
    await page.getByLabel('Why').fill('Came back')
    await page.getByRole('button', { name: 'Let in again', exact: true }).click()
    await page.getByText('Kim Berg may come in again').waitFor()
  })

  it('who is the last administrator stays one', async () => {
    await page.getByRole('button', { name: 'Roles of eva' }).click()
    await page.getByLabel('Admin, Every plant').uncheck()
    await page.getByLabel('Why').fill('Enough of it')
    await page.getByRole('button', { name: 'Change the roles' }).click()
    await page.getByText('Nobody would be left who can let others in').waitFor()
    expect(complaints).toEqual([])
  })
})

describe('contents', () => {
  it('SEC-21: are held for a reason, and released for one; what nobody ever heard of cannot be held', async () => {
    await page.goto('/retention')
    await page.getByText('Nothing is held').waitFor()
    await page.getByRole('button', { name: 'New hold…' }).click()
    await page.getByLabel('Only what is about one order').fill('odoo.404')
    await page.getByLabel('Why').fill('Complaint 4711')
    await page.getByRole('button', { name: 'Hold it' }).click()
    await page.getByText('Nothing about production-order/odoo.404 was ever received').waitFor()
    await page.getByLabel('Only what is about one order').fill('odoo.42')
    await page.getByRole('button', { name: 'Hold it' }).click()
    await page.getByRole('row', { name: /All about production order odoo\.42.*Complaint 4711.*by eva/ }).waitFor()
    await page.getByRole('button', { name: /^Release: All about production order odoo\.42/ }).click()
    await page.getByLabel('Why').fill('Settled')
    await page.getByRole('button', { name: 'Release it' }).click()
    await page.getByText('1 hold released').click()
    await page.getByText('“Settled”').waitFor()
    expect(complaints).toEqual([])
  })
})
