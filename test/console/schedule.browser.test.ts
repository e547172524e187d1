import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Console } from './open-console.ts'

let at: Console
beforeAll(async () => {
  at = await Console.open()
})
afterAll(() => at[Symbol.asyncDispose]())

describe('WF-04: the schedule board', () => {
  it('puts an operation elsewhere by the arrow keys, says why it cannot be there, and accepts what was put there', async () => {
    const context = await at.play('full')
    const { page, complaints } = await at.visit(context, '/schedule/A/window.PM-311')
    const bar = page.getByRole('button', { name: /^Bend of WH\/MO\/00042: Press brake 2/ })
    await bar.focus()
    await page.keyboard.press('ArrowRight')
    await page.getByText('1 put elsewhere by hand').waitFor()
    // The press it came from is down: refused in words, and nothing has changed.
    await bar.focus()
    await page.keyboard.press('ArrowUp')
    await page.getByText(/^Bend of WH\/MO\/00042 cannot stand there: Press brake 1 is down then/).waitFor()
    await page.getByText('1 put elsewhere by hand').waitFor()
    await page.getByRole('button', { name: 'Accept…' }).click()
    await page.getByLabel('Why').fill('Hansen waits for it')
    await page.getByRole('button', { name: 'Accept it' }).click()
    await page.getByText('Accepted: it is on its way to Odoo.').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('a bar taken by hand goes where it is let go', async () => {
    const context = await at.play('full')
    const { page } = await at.visit(context, '/schedule/A/window.PM-311')
    const bar = page.getByRole('button', { name: /^Bend of WH\/MO\/00038: Press brake 2/ })
    const before = await bar.getAttribute('aria-label')
    const box = (await bar.boundingBox())!
    await page.mouse.move(box.x + 10, box.y + 10)
    await page.mouse.down()
    await page.mouse.move(box.x + 70, box.y + 12, { steps: 4 })
    await page.mouse.up()
    await page.getByText('1 put elsewhere by hand').waitFor()
    expect(await bar.getAttribute('aria-label')).not.toBe(before)
    await page.getByRole('button', { name: 'As proposed again' }).click()
    await expect.poll(() => bar.getAttribute('aria-label')).toBe(before)
    await context.close()
  })
})
