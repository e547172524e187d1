import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Console } from './open-console.ts'

let at: Console

beforeAll(async () => {
  at = await Console.open()
}, 60_000)
afterAll(() => at[Symbol.asyncDispose]())

describe('EXC-13: in the console', () => {
  it('somebody says that they see to an alert and what they do, and takes it back', async () => {
    const { page, complaints } = await at.visit(await at.play('full'), '/alerts')
    const alert = page.getByRole('article').filter({ hasText: 'does not answer' })
    await alert.getByLabel('What you do about it').fill('Restarting the MES')
    await alert.getByRole('button', { name: 'I see to it' }).click()
    await alert.getByText('Restarting the MES').waitFor()
    await page.getByRole('heading', { name: '1 alert has nobody yet' }).waitFor()
    await alert.getByRole('button', { name: 'Take that back' }).click()
    await page.getByRole('heading', { name: '2 alerts have nobody yet' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('a test alert goes to whom somebody chooses', async () => {
    const { page } = await at.visit(await at.play('full'), '/alerts')
    await page.getByRole('button', { name: 'Send a test alert…' }).click()
    await page.getByLabel('To whom').selectOption({ label: 'it-channel, Plant A, Steyr, by chat' })
    await page.getByRole('button', { name: 'Send it' }).click()
    await page.getByText('it-channel is told within seconds').waitFor()
  })

  it('the link of a mail asks before it does anything', async () => {
    const link = '/seen#0123456789012345678901234567890123456789'
    const { page } = await at.visit(await at.play('full', { signedIn: false }), link)
    await page.getByText('3 exceptions: Tracked goods').waitFor()
    expect(page.url()).not.toContain('0123456789')
    await page.getByRole('button', { name: 'I see to it' }).click()
    await page.getByRole('heading', { name: 'You see to it' }).waitFor()
  })

  it('whom alerts go to is changed in a draft, in words', async () => {
    const { page, complaints } = await at.visit(await at.play('full'), '/rules?part=alerts')
    await page.getByRole('button', { name: 'Change… everything' }).click()
    const later = page.getByRole('group', { name: 'Then, while nobody has acknowledged' })
    await later.getByLabel('After').fill('soon')
    await page.getByRole('button', { name: 'Add to the draft' }).click()
    await page.getByText('Say each time like 30 minutes or 2 hours.').waitFor()
    await later.getByLabel('After').fill('1 hour')
    await page.getByRole('button', { name: 'Add to the draft' }).click()
    await page.getByText('1 change').click()
    await page.getByText('at once: shift-lead; after 1 h 00 min: plant-manager').last().waitFor()
    await page.getByRole('button', { name: 'Remove it-channel' }).click()
    await page.getByText('2 changes').waitFor()
    expect(complaints).toEqual([])
  })
})

describe('what a plant works by', () => {
  it('says owners with their days, and flows with their times', async () => {
    const { page } = await at.visit(await at.play('full'), '/rules?part=ownership')
    await page.getByRole('button', { name: 'From when… Production order header, Plant A, Steyr' }).click()
    await page.getByLabel('Until').fill('2027-01-01T06:00')
    await page.getByRole('button', { name: 'Add to the draft' }).click()
    await page.getByText('1 change').waitFor()
    await page.getByRole('button', { name: 'Flows', exact: true }).click()
    await page.getByRole('button', { name: 'Change… what Order release is meant to take, Plant A, Steyr' }).click()
    await page.getByLabel('95 of 100 within').fill('10 seconds')
    await page.getByRole('button', { name: 'Add to the draft' }).click()
    await page.getByText('2 changes').waitFor()
  })

  it('SYNC-14: says field tables, edited beside what it makes of what came', async () => {
    const { page, complaints } = await at.visit(await at.play('full'), '/rules?part=tables')
    await page.getByRole('button', { name: 'Edit… mes-a' }).click()
    await page.getByText('1 record means the same as now').waitFor()
    const text = page.getByLabel('The table, as YAML')
    const before = await text.inputValue()
    await text.fill('table: [')
    await page.getByText('is not YAML').waitFor()
    expect(await page.getByRole('button', { name: 'Add to the draft' }).isDisabled()).toBe(true)
    await text.fill(before.replace('MES of plant A', 'The old MES'))
    await page.getByText('1 record of 1 would mean something else').waitFor()
    await page.getByRole('button', { name: 'Add to the draft' }).click()
    await page.getByText('changed in your draft, not proposed yet').waitFor()
    expect(complaints).toEqual([])
  })
})
