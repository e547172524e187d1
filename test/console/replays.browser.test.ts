import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Console } from './open-console.ts'

let console_: Console
beforeAll(async () => {
  console_ = await Console.open()
})
afterAll(() => console_[Symbol.asyncDispose]())

async function begin(address: string) {
  const context = await console_.play('full')
  const { page, complaints } = await console_.visit(context, address)
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() }
}

describe('judging again', () => {
  it('EXC-06 EXC-07: some are chosen, what would happen is counted and named, and then followed beside it', async () => {
    await using play = await begin('/exceptions')
    const { page, complaints } = play
    await page.getByLabel('Select all of: A lot or serial number is missing').check()
    await page.getByRole('button', { name: 'Judge again…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Judge again' })
    await dialog.getByText('3 × receive output').waitFor()
    await dialog.getByLabel('Why').fill('The label printer prints lots again')
    await dialog.getByRole('button', { name: 'Judge again', exact: true }).click()
    await page.waitForURL('**/replays/*')
    await page.getByText('3 of 3 events').waitFor()
    await page.getByText('3 came as foretold').waitFor()
    expect(complaints).toEqual([])
  })

  it('EXC-06: many are narrowed by cause and time; what nobody can say is counted, not guessed', async () => {
    await using play = await begin('/exceptions')
    const { page } = play
    await page.getByRole('button', { name: 'Judge many again…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Judge again' })
    await dialog.getByLabel('Plant').selectOption('A')
    await dialog.getByRole('button', { name: 'By what was recorded' }).click()
    await dialog.getByLabel('Cause').selectOption('SERIAL_DUPLICATE')
    await dialog.getByText('Of none of them anybody can say what it would come to').waitFor()
    await dialog.getByLabel('Cause').selectOption('')
    await dialog.getByLabel('Stopped', { exact: true }).selectOption('between')
    await dialog.getByLabel('Stopped before').fill('2001-01-01T00:00')
    await dialog.getByText('No open exception is meant by this').waitFor()
    expect(await dialog.getByRole('button', { name: 'Judge again', exact: true }).isDisabled()).toBe(true)
  })

  it('EXC-07: a thousand wait for a second name, found at Approvals; what runs is stopped with a word', async () => {
    await using play = await begin('/approvals')
    const { page } = play
    await page.getByRole('link', { name: '“The orders of line 2 are in Odoo since noon”' }).click()
    await page.getByLabel('Approve', { exact: true }).check()
    await page.getByLabel('Why').fill('Seen in Odoo')
    await page.getByLabel('Your password again').fill('wrong')
    await page.getByRole('button', { name: 'Sign: approve' }).click()
    await page.getByText('The password is wrong').waitFor()
    await page.getByLabel('Your password again').fill('right enough')
    await page.getByRole('button', { name: 'Sign: approve' }).click()
    await page.getByRole('button', { name: 'Stop…' }).click()
    await page.getByRole('dialog', { name: 'Stop this replay' }).getByLabel('Why').fill('Too many at once')
    await page.getByRole('button', { name: 'Stop it' }).click()
    await page.getByText('What was judged again already stays so').waitFor()
  })
})

describe('a journey', () => {
  it('EXC-10: is taken back after one sentence and a reason, and leads to how that goes', async () => {
    await using play = await begin('/messages/019ab5c4-0000-7001-8000-000000000004')
    const { page, complaints } = play
    await page.getByRole('button', { name: 'Undo…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Can be taken back').waitFor()
    await dialog.getByLabel('Why').fill('Counted twice')
    await dialog.getByRole('button', { name: 'Undo it' }).click()
    await page.waitForURL('**/messages/019ab5c4-0000-7001-8000-000000000005')
    await page.getByText('It is being taken back').waitFor()
    expect(complaints).toEqual([])
  })

  it('EXC-10: says why not, and what now, where nothing takes it back', async () => {
    await using play = await begin('/messages?type=mfg.production.output.reversed.v1')
    const { page } = play
    await page.getByRole('row').nth(1).getByRole('link').first().click()
    await page.getByRole('button', { name: 'Undo…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Cannot be taken back').waitFor()
    await dialog.getByText('What now:').waitFor()
    expect(await dialog.getByRole('button', { name: 'Undo it' }).count()).toBe(0)
  })
})
