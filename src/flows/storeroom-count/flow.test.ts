import { describe, expect, it } from 'vitest'
import type { Outcome } from '#engine'
import { PartCounted } from '#model/maintenance'
import type { PartStock } from '#model/spare-parts'
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
const message = { plant: 'A', source: '/plants/A/systems/cmms' }
const count = (value: number, over: object = {}, file?: Outcome['file'], owner?: string): Outcome =>
  storeroomCount.decide({
    message,
    body: PartCounted.parse({ part: 'SEAL-40', quantity: { value: `${value}`, uom: 'H87' }, ...over }),
    ...{ facts: { stock: [books] }, file, owner },
  } as never)

describe('WF-11: what two systems count in one storeroom', () => {
  it('is the same on both sides, place by place and in all', () => {
    expect(count(5, { storeroom: 'WH/Stock/Spares', price: '12.50' })).toMatchObject({ verdict: 'accepted' })
    expect(count(9)).toMatchObject({ verdict: 'accepted', file: { state: 'agreed' } })
  })

  it('differs: it is put before somebody once, with who owns it, and is over once both say the same', () => {
    const first = count(7, { storeroom: 'WH/Stock/Spares', price: '13' }, undefined, 'odoo')
    expect(first).toMatchObject({
      verdict: 'flagged',
      sentence: 'SEAL-40 in WH/Stock/Spares: cmms counts 7 pcs, the books have 5 pcs; has it at 13, the books at 12.5.',
      reminders: [{ name: 'stock-differs', after: 0 }],
    })
    expect(first.intents).toBeUndefined()
    const again = count(8, { storeroom: 'WH/Stock/Spares' }, first.file)
    expect(again).not.toHaveProperty('reminders')
    expect(storeroomCount.due({ file: first.file } as never)).toMatchObject({
      trouble: {
        code: 'STOCK_DIFFERS',
        owner: 'warehouse',
        suggestion: expect.stringMatching(/^odoo owns what lies there/),
      },
    })
    expect(count(5, { storeroom: 'WH/Stock/Spares' }, again.file)).toMatchObject({
      settles: [{ code: 'STOCK_DIFFERS', reminder: 'stock-differs' }],
    })
  })

  it('is of a part that the books do not have, or in another unit', () => {
    expect(count(1, { part: 'GASKET-9' })).toMatchObject({
      sentence: expect.stringContaining('the books do not have it'),
    })
    expect(count(1, { quantity: { value: '1', uom: 'KGM' } })).toMatchObject({ code: 'STOCK_DIFFERS' })
  })
})
