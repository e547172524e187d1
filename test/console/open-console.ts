import { homedir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { foldersOf } from '../../src/local/folders.ts'
import { openStage, type Stage } from '../../tools/stage/server.ts'
import { launchBrowser } from '../support/browser.ts'

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

export interface Opened {
  readonly page: Page
  /** What went wrong in the page: errors, and anything asked of another host. */
  readonly complaints: string[]
}

/** The built console on its stage, in a real browser. */
export class Console implements AsyncDisposable {
  readonly stage: Stage
  readonly browser: Browser
  #plays = 0

  private constructor(stage: Stage, browser: Browser) {
    this.stage = stage
    this.browser = browser
  }

  static async open(): Promise<Console> {
    const clone = path.join(import.meta.dirname, '../..')
    const { cache } = foldersOf({ clone, env: process.env, uid: process.getuid?.(), home: homedir() })
    const [stage, browser] = await Promise.all([
      openStage({ folder: path.join(clone, 'dist/console') }),
      launchBrowser(cache),
    ])
    return new Console(stage, browser)
  }

  /** A play of its own: what is done in one test is not seen in another. */
  async play(
    kind: 'full' | 'operator' | 'empty' | 'failed',
    options: { viewport?: typeof desktop; signedIn?: boolean } = {},
  ): Promise<BrowserContext> {
    const { viewport = desktop, signedIn = true } = options
    const context = await this.browser.newContext({
      viewport,
      reducedMotion: 'reduce',
      baseURL: this.stage.url,
      timezoneId: 'Europe/Vienna',
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    context.setDefaultTimeout(60_000)
    await context.addCookies([
      { name: 'stage', value: `${kind}-${++this.#plays}`, url: this.stage.url },
      ...(signedIn ? [{ name: 'millwright', value: 'in', url: this.stage.url }] : []),
    ])
    return context
  }

  async visit(context: BrowserContext, address: string): Promise<Opened> {
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      // That an answer is a refusal is the browser's to log and the page's to show.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(this.stage.url)) complaints.push(`asked for ${request.url()}`)
    })
    await page.goto(address)
    return { page, complaints }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close()
    await this.stage.close()
  }
}
