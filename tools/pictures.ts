import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { Console, desktop, phone } from '../test/console/open-console.ts'

/** Takes the pictures of the docs, or those that are named: `node tools/pictures.ts`, after the console is built. */
interface Picture {
  readonly name: string
  readonly address: string
  readonly says: string
  readonly dark?: boolean
  readonly small?: boolean
  /** Of a dialog that is taller than the others: to its end. */
  readonly height?: number
  readonly first?: (page: Page) => Promise<void>
}

const pictures: readonly Picture[] = [
  { name: 'today', address: '/', says: 'need somebody' },
  {
    name: 'pages-phone',
    address: '/',
    says: 'need somebody',
    small: true,
    first: (page) => page.getByRole('button', { name: /^More/ }).click(),
  },
  { name: 'today-phone', address: '/', says: 'need somebody', small: true, dark: true },
  { name: 'exceptions', address: '/exceptions', says: 'A lot or serial number is missing' },
  {
    name: 'exceptions-correct',
    address: '/exceptions?code=SERIAL_DUPLICATE',
    says: 'A serial number was used twice',
    first: async (page) => {
      await page.getByRole('button', { name: 'Correct…' }).click()
      await page.getByLabel('Serials · 4').fill('VB3-212')
      await page.getByLabel('Why').fill('Misread label: the last piece is VB3-212')
    },
  },
  {
    name: 'approvals',
    address: '/approvals',
    says: 'be closed 4 pcs short?',
    first: async (page) => {
      await page.getByLabel('Yes').check()
      await page.getByLabel('Why').fill('Four are scrap, checked by me')
    },
  },
  {
    name: 'judge-again',
    height: 940,
    address: '/exceptions',
    says: 'A lot or serial number is missing',
    first: async (page) => {
      await page.getByRole('button', { name: 'Judge many again…' }).click()
      await page.getByText('would be judged again').waitFor()
    },
  },
  {
    name: 'replay',
    address: '/replays/019ab5c4-0000-7009-8000-000000000002',
    says: '1 event came otherwise',
  },
  { name: 'messages', address: '/messages', says: 'WH/MO/00042' },
  { name: 'journey', address: '/messages/019ab5c4-0000-7001-8000-000000000004', says: 'Received and kept by the hub' },
  {
    name: 'undo',
    address: '/messages/019ab5c4-0000-7001-8000-000000000004',
    says: 'Received and kept by the hub',
    first: async (page) => {
      await page.getByRole('button', { name: 'Undo…' }).click()
      await page.getByText('Can be taken back').waitFor()
      await page.getByLabel('Why').fill('Counted twice: the pallet was on both sheets')
    },
  },
  { name: 'field-tables', address: '/field-tables', says: 'which is no unit the plant has named' },
  { name: 'breakdowns', address: '/breakdowns', says: 'Curing oven 2' },
  {
    ...{ name: 'breakdown', address: '/breakdowns/PB-0117?plant=A&number=3', says: 'Acme Elevators' },
  },
  {
    ...{ name: 'breakdown-phone', address: '/breakdowns/PB-0117?plant=A&number=3', says: 'Acme Elevators' },
    ...{ small: true, dark: true },
  },
  { name: 'windows', address: '/windows', says: 'New hydraulic oil', height: 1180 },
  {
    name: 'windows-plan',
    address: '/windows',
    says: 'Change the seals of the hydraulic unit',
    first: async (page) => {
      await page.getByRole('button', { name: 'Plan a window…' }).click()
      await page.getByLabel('What is to be done').fill('New seals')
      await page.locator('[name=start]').fill('2031-11-24T06:00')
      await page.locator('[name=end]').fill('2031-11-24T10:00')
      await page.getByRole('button', { name: 'What is in its way?' }).click()
      await page.getByText('would take').waitFor()
    },
  },
  { name: 'work-orders', address: '/work-orders', says: 'Replace the shaft seals' },
  { name: 'work-orders-phone', address: '/work-orders', says: 'Replace the shaft seals', small: true, dark: true },
  { name: 'parts', address: '/parts', says: 'Replace the shaft seals' },
  { name: 'parts-phone', address: '/parts', says: 'Replace the shaft seals', small: true, dark: true },
  { name: 'plant-day', address: '/plant-day', says: 'Seal of the hydraulic unit', height: 1180 },
  { name: 'plant-day-phone', address: '/plant-day', says: 'Seal of the hydraulic', small: true, dark: true },
  { name: 'losses', address: '/losses', says: 'Bent too far' },
  { name: 'losses-phone', address: '/losses', says: 'Bent too far', small: true, dark: true },
  { name: 'unit-cost', address: '/unit-cost/odoo.42?plant=A', says: 'Maintenance meanwhile' },
  {
    name: 'unit-cost-phone',
    address: '/unit-cost/odoo.42?plant=A',
    says: 'Maintenance meanwhile',
    small: true,
    dark: true,
  },
  { name: 'oee', address: '/plant-day', says: 'Cannot be told', height: 640, first: (page) => shown(page, 'OEE') },
  {
    name: 'oee-phone',
    address: '/plant-day',
    says: 'Cannot be told',
    small: true,
    dark: true,
    first: (page) => shown(page, 'OEE'),
  },
  { name: 'windows-phone', address: '/windows', says: 'Change the seals', small: true, dark: true },
  { name: 'schedule', address: '/schedule', says: 'Cannot begin as planned', height: 900 },
  { name: 'replanning', address: '/schedule/A/window.PM-311', says: 'is down then', height: 900 },
  { name: 'replanning-phone', address: '/schedule/A/window.PM-311', says: 'is down then', small: true, dark: true },
  { name: 'machines', address: '/machines', says: 'The bearing is hot' },
  { name: 'machines-phone', address: '/machines', says: 'The bearing is hot', small: true, dark: true },
  { name: 'assets', address: '/assets', says: 'Tension the belt', height: 1340 },
  {
    name: 'upkeep-plan',
    address: '/assets',
    says: 'Tension the belt',
    height: 1100,
    first: async (page) => {
      await page.getByRole('button', { name: 'Change: New hydraulic oil' }).click()
      await page.getByLabel('It is due by').waitFor()
    },
  },
  {
    name: 'meters-phone',
    address: '/assets',
    says: 'strokes',
    small: true,
    dark: true,
    first: (page) => page.getByText('Curing oven 2: hours').scrollIntoViewIfNeeded(),
  },
  {
    name: 'meters',
    address: '/assets',
    says: 'strokes',
    first: async (page) => {
      await page.getByRole('button', { name: 'Read: hours of Press brake' }).click()
      await page.getByLabel('It shows').waitFor()
    },
  },
  { name: 'retention', address: '/retention', says: 'Complaint 4711' },
  { name: 'orders', address: '/orders', says: 'Hydraulic bracket HB-200' },
  { name: 'order', address: '/orders/odoo.42?plant=A', says: 'The parts add up to the whole', dark: true },
  { name: 'why', address: '/why/odoo.42?plant=A&value=produced', says: 'of it is not explained' },
  { name: 'why-phone', address: '/why/odoo.42?plant=A&value=produced', says: 'of it', small: true, dark: true },
  {
    name: 'rules',
    address: '/rules',
    says: 'Closing orders at Toledo on paper first',
    first: async (page) => {
      await page.getByRole('combobox', { name: 'Plant' }).first().selectOption('B')
      await page.getByRole('row', { name: /^Record translation/ }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'rules-mode',
    address: '/rules',
    says: 'Closing orders at Toledo on paper first',
    first: async (page) => {
      await page.getByRole('combobox', { name: 'Plant' }).first().selectOption('B')
      await page
        .getByRole('row', { name: /^Order closing/ })
        .getByRole('button', { name: 'Live' })
        .click()
      await page.getByText('68 events of the last day').waitFor()
      await page.getByLabel('Why').fill('A week on paper agrees with what planning booked by hand')
    },
  },
  { name: 'reconciliation', address: '/reconciliation', says: 'Have MES A send again' },
  { name: 'reconciliation-phone', address: '/reconciliation', says: 'Have MES A', small: true, dark: true },
  { name: 'readiness', address: '/readiness', says: '3 differences' },
  {
    name: 'rules-draft',
    address: '/rules?part=policies',
    says: 'Over consumption',
    small: true,
    dark: true,
    first: async (page) => {
      const field = page.getByRole('group', { name: 'Over completion' }).first().getByLabel('Refuse above')
      await field.fill('10 %')
      await field.press('Enter')
      await page.getByText('1 change').click()
    },
  },
  {
    name: 'rules-version',
    address: '/rules/4',
    says: 'Over consumption: flag above',
    first: async (page) => {
      await page.getByLabel('Approve', { exact: true }).check()
      await page.getByLabel('Why').fill('Seen on line 2: the ends of the coils')
    },
  },
  {
    name: 'floor-job',
    address: '/floor',
    says: 'Press brake 1',
    small: true,
    first: async (page) => {
      await page.getByRole('button', { name: /WH\/MO\/00042.*Bending/ }).click()
      await page.getByRole('button', { name: 'Complete', exact: true }).click()
      await page.getByRole('button', { name: '4', exact: true }).click()
      await page.getByRole('button', { name: 'Report as done' }).click()
      await page.getByText('Booked in Odoo').first().waitFor()
    },
  },
  {
    name: 'floor-pad',
    address: '/floor',
    says: 'Press brake 1',
    small: true,
    dark: true,
    first: async (page) => {
      await page.getByRole('button', { name: /WH\/MO\/00042.*Bending/ }).click()
      await page.getByRole('button', { name: 'Complete', exact: true }).click()
      for (const key of ['3']) await page.getByRole('button', { name: key, exact: true }).click()
    },
  },
  {
    name: 'floor',
    address: '/floor',
    says: 'Press brake 1',
    first: async (page) => {
      await page.getByRole('button', { name: /WH\/MO\/00042.*Bending/ }).click()
      for (const amount of ['2', '900']) {
        await page.getByRole('button', { name: 'Complete', exact: true }).click()
        for (const key of amount) await page.getByRole('button', { name: key, exact: true }).click()
        await page.getByRole('button', { name: /^Report/ }).click()
        await page
          .getByText(amount === '2' ? 'Booked in Odoo' : 'Correct the quantity')
          .first()
          .waitFor()
      }
    },
  },
  {
    name: 'device',
    address: '/access',
    says: 'The scale at the end of line 2',
    first: async (page) => {
      await page.getByRole('button', { name: 'New device…' }).click()
      await page.getByLabel('Press brake 1').check()
      await page.getByLabel('Note').fill('Tablet 4')
      await page.getByRole('button', { name: 'Make the code' }).click()
      await page.getByRole('img', { name: 'The link as a code' }).waitFor()
    },
  },
  { name: 'alerts', address: '/alerts', says: 'does not answer' },
  {
    name: 'alerts-phone',
    address: '/alerts',
    says: 'does not answer',
    small: true,
    dark: true,
  },
  {
    name: 'rules-alerts',
    height: 1060,
    address: '/rules?part=alerts',
    says: 'shift.lead@valley.example',
    first: (page) => page.getByRole('button', { name: 'Change… everything' }).click(),
  },
  { name: 'access', address: '/access?part=people', says: 'Udo Lenz', dark: true },
]

/** A part that lies further down the page, from its heading on. */
const shown = (page: Page, title: string): Promise<void> =>
  page
    .getByRole('heading', { name: title, exact: true })
    .evaluate((heading) => heading.scrollIntoView({ block: 'start' }))

const folder = path.join(import.meta.dirname, '../docs/pictures')
mkdirSync(folder, { recursive: true })
await using studio = await Console.open()
const wanted = process.argv.slice(2)
for (const { name, address, says, dark = false, small = false, height = 860, first } of pictures) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const context = await studio.play('full', { viewport: small ? phone : { ...desktop, height } })
  const { page } = await studio.visit(context, address)
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  await page.getByText(says).first().waitFor()
  // A work centre has no live mark: it says whether the hub is reached.
  await page
    .locator('[role=status]', { hasText: /Live|Connected/ })
    .first()
    .waitFor({ state: 'attached' })
  await first?.(page)
  const file = path.join(folder, `${name}.png`)
  await page.screenshot({ path: file })
  await context.close()
  console.log(`${name}: ${Math.ceil(statSync(file).size / 1_000)} kB`)
}
