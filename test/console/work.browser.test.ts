import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Console, phone } from './open-console.ts'

/** What people do with the console, by mouse, by thumb and by keyboard. */

let console_: Console

beforeAll(async () => {
  console_ = await Console.open()
}, 60_000)
afterAll(() => console_[Symbol.asyncDispose]())

async function begin(address: string, options: Parameters<Console['play']>[1] = {}) {
  const context = await console_.play('full', options)
  const { page, complaints } = await console_.visit(context, address)
  return { context, page, complaints, [Symbol.asyncDispose]: () => context.close() }
}

describe('the keyboard', () => {
  it('goes, walks the rows and opens one', async () => {
    await using play = await begin('/')
    const { page } = play
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.getByRole('table', { name: 'Messages' }).waitFor()
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
    expect(
      await page.evaluate(`[...document.querySelectorAll('main [data-row]')].indexOf(document.activeElement)`),
    ).toBe(1)
    await page.keyboard.press('Enter')
    await page.getByText('The way it went').waitFor()
    expect(page.url()).toMatch(/\/messages\/[0-9a-f-]{36}$/)
  })

  it('searches from anywhere by a lot', async () => {
    await using play = await begin('/orders/odoo.42?plant=A')
    const { page } = play
    await page.getByText('The parts add up').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('L-0100')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/messages?q=L-0100')
    await page.getByRole('row').nth(1).waitFor()
    await expect.poll(() => page.getByRole('row').count()).toBe(2)
    expect(await page.getByRole('row').nth(1).textContent()).toContain('12 pcs')
  })

  it('explains itself, and leaves letters alone while somebody types', async () => {
    await using play = await begin('/messages')
    const { page } = play
    await page.getByRole('row').nth(3).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    await page.keyboard.type('gj')
    expect(await page.getByRole('searchbox').inputValue()).toBe('gj')
    expect(page.url()).toContain('/messages')
  })

  it('skips an exception with a reason', async () => {
    await using play = await begin('/exceptions?code=OVER_COMPLETION')
    const { page } = play
    await page.getByRole('heading', { name: '1 thing needs somebody' }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Tab')
    while (!(await page.evaluate('document.activeElement?.textContent'))?.toString().includes('Skip'))
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Skip it' }).waitFor()
    await page.getByLabel('Why').waitFor()
    await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA')
    await page.keyboard.type('Counted at the wrong pallet')
    await page.keyboard.press('Control+Enter')
    await page.getByText('skipped; nothing was booked').waitFor()
    await page.getByText('None of these').waitFor()
    await page.getByRole('button', { name: 'Settled' }).click()
    await page.getByText('“Counted at the wrong pallet”').waitFor()
  })
})

describe('exceptions', () => {
  it('are retried in bulk, by cause', async () => {
    await using play = await begin('/exceptions')
    const { page, complaints } = play
    await page.getByLabel('Select all of: A lot or serial number is missing').check()
    await page.getByText('3 exceptions selected').waitFor()
    await page.getByRole('group', { name: 'For the 3 selected' }).getByRole('button', { name: 'Retry' }).click()
    await page.getByText('3 exceptions are being tried again').waitFor()
    await page.getByText('A lot or serial number is missing').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: '4 things need somebody' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('are corrected by field, with what changes in sight', async () => {
    await using play = await begin('/exceptions?code=SERIAL_DUPLICATE')
    const { page } = play
    await page.getByRole('button', { name: 'Correct…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Nothing is changed yet').waitFor()
    await dialog.getByLabel('Serials · 4').fill('VB3-212')
    const diff = dialog.getByLabel('What changes')
    await diff.getByText('serials.3').waitFor()
    expect(await diff.textContent()).toContain('VB3-201')
    expect(await diff.textContent()).toContain('VB3-212')
    await dialog.getByLabel('Why').fill('Misread label')
    await dialog.getByLabel('Order').fill('')
    await dialog.getByRole('button', { name: 'Correct and try again' }).click()
    await dialog.getByText('/order must not be empty').waitFor()
    await dialog.getByLabel('Order').fill('odoo.46')
    await dialog.getByRole('button', { name: 'Correct and try again' }).click()
    await page.getByText('The original stays in the journal').waitFor()
  })

  it('are taken, and given back by undo', async () => {
    await using play = await begin('/exceptions?code=SERIAL_DUPLICATE')
    const { page } = play
    await page.getByRole('button', { name: 'Assign…' }).click()
    await page.getByRole('button', { name: 'I take it' }).click()
    await page.getByText('yours').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Given back as it was').waitFor()
    await page.getByText('for the supervisor').waitFor()
  })

  it('leave another person’s screen by themselves when they are settled', async () => {
    await using one = await begin('/exceptions?code=OVER_COMPLETION')
    const other = await console_.visit(one.context, '/')
    await other.page.getByRole('link', { name: '7 exceptions' }).waitFor()
    await other.page.getByRole('status').filter({ hasText: 'Live' }).first().waitFor()
    await one.page.getByRole('button', { name: 'Override…' }).click()
    await one.page.getByLabel('Why').fill('The goods are there, counted twice')
    await one.page.getByRole('button', { name: 'Let it through' }).click()
    await other.page.getByRole('link', { name: '6 exceptions' }).waitFor()
  })
})

describe('a breakdown', () => {
  it('is on Today while something stands still, and one click away', async () => {
    await using play = await begin('/')
    const { page } = play
    await page.getByRole('link', { name: /stands? still/ }).click()
    await page.waitForURL('**/breakdowns')
    await page.getByRole('heading', { name: 'Down now' }).waitFor()
  })
})

describe('a window', () => {
  it('is planned on trial first, then in earnest, and called off', async () => {
    await using one = await begin('/windows')
    const { page } = one
    await page.getByRole('button', { name: 'Plan a window…' }).click()
    await page.getByLabel('What is to be done').fill('New seals')
    await page.locator('[name=start]').fill('2031-11-24T10:00')
    await page.locator('[name=end]').fill('2031-11-24T06:00')
    await page.getByRole('button', { name: 'Ask production' }).click()
    await page.getByText('It would end before it begins.').waitFor()
    await page.locator('[name=end]').fill('2031-11-24T12:00')
    await page.getByRole('button', { name: 'What is in its way?' }).click()
    await page.getByText('In its way: WH/MO/00042').waitFor()
    await page.getByRole('button', { name: 'Ask production' }).click()
    await page.getByRole('rowheader', { name: /New seals/ }).waitFor()
    await page.getByRole('button', { name: 'Begun, over, off: New seals' }).click()
    await page.getByLabel('Why').fill('No seals came')
    await page.getByRole('button', { name: 'Say so' }).click()
    await page.getByText('Called off').waitFor()
  })
})

describe('approvals', () => {
  it('are signed with the password, and not without it', async () => {
    await using play = await begin('/approvals')
    const { page } = play
    await page.getByLabel('Yes').check()
    await page.getByLabel('Why').fill('Four are scrap, checked by me')
    await page.getByLabel('Your password again').fill('wrong')
    await page.getByRole('button', { name: 'Sign: yes' }).click()
    await page.getByText('The password is wrong').waitFor()
    await page.getByLabel('Your password again').fill('right enough')
    await page.getByRole('button', { name: 'Sign: yes' }).click()
    await page.getByText('Answered yes, signed by Eva Lindqvist').waitFor()
    await page.getByRole('button', { name: 'Answered', exact: true }).click()
    await page.getByText('“Four are scrap, checked by me”').waitFor()
  })
})

describe('the way in', () => {
  it('leads to where somebody wanted to go', async () => {
    await using play = await begin('/orders/odoo.42?plant=A', { signedIn: false })
    const { page } = play
    await page.getByLabel('Name you sign in with').fill('eva')
    await page.getByLabel('Password', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Name or password is wrong').waitFor()
    await page.getByLabel('Password', { exact: true }).fill('right enough')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'WH/MO/00042' }).waitFor()
  })

  it('takes the one-time link out of the address and makes the first administrator', async () => {
    await using play = await begin('/claim#0123456789012345678901234567890123456789', { signedIn: false })
    const { page } = play
    await page.getByLabel('Your name').fill('Eva Lindqvist')
    expect(page.url()).toMatch(/\/claim$/)
    await page.getByLabel('Name you sign in with').fill('eva')
    await page.getByLabel('Password', { exact: true }).fill('a sentence is fine')
    await page.getByLabel('The same password again').fill('a sentence is fin')
    await page.getByRole('button', { name: 'Take my place' }).click()
    await page.getByText('The two passwords differ').waitFor()
    await page.getByLabel('The same password again').fill('a sentence is fine')
    await page.getByRole('button', { name: 'Take my place' }).click()
    await page.getByText('need somebody').waitFor()
  })

  it('closes behind whoever signs out', async () => {
    await using play = await begin('/')
    const { page } = play
    await page.getByRole('button', { name: 'Eva Lindqvist' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })
})

describe('the explanation of a produced quantity', () => {
  it.each([
    ['at a desk', undefined],
    ['on a phone', phone],
  ])('is at most five clicks from Today, by visible labels, %s', async (_, viewport) => {
    await using play = await begin('/', viewport ? { viewport } : {})
    const { page } = play
    await page.getByText('need somebody').waitFor()
    let clicks = 0
    const click = async (label: string) => {
      await page.getByRole('link', { name: label }).filter({ visible: true }).first().click()
      clicks++
    }
    await click('Orders')
    await click('WH/MO/00042')
    const told = page.getByRole('table', { name: 'Contributions to the produced quantity' })
    await told.waitFor()
    expect(await told.locator('tfoot').textContent()).toContain('52 pcs')
    await told.getByRole('link', { name: 'Finished goods receipt taken back' }).click()
    clicks++
    await page.getByText('Received and kept by the hub').waitFor()
    expect(clicks).toBeLessThanOrEqual(5)
  })

  it('is reached from a number of Today through the events behind it', async () => {
    await using play = await begin('/')
    const { page } = play
    await page
      .getByRole('row', { name: /Finished goods receipt/ })
      .getByRole('link', { name: /failed/ })
      .click()
    await page.waitForURL('**/messages?*progress=stopped*')
    await page.getByRole('button', { name: /Finished goods receipt/ }).waitFor()
    await expect.poll(() => page.getByRole('row').count()).toBe(7)
  })
})

describe('a phone', () => {
  it('has the pages that do not fit at the thumb a press further', async () => {
    await using play = await begin('/', { viewport: phone })
    const { page, complaints } = play
    const below = page.getByRole('navigation', { name: 'Pages, below' })
    await below.getByRole('button', { name: /More.*2 wait/ }).click()
    await below.getByRole('link', { name: /Rules/ }).click()
    await page.getByRole('heading', { name: 'Rules', exact: true }).waitFor()
    await below.getByRole('link', { name: /Rules/ }).waitFor({ state: 'hidden' })
    await below.getByRole('button', { name: /More/ }).click()
    await below.getByRole('link', { name: 'Access' }).click()
    await page.getByText('The scale at the end of line 2').waitFor()
    expect(complaints).toEqual([])
  })
})

describe('somebody at the machine', () => {
  it('sees three pages, and no way into what is not theirs', async () => {
    const context = await console_.play('operator', { viewport: phone })
    const { page, complaints } = await console_.visit(context, '/')
    await page.getByText('need somebody').waitFor()
    const pages = page.getByRole('navigation', { name: 'Pages, below' }).getByRole('link')
    expect(await pages.allTextContents()).toEqual(['Today', 'Orders', 'Why'])
    await pages.filter({ hasText: 'Orders' }).click()
    await page.getByRole('link', { name: 'WH/MO/00042' }).click()
    await page.getByText('The parts add up to the whole').waitFor()
    expect(await page.locator('a[href*="/messages"], a[href*="/exceptions"]').count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })
})
