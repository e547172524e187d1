import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deviceTypes } from '#governance/devices'
import { createKey } from '#governance/keys'
import { quantity } from '#model/quantity'
import { foldersOf } from '../../src/local/folders.ts'
import { apiGround } from '../support/api-ground.ts'
import { launchBrowser } from '../support/browser.ts'
import { aMessage, anOrder } from '../support/builders.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { type Proxy, proxyTo } from '../support/proxy.ts'
import { phone } from './open-console.ts'

/** SYS-11: the page of a work centre where no network reaches. The line to the hub is really cut, not said to be. */

const operation = { operation: '20', name: 'Bending', workCenter: 'Press 1', plannedMinutes: '30' }
const order = anOrder({ operations: [{ ...operation, completed: quantity(0), over: false }] })
const { database, engine, api } = await apiGround(ledgerDouble(order))
let browser: Browser
let line: Proxy

beforeAll(async () => {
  line = await proxyTo(await api.app.listen({ host: '127.0.0.1', port: 0 }))
  await engine.receive([aMessage('order.released', { order: order.id, told: order as never })])
  const { cache } = foldersOf({ clone: process.cwd(), env: process.env, uid: process.getuid?.(), home: os.homedir() })
  browser = await launchBrowser(cache)
})
afterAll(async () => {
  await browser?.close()
  await line?.[Symbol.asyncDispose]()
})

const open = async (url: string): Promise<Page> => {
  const context = await browser.newContext({ baseURL: url, viewport: phone, reducedMotion: 'reduce' })
  context.setDefaultTimeout(60_000)
  return context.newPage()
}
/** Until the browser has the whole page, and answers for it. */
const isKept = (page: Page) =>
  expect.poll(() => page.evaluate('navigator.serviceWorker.controller?.state')).toBe('activated')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

describe('a phone that is opened anew in a dead spot', () => {
  it('shows what is to be done, keeps what is reported, and tells it once when the hub is reached', async () => {
    const { database: books, ids, now } = api.parts
    const wish = { plant: 'A', system: 'shop-floor', types: deviceTypes, workCentres: ['Press 1'], days: 1, by: 'eva' }
    const key = await createKey(books, 'hub', ids, now(), wish)
    const page = await open(line.url)
    await page.goto(`/floor#${key}`)
    await page.getByText('WH/MO/00042').waitFor()
    await isKept(page)

    line.cut()
    await page.reload()
    await page.getByRole('heading', { name: 'Press 1' }).waitFor()
    await page.getByRole('button', { name: /WH\/MO\/00042/ }).click()
    await press(page, 'Complete')
    await press(page, '7')
    await press(page, 'Report as done')
    await page.getByText('Kept on this device').first().waitFor()
    await page.reload()
    await page.getByText(/Hub not reached, \d reports? kept here/).waitFor()

    line.restore()
    await page.getByText('Booked in Odoo').first().waitFor()
    const { rows } = await database.pool.query(
      "select event -> 'data' -> 'good' ->> 'value' as good from message where type like '%operation.completed%'",
    )
    expect(rows).toEqual([{ good: '7' }])
    await page.context().close()
  })

  it('is told by its worker alone what it may load, and nothing beside the page is kept', async () => {
    const answer = await api.app.inject({ url: '/floor' })
    expect(answer.headers['content-security-policy']).toContain("worker-src 'self'")
    const page = await open(line.url)
    await page.goto('/floor')
    await isKept(page)
    const kept = (await page.evaluate(
      'caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys())))).then((all) => all.flat().map(({ url }) => new URL(url).pathname))',
    )) as string[]
    expect(kept).toContain('/index.html')
    expect(kept.filter((file) => file.startsWith('/api/'))).toEqual([])
    await page.goto('/sign-in')
    expect(await page.evaluate('navigator.serviceWorker.controller')).toBeNull()
    await page.context().close()
  })
})

describe('a new version of the page', () => {
  it('is kept whole or not at all: the one before opens until then', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-kept-'))
    cpSync('dist/console', folder, { recursive: true })
    const [index, worker] = ['index.html', 'floor-worker.js'].map((name) => path.join(folder, name)) as [string, string]
    /** A release: another page, and the worker that keeps it. */
    const release = (version: string, files: (before: string) => string = (before) => before) => {
      writeFileSync(index, readFileSync(index, 'utf8').replace(/<title>.*<\/title>/, `<title>${version}</title>`))
      const text = readFileSync(worker, 'utf8').replace(/"version":"[^"]*"/, `"version":"${version}"`)
      writeFileSync(worker, files(text))
    }
    const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://here')
      if (pathname.startsWith('/api/')) return void response.writeHead(401).end('{}')
      const isPage = pathname === '/floor'
      try {
        const body = readFileSync(isPage ? index : path.join(folder, path.normalize(pathname)))
        response.writeHead(200, { 'content-type': types[path.extname(pathname)] ?? 'text/html' }).end(body)
      } catch {
        response.writeHead(404).end()
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await using wire = await proxyTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const page = await open(wire.url)
    const keptVersions = () => page.evaluate('caches.keys()') as Promise<string[]>
    /** Which page opens with the line cut: its title as it was served, before the page names itself. */
    const opensAs = async () => {
      wire.cut()
      const answer = await page.reload()
      wire.restore()
      return /<title>(.*)<\/title>/.exec((await answer?.text()) ?? '')?.[1]
    }

    release('one')
    await page.goto('/floor')
    await isKept(page)
    expect(await opensAs()).toBe('one')

    release('two', (text) => text.replace('"files":["', '"files":["/assets/gone.js","'))
    await page.reload()
    await page.evaluate(
      'navigator.serviceWorker.ready.then((kept) => kept.update()).then(({ installing }) => installing && new Promise((resolve) => installing.addEventListener("statechange", () => installing.state === "redundant" && resolve())))',
    )
    expect(await opensAs()).toBe('one')

    release('three', (text) => text.replace('"/assets/gone.js",', ''))
    await page.reload()
    await expect.poll(keptVersions).toEqual(['floor-three'])
    expect(await opensAs()).toBe('three')
    await page.context().close()
    server.closeAllConnections()
    server.close()
  })
})
