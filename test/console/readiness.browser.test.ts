import { afterAll, beforeAll, expect, it } from 'vitest'
import { Console } from './open-console.ts'

let console_: Console
beforeAll(async () => {
  console_ = await Console.open()
})
afterAll(() => console_[Symbol.asyncDispose]())

it('ROLL-09: a flow on paper leads to its report, and from there to going live at a moment', async () => {
  const context = await console_.play('full')
  const { page, complaints } = await console_.visit(context, '/rules')
  await page.getByRole('combobox', { name: 'Plant' }).first().selectOption('B')
  await page.getByRole('link', { name: 'Ready to go live?' }).first().click()
  await page.getByText('Not ready').waitFor()
  await page.getByText('nothing: no message told of it').waitFor()
  expect(await page.getByRole('link', { name: '58 pcs (opens in Odoo)' }).getAttribute('href')).toContain('stock.move')
  await page.getByRole('button', { name: 'Go live at…' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('What came before stays on paper').waitFor()
  await dialog.getByLabel('Go live at').fill('2031-01-06T06:00')
  await dialog.getByLabel('Why').fill('Two weeks agreed but for what is explained')
  await dialog.getByRole('button', { name: 'Propose it' }).click()
  await page.getByText('It holds once somebody else has approved it').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
