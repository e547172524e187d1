import { describe, expect, it } from 'vitest'
import type { Outcome } from '#engine'
import { PartCounted } from '#model/maintenance'
import type { PartStock } from '#model/spare-parts'
import { aPolicy } from '../../../test/support/builders.ts'
import { storeroomCount } from './flow.ts'

const books: PartStock = {
  ...{
    part: 'SEAL-40',
    name: 'Seal',
    link: 'https://odoo.example/web',
    price: '12.5',
    uom: 'H87',
    incoming: '0',
    forecast: '5',
  },
  storerooms: [
    { storeroom: 'WH/Stock/Spares', onHand: '3', setAside: '1' },
    { storeroom: 'WH/Stock/Spares/B', onHand: '2', setAside: '0' },
    { storeroom: 'WH/Stock/Line 2', onHand: '4', setAside: '0' },
  ],
}
const now = '2026-11-22T06:00:00.000Z'
const message = { plant: 'A', key: 'SEAL-40', source: '/plants/A/systems/cmms', occurredAt: now, messageId: 'm-1' }
interface Wish {
  readonly file?: Outcome['file'] | undefined
  readonly owner?: string
  /** Judged once more, because the hub had it so. */
  readonly again?: true
  /** When it was counted, where not now. */
  readonly at?: string
}
const count = (value: number, over: object = {}, { file, owner, again, at = now }: Wish = {}): Outcome =>
  storeroomCount.decide({
    message: { ...message, occurredAt: at, ...(again ? { causation: 'm-1' } : {}) },
    body: PartCounted.parse({ part: 'SEAL-40', quantity: { value: `${value}`, uom: 'H87' }, ...over }),
    ...{ facts: { stock: [books] }, file, owner, now, policy: aPolicy },
  } as never)
const due = (name: string, file: Outcome['file']): Outcome =>
  storeroomCount.due({ message, body: { flow: 'storeroom-count', name }, file } as never)
const spares = { storeroom: 'WH/Stock/Spares' }

describe('WF-11: what two systems count in one storeroom', () => {
  it('is the same on both sides, place by place and in all', () => {
    expect(count(5, { ...spares, price: '12.50' })).toMatchObject({ verdict: 'accepted' })
    expect(count(9)).toMatchObject({ verdict: 'accepted', file: { state: 'agreed' } })
  })

  it('differs: it is looked at once more before anybody is told, since what was just used is on its way to the books', () => {
    const first = count(7, { ...spares, price: '13' })
    expect(first).toMatchObject({
      verdict: 'flagged',
      sentence: 'SEAL-40 in WH/Stock/Spares: cmms counts 7 pcs, the books have 5 pcs; has it at 13, the books at 12.5.',
      reminders: [{ name: 'stock-again', after: aPolicy.patience.count }],
    })
    expect(first.intents).toBeUndefined()
    expect(count(8, spares, { file: first.file }).reminders).toEqual([])
    const { events, file } = due('stock-again', first.file)
    expect(events).toMatchObject([
      {
        source: message.source,
        time: now,
        data: { part: 'SEAL-40', quantity: { value: '7' }, price: '13', ...spares },
      },
    ])
    expect(count(5, spares, { file, again: true })).toMatchObject({
      settles: [{ code: 'STOCK_DIFFERS', reminder: 'stock-differs' }],
      file: { state: 'agreed' },
    })
  })

  it('is put before somebody once where it differs after all, with who owns it, and is over once both say the same', () => {
    const first = count(7, spares, { owner: 'odoo' })
    const again = count(7, spares, { file: due('stock-again', first.file).file, owner: 'odoo', again: true })
    expect(again.reminders).toMatchObject([{ name: 'stock-again' }, { name: 'stock-differs', after: 0 }])
    const told = due('stock-differs', again.file)
    expect(told).toMatchObject({
      trouble: { code: 'STOCK_DIFFERS', suggestion: expect.stringMatching(/^odoo owns what lies there/) },
    })
    expect(due('stock-differs', told.file)).not.toHaveProperty('trouble')
    // Later the books are asked again, and nobody is told again.
    const later = count(7, spares, { file: due('stock-again', told.file).file, again: true })
    expect(later.reminders).toEqual([{ name: 'stock-again', after: 4 * aPolicy.patience.count }])
    expect(due('stock-again', count(5, spares, { file: later.file }).file)).toMatchObject({ verdict: 'accepted' })
  })

  it('is what was counted last, also where an older count was about to be judged again', () => {
    const first = count(7, spares)
    const older = due('stock-again', first.file)
    const agreed = count(5, spares, { file: older.file!, at: '2026-11-22T06:00:01.000Z' })
    expect(agreed.file).toMatchObject({ state: 'agreed' })
    const late = count(7, spares, { file: agreed.file, again: true })
    expect(late).toMatchObject({ verdict: 'accepted', sentence: expect.stringContaining('counted anew') })
    expect(late).not.toHaveProperty('file')
    expect(late).not.toHaveProperty('reminders')
  })

  it('is of a part that the books do not have, or in another unit', () => {
    expect(count(1, { part: 'GASKET-9' })).toMatchObject({
      sentence: expect.stringContaining('the books do not have it'),
    })
    expect(count(1, { quantity: { value: '1', uom: 'KGM' } })).toMatchObject({ code: 'STOCK_DIFFERS' })
  })
})
