import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProductionOrder } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { quantity } from '#model/quantity'
import { judgeBackflush, OUTPUT, withoutBackflush, workedOn } from './backflush.ts'
import { openedFrom } from './standing.ts'

const component = (item: string, required: string, more: object = {}) => ({
  item,
  itemName: item,
  tracking: 'none',
  required: quantity(required),
  consumed: quantity(0),
  method: 'backflush',
  smallest: '0.01',
  ...more,
})
const operation = (id: string) => ({
  operation: id,
  name: id,
  workCenter: 'SAW',
  plannedMinutes: '1',
  completed: quantity(0),
  over: false,
})
const file = openedFrom(
  ProductionOrder.parse({
    id: 'odoo.42',
    label: 'WH/MO/00042',
    plant: 'A',
    state: 'released',
    item: 'FRAME',
    itemName: 'Frame',
    tracking: 'none',
    ordered: quantity(3),
    received: quantity(0),
    components: [
      component('STEEL', '10', { operation: '10' }),
      component('SCREWS', '12'),
      component('LABEL', '3', { method: 'manual' }),
      component('PAINT', '1', { tracking: 'lot', operation: '20' }),
    ],
    operations: [operation('10'), operation('20')],
    version: '1',
  }),
)
const rule = { items: [], lots: 'named' } as const
const follows = (of: OrderFile, by = rule as Parameters<typeof judgeBackflush>[1]) => {
  const verdict = judgeBackflush(of, by, true)
  if (verdict.kind !== 'follows') throw new Error(verdict.kind)
  return verdict
}

describe('what is used up by itself', () => {
  it('is what its own operation needs, in steps its owner can book, and all of it at the end', () => {
    const first = follows(workedOn(file, '10', quantity(1)))
    expect(first.uses).toEqual([{ item: 'STEEL', operation: '10', quantity: quantity('3.33') }])
    const second = follows(workedOn(first.file, '10', quantity(2)))
    expect(second.uses).toEqual([{ item: 'STEEL', operation: '10', quantity: quantity('6.67') }])
  })

  it('is used with the goods where the component belongs to no operation', () => {
    expect(follows(workedOn(file, OUTPUT, quantity(3))).uses).toEqual([{ item: 'SCREWS', quantity: quantity(12) }])
  })

  it('is also what the plant names', () => {
    const { uses } = follows(workedOn(file, OUTPUT, quantity(3)), { items: ['LAB*'], lots: 'named' })
    expect(uses.map(({ item }) => item)).toEqual(['SCREWS', 'LABEL'])
  })

  it('waits for its lot where the plant does not let the hub choose, unless it was issued by hand', () => {
    const welded = workedOn(file, '20', quantity(3))
    expect(judgeBackflush(welded, rule, false)).toMatchObject({ kind: 'lot-required', quantity: quantity(1) })
    expect(judgeBackflush({ ...welded, issued: { PAINT: quantity(1) } }, rule, false)).toMatchObject({
      kind: 'follows',
      uses: [],
    })
  })

  it('is not used after all when Odoo refuses', () => {
    const { uses, returns, file: after } = follows(workedOn(file, '10', quantity(3)))
    expect(withoutBackflush(after, { backflush: { uses, returns } }).backflushed).toEqual({ STEEL: quantity(0) })
  })

  it('stands where the reports say, whatever their order, with what was issued by hand counted', () => {
    const reports = fc.array(
      fc.oneof(
        fc.record({ worked: fc.constantFrom('10', '20', OUTPUT), by: fc.integer({ min: -3, max: 3 }) }),
        fc.record({ issued: fc.constantFrom('STEEL', 'SCREWS'), by: fc.integer({ min: 0, max: 8 }) }),
      ),
      { maxLength: 8 },
    )
    const told = (of: OrderFile, report: object): OrderFile => {
      const { worked, issued, by } = report as { worked?: string; issued?: string; by: number }
      const counted = worked
        ? workedOn(of, worked, quantity(by))
        : { ...of, issued: { ...of.issued, [issued!]: quantity(Number(of.issued[issued!]?.value ?? 0) + by) } }
      return follows(counted).file
    }
    fc.assert(
      fc.property(reports, (day) => {
        const oneWay = day.reduce(told, file)
        const other = day.toReversed().reduce(told, file)
        const used = ({ backflushed = {} }: OrderFile) =>
          Object.fromEntries(Object.entries(backflushed).filter(([, { value }]) => value !== '0'))
        expect(used(oneWay)).toEqual(used(other))
        expect(Object.values(used(oneWay)).every(({ value }) => !value.startsWith('-'))).toBe(true)
      }),
    )
  })
})
