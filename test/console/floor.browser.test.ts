import { homedir } from 'node:os'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '#engine'
import { deviceTypes } from '#governance/devices'
import { createKey, revokeKey } from '#governance/keys'
import { quantity } from '#model/quantity'
import { foldersOf } from '../../src/local/folders.ts'
import { type TestApi, testApi } from '../support/api.ts'
import { launchBrowser } from '../support/browser.ts'
import { aMessage, anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { type LedgerDouble, ledgerDouble } from '../support/ledger-double.ts'
import { phone } from './open-console.ts'

/** SYS-11: a phone at a work centre, before a real hub; only the ledger is a double. */

let database: TestDatabase
let engine: Engine
let api: TestApi
let browser: Browser
let ledger: LedgerDouble
let url: string
let page: Page
let link = ''
const complaints: string[] = []

const at = (operation: string, name: string, workCenter: string) => ({
  ...{ operation, name, workCenter, plannedMinutes: '30', completed: quantity(0), over: false },
})
const operations = [at('10', 'Cutting', 'Laser 2'), at('20', 'Bending', 'Press 1')]
const component = {
  ...{ item: 'STEEL-2MM', itemName: 'Sheet steel', tracking: 'lot', method: 'manual' },
  ...{ required: quantity('150', 'KGM'), consumed: quantity(0, 'KGM') },
}
const own = anOrder({ operations, components: [component] })
const foreign = anOrder({ id: 'odoo.50', label: 'WH/MO/00050', plant: 'B', operations })

beforeAll(async () => {
  const { cache } = foldersOf({ clone: process.cwd(), env: process.env, uid: process.getuid?.(), home: homedir() })
  database = await testDatabase()
  ledger = ledgerDouble(own, foreign)
  engine = testHub(database.pool, ledger)
  api = await testApi(database, engine)
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  await engine.receive(
    [own, foreign].map((told) =>
      aMessage(
        'order.released',
        { order: told.id, told: told as never },
        { plant: told.plant, source: `/plants/${told.plant}/systems/odoo` },
      ),
    ),
  )
  browser = await launchBrowser(cache)
})
afterAll(async () => {
  await browser?.close()
  await api?.[Symbol.asyncDispose]()
  await engine?.[Symbol.asyncDispose]()
  await database?.[Symbol.asyncDispose]()
})

const verdict = () => page.getByLabel('The last verdict')
const says = (text: string | RegExp) => verdict().getByText(text).first().waitFor()
const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click()
/** What a scanner does: keys much faster than a hand, then Enter. */
const scan = (text: string) => page.keyboard.type(`${text}\n`)
const reported = async (type: string) => {
  const { rows } = await database.pool.query(
    'select id, actor, occurred_at, received_at, event from message where type = $1 order by seq',
    [`mfg.production.${type}.v1`],
  )
  return rows
}
const violations = async () => {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}
const lowest = () =>
  page.evaluate(
    "Math.min(...[...document.querySelectorAll('button, input')].map((one) => one.getBoundingClientRect().height))",
  )

describe('SYS-11: a phone on the shop floor', () => {
  it('is enrolled by the code that Access shows, and no person signs in', async () => {
    const { cookie } = await api.person('eva', { role: 'admin', plant: '*' })
    const [name = '', value = ''] = cookie.split('=')
    const desk = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', permissions: ['clipboard-read'] })
    await desk.addCookies([{ name, value, url }])
    const access = await desk.newPage()
    await access.goto('/access')
    await access.getByRole('button', { name: 'New device…' }).click()
    await access.getByLabel('Press 1').check()
    await access.getByLabel('Note').fill('Tablet 4')
    await access.getByRole('button', { name: 'Make the code' }).click()
    await access.getByRole('img', { name: 'The link as a code' }).waitFor()
    link = (await access.getByRole('textbox', { name: 'The link' }).textContent()) ?? ''
    await access.getByRole('button', { name: 'I have kept it' }).click()
    await access.getByText('what is done at Press 1').waitFor()
    await desk.close()

    const context = await browser.newContext({ baseURL: url, viewport: phone, reducedMotion: 'reduce', hasTouch: true })
    context.setDefaultTimeout(60_000)
    page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(link)
    await page.getByRole('heading', { name: 'Press 1' }).waitFor()
    expect(new URL(page.url()).hash).toBe('')
    expect(await page.evaluate('document.cookie')).toBe('')
    expect(await violations()).toEqual([])
  })

  it('finds the order that is scanned, and of another plant’s says what it says of none', async () => {
    await page.getByText('WH/MO/00042').waitFor()
    const answers = []
    for (const label of ['WH/MO/00050', 'WH/MO/99999']) {
      await scan(label)
      await says(label)
      answers.push((await verdict().textContent())?.replaceAll(label, '…'))
    }
    expect(answers[0]).toBe(answers[1])
    await scan('BADGE:1180')
    await page.getByRole('button', { name: 'Badge 1180' }).waitFor()
    await scan('WH/MO/00042')
    await page.getByRole('heading', { name: 'WH/MO/00042 · Bending' }).waitFor()
    expect(await lowest()).toBeGreaterThanOrEqual(56)
    expect(await violations()).toEqual([])
  })

  it('starts, completes, and is told when it is booked', async () => {
    await press('Start')
    await says('Booked in Odoo')
    await press('Complete')
    await page.getByText('100 pcs are open.').waitFor()
    await press('Report as done')
    await page.getByText('nothing cannot be reported').waitFor()
    await press('4')
    await page.keyboard.type('0', { delay: 100 })
    await page.getByRole('status', { name: 'Good' }).filter({ hasText: '40' }).waitFor()
    expect(await violations()).toEqual([])
    expect(await lowest()).toBeGreaterThanOrEqual(56)
    await press('Report as done')
    await says(/Complete 40 pcs/)
    await says('Booked in Odoo')
    await expect.poll(() => ledger.booked.map(({ operation }) => operation)).toContain('receiveOutput')
    const [completed] = await reported('operation.completed')
    expect(completed).toMatchObject({ actor: '1180', event: { data: { operator: '1180', good: { value: '40' } } } })
    await page.getByText('40 of 100 pcs').waitFor()
  })

  it('takes material by what its label says, with its lot and its weight', async () => {
    await scan('(240)STEEL-2MM(10)CO-7(3103)012500')
    await page.getByLabel('Lot').waitFor()
    expect(await page.getByLabel('Lot').inputValue()).toBe('CO-7')
    await page.getByRole('status', { name: 'Quantity' }).filter({ hasText: '12,500 kg' }).waitFor()
    await press('Report as taken')
    await says(/Issue 12.500 kg of STEEL-2MM/)
    await says('Booked in Odoo')
    const [issued] = await reported('material.issued')
    expect(issued.event.data).toMatchObject({ lot: 'CO-7', quantity: { value: '12.500', uom: 'KGM' } })
  })

  it('is told why something is refused, and what to do now', async () => {
    await press('Complete')
    for (const key of '900') await press(key)
    await press(/^Report all the same: 840 pcs more/)
    await says('Refused')
    await says('more than the plant allows')
    await says('Correct the quantity and retry')
    expect(await violations()).toEqual([])
  })

  it('keeps what is done while the hub is away, and tells it once, in order, as of when it was done', async () => {
    const before = (await reported('operation.completed')).length
    await page.context().setOffline(true)
    for (const key of ['1', '2']) {
      await press('Complete')
      await press(key)
      await page.getByRole('switch', { name: 'They go into stock' }).click()
      await press('Report as done')
      await says('Kept on this device')
    }
    await page.getByText(/Hub not reached, 2 reports kept here/).waitFor()
    // The answer to the first is lost on the way back: it is sent again.
    let lost = 0
    await page.route('**/api/v1/events', async (route) => {
      if (lost++ > 0) return route.continue()
      await route.fetch()
      await route.abort('connectionreset')
    })
    const back = Date.now()
    await page.context().setOffline(false)
    await says('Booked in Odoo')
    await page.unroute('**/api/v1/events')
    const told = (await reported('operation.completed')).slice(before)
    expect(told.map(({ event }) => event.data.good.value)).toEqual(['1', '2'])
    for (const { occurred_at } of told) expect(Date.parse(occurred_at)).toBeLessThan(back)
    const { rows } = await database.pool.query('select sum(duplicates)::int as twice from seen')
    expect(rows[0].twice).toBe(1)
  })

  it('takes back what was last', async () => {
    await press(/^Take back: Complete 2 pcs/)
    await says(/Taken back: Complete 2 pcs/)
    await says('Booked in Odoo')
    await page.getByText('41 of 100 pcs').waitFor()
  })

  it('is shut out when its key is revoked, and tells what it kept with a new one', async () => {
    const [, keyId = ''] = /mwk_([a-z0-9]{12})_/.exec(link) ?? []
    const { database: books, ids, now } = api.parts
    // Out of reach meanwhile, so that the page cannot hear of it before the report is made.
    await page.context().setOffline(true)
    await press('Pause')
    await press('Tool')
    await press('It stands still')
    await says('Kept on this device')
    await revokeKey(books, 'hub', ids, now(), keyId, 'eva', 'left in a cab')
    await expect.poll(async () => (await api.send(link.split('#')[1]!, {})).statusCode).toBe(401)
    await page.context().setOffline(false)
    await page.getByText('This device has no key').waitFor()
    await page.getByText('1 report kept here: not lost').waitFor()
    await page.getByLabel('Key of the device').fill(link)
    await press('Begin')
    await page.getByText('This key was revoked').waitFor()
    expect(await violations()).toEqual([])

    const wish = { plant: 'A', system: 'shop-floor', types: deviceTypes, workCentres: ['Press 1'], days: 1, by: 'eva' }
    await page.getByLabel('Key of the device').fill(await createKey(books, 'hub', ids, now(), wish))
    await press('Begin')
    await says(/Pause: Tool/)
    await says('Noted')
    expect(await reported('operation.paused')).toHaveLength(1)
    expect(complaints).toEqual([])
  })
})
