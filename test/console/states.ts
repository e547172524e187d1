import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { flows } from '../../src/flows/index.ts'
import { type Console, desktop, phone } from './open-console.ts'

/** Every page with what it says in each condition of the hub. */
export type Kind = 'full' | 'empty' | 'failed'

const journey = '/messages/019ab5c4-0000-7001-8000-000000000004'
const ownWords = '/messages/019ab5c4-0000-7001-8000-000000000001'
const stopped = '/messages/019ab5c4-0000-7001-8000-00000000000a'
export const pages: readonly (readonly [name: string, address: string, says: Record<Kind, string>])[] = [
  [
    'Today',
    '/',
    {
      full: 'Finished goods receipt',
      empty: 'has not reported anything in 24 hours',
      failed: 'cannot read its database',
    },
  ],
  [
    'Exceptions',
    '/exceptions',
    { full: 'A lot or serial number is missing', empty: 'Nothing needs you', failed: 'cannot read its database' },
  ],
  [
    'Settled exceptions',
    '/exceptions?state=closed',
    { full: 'Nothing was settled yet', empty: 'Nothing was settled yet', failed: 'cannot read its database' },
  ],
  [
    'Approvals',
    '/approvals',
    { full: 'be closed 4 pcs short?', empty: 'Nothing waits for your name', failed: 'cannot read its database' },
  ],
  [
    'Replays',
    '/replays',
    {
      full: 'The label printer of line 1 prints lots again',
      empty: 'Nothing was judged again yet',
      failed: 'cannot read its database',
    },
  ],
  [
    'Replay with a difference',
    '/replays/019ab5c4-0000-7009-8000-000000000002',
    { full: '1 event came otherwise', empty: 'There is no such replay', failed: 'cannot read its database' },
  ],
  [
    'Messages',
    '/messages',
    { full: 'WH/MO/00042', empty: 'Nothing has come in yet', failed: 'cannot read its database' },
  ],
  [
    'Journey',
    journey,
    { full: 'Received and kept by the hub', empty: 'There is no such message', failed: 'cannot read its database' },
  ],
  [
    'Journey that stopped',
    stopped,
    {
      full: 'Needs somebody: for the supervisor',
      empty: 'There is no such message',
      failed: 'cannot read its database',
    },
  ],
  [
    'Journey of what was said in other words',
    ownWords,
    {
      full: 'As received, beside the event it became',
      empty: 'There is no such message',
      failed: 'cannot read its database',
    },
  ],
  [
    'Field tables',
    '/field-tables',
    {
      full: 'which is no unit the plant has named',
      empty: 'No system speaks in its own words',
      failed: 'cannot read its database',
    },
  ],
  [
    'Orders',
    '/orders',
    {
      full: 'Hydraulic bracket HB-200',
      empty: 'No order has been worked on yet',
      failed: 'cannot read its database',
    },
  ],
  [
    'Order',
    '/orders/odoo.42?plant=A',
    { full: 'The parts add up to the whole', empty: 'There is no such order', failed: 'cannot read its database' },
  ],
  [
    'Closed order',
    '/orders/odoo.38?plant=A',
    {
      full: 'Read back from Odoo after closing',
      empty: 'There is no such order',
      failed: 'cannot read its database',
    },
  ],
  [
    'Values',
    '/why',
    { full: 'Component used', empty: 'No order has been worked on yet', failed: 'cannot read its database' },
  ],
  [
    'Why a quantity',
    '/why/odoo.42?plant=A&value=produced',
    { full: 'of it is not explained', empty: 'There is no such order', failed: 'cannot read its database' },
  ],
  [
    'Why a state',
    '/why/odoo.42?plant=A&value=state',
    { full: 'It is known who set it', empty: 'There is no such order', failed: 'cannot read its database' },
  ],
  [
    'Alerts',
    '/alerts',
    { full: 'MES of plant B (mes-b) does not answer', empty: 'Nothing is wrong', failed: 'cannot read its database' },
  ],
  [
    'Whom alerts go to',
    '/rules?part=alerts',
    { full: 'shift.lead@valley.example', empty: 'Nobody is told yet', failed: 'cannot read its database' },
  ],
  [
    'Rules',
    '/rules',
    {
      full: 'Closing orders at Toledo on paper first',
      empty: `${flows.length} live`,
      failed: 'cannot read its database',
    },
  ],
  [
    'Policies',
    '/rules?part=policies',
    { full: 'Over consumption', empty: 'Over consumption', failed: 'cannot read its database' },
  ],
  [
    'Ownership',
    '/rules?part=ownership',
    { full: 'Production order actuals', empty: 'Production order actuals', failed: 'cannot read its database' },
  ],
  [
    'Field tables',
    '/rules?part=tables',
    {
      full: '20 kinds of record',
      empty: 'Every system speaks the hub’s own language',
      failed: 'cannot read its database',
    },
  ],
  [
    'History of rules',
    '/rules?part=history',
    { full: 'Eight per cent, as agreed', empty: 'What the hub was set up with', failed: 'cannot read its database' },
  ],
  [
    'Readiness',
    '/readiness',
    { full: '3 differences', empty: 'Nothing is on paper', failed: 'cannot read its database' },
  ],
  [
    'Reconciliation',
    '/reconciliation',
    {
      full: 'Put a later backup of Odoo in its place',
      empty: 'Nothing was booked in this time',
      failed: 'cannot read its database',
    },
  ],
  [
    'Version of rules',
    '/rules/4',
    { full: 'Over consumption: flag above', empty: 'There is no such version', failed: 'cannot read its database' },
  ],
  [
    'Keys of systems',
    '/access',
    { full: 'The scale at the end of line 2', empty: 'No system has a key', failed: 'cannot read its database' },
  ],
  [
    'Retention',
    '/retention',
    { full: 'Complaint 4711', empty: 'Nothing was erased yet', failed: 'cannot read its database' },
  ],
  [
    'Breakdowns',
    '/breakdowns',
    { full: 'Curing oven 2', empty: 'Nothing stands still', failed: 'cannot read its database' },
  ],
  [
    'A breakdown',
    '/breakdowns/PB-0117?plant=A&number=3',
    { full: 'Acme Elevators', empty: 'It has not stood still', failed: 'cannot read its database' },
  ],
  [
    'Schedule',
    '/schedule',
    {
      full: 'PM-311 takes Press brake 1 out of work.',
      empty: 'The plan holds',
      failed: 'cannot read its database',
    },
  ],
  [
    'Material of open orders',
    '/schedule',
    { full: 'Cannot begin as planned', empty: 'All material lies ready', failed: 'cannot read its database' },
  ],
  [
    'A new plan',
    '/schedule/A/window.PM-311',
    { full: 'is down then', empty: 'There is no such plan', failed: 'cannot read its database' },
  ],
  [
    'Windows',
    '/windows',
    {
      full: 'Change the seals of the hydraulic unit',
      empty: 'No maintenance window is planned',
      failed: 'cannot read its database',
    },
  ],
  [
    'Work orders',
    '/work-orders',
    {
      full: 'Replace the shaft seals',
      empty: 'No maintenance order is known',
      failed: 'cannot read its database',
    },
  ],
  [
    'Parts',
    '/parts',
    {
      full: 'Replace the shaft seals',
      empty: 'No maintenance order has spare parts',
      failed: 'cannot read its database',
    },
  ],
  [
    'Machines',
    '/machines',
    {
      full: 'The bearing is hot',
      empty: 'No machine is listened to',
      failed: 'cannot read its database',
    },
  ],
  [
    'Plant day',
    '/plant-day',
    {
      full: 'Seal of the hydraulic unit',
      empty: 'Nothing stood still on this day',
      failed: 'cannot read its database',
    },
  ],
  [
    'Unit cost',
    '/unit-cost/odoo.42',
    { full: 'Maintenance meanwhile', empty: 'There is no such order', failed: 'cannot read its database' },
  ],
  ['Losses', '/losses', { full: 'Bent too far', empty: 'Nothing was lost', failed: 'cannot read its database' }],
  [
    'Assets',
    '/assets',
    { full: 'Nobody has said yet', empty: 'No place is known yet', failed: 'cannot read its database' },
  ],
  [
    'A work centre',
    '/floor',
    { full: 'Press brake 1', empty: 'Nothing is to be done here', failed: 'cannot read its database' },
  ],
  ['People', '/access?part=people', { full: 'Udo Lenz', empty: 'Eva Lindqvist', failed: 'cannot read its database' }],
]

const isFull = Boolean(process.env['MILLWRIGHT_FULL'])
let looks = 0

/**
 * Opens the page, waits for what it has to say, and looks at it at a desk and on a phone, by day and by night. In a quick
 * run at a desk by day and on a phone by night, which measures every colour; where little is drawn, in turn at one of the two.
 */
export async function look(at: Console, kind: Kind, address: string, says: string, signedIn = true): Promise<void> {
  const context = await at.play(kind, { signedIn })
  const { page, complaints } = await at.visit(context, address)
  await page.getByText(says).first().waitFor()
  const places = [
    ['desktop', desktop, 'light', 'dark'],
    ['phone', phone, 'dark', 'light'],
  ] as const
  for (const [name, viewport, first, then] of isFull || kind === 'full' ? places : [places[looks++ % 2]!]) {
    await page.setViewportSize(viewport)
    await wear(page, first)
    expect(await violations(page), `${name}, ${first}`).toEqual([])
    const beyond = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect(beyond, `${name}: pixels beyond the edge`).toBe(0)
    if (!isFull) continue
    await wear(page, then)
    // What is drawn is the same by day and by night; only where much is drawn are the other colours measured as well.
    if (kind === 'full') expect(await violations(page, 'color-contrast'), `${name}, ${then}`).toEqual([])
  }
  expect(complaints).toEqual([])
  await context.close()
}

async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
}

async function violations(page: Page, only?: string): Promise<string[]> {
  // What passes is not asked for: naming every element that is all right takes most of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  if (only) axe.withRules([only])
  const found = await axe.analyze()
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}
