import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '#kernel/time'
import { type MadeEffect, madeOf } from './made.ts'
import { ItemId } from './production.ts'
import { add, quantity, zero } from './quantity.ts'

const order = { item: ItemId.parse('BRACKET-A'), ordered: quantity(100) }
const at = (minute: number) => instant(Date.parse('2026-11-23T06:00:00Z') + minute * 60_000)
const effect = (effectKey: string, operation: string, minute: number, body: object): MadeEffect => ({
  ...{ effectKey, operation, message: `m-${effectKey}`, at: at(minute), body: { order: 'odoo.42', ...body } },
})
const report = (key: string, minute: number, good: number, more: object = {}) =>
  effect(key, 'completeOperation', minute, { operation: '10', good: quantity(good), ...more })
const scrapped = (key: string, minute: number, count: number, more: object = {}) =>
  effect(key, 'recordScrap', minute, { operation: '10', quantity: quantity(count), ...more })
const back = (key: string, of: 'reverseCompletion' | 'reverseScrap', original: string, count?: number) =>
  effect(key, of, 600, { original, ...(count === undefined ? {} : { quantity: quantity(count) }) })
const counts = (effects: readonly MadeEffect[]) =>
  madeOf(effects, order).map(({ good, scrap, rework }) => [good, scrap, rework].map(({ value }) => Number(value)))

describe('what an operation made', () => {
  it('is what it reported, less what was taken back; with the whole of its good pieces go the others', () => {
    const told = report('a', 0, 50, { scrap: quantity(2), rework: quantity(3) })
    expect(counts([told])).toEqual([[50, 2, 3]])
    expect(counts([told, back('b', 'reverseCompletion', 'a', 20)])).toEqual([[30, 2, 3]])
    expect(counts([told, back('b', 'reverseCompletion', 'a')])).toEqual([[0, 0, 0]])
    expect(madeOf([told, back('b', 'reverseCompletion', 'a')], order)[0]?.changedBy).toEqual(['m-b'])
  })

  it('was bad when it was made where it is found bad later: of the last that were good by then', () => {
    const made = [report('a', 0, 50), report('b', 60, 30), report('c', 120, 20)]
    expect(counts([...made, scrapped('d', 90, 40)])).toEqual([
      [40, 10, 0],
      [0, 30, 0],
      [20, 0, 0],
    ])
    expect(counts([...made, scrapped('d', 90, 40), back('e', 'reverseScrap', 'd')])).toEqual(counts(made))
  })

  it('is not what another operation, the stock or material lost', () => {
    const made = [report('a', 0, 50)]
    for (const more of [{ operation: '20' }, { operation: undefined }, { item: 'STEEL' }])
      expect(counts([...made, scrapped('d', 90, 4, more)])).toEqual([[50, 0, 0]])
  })

  it('is as much in all, whatever is found bad later', () => {
    const reports = fc.array(fc.tuple(fc.nat(300), fc.nat(40)), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        reports,
        fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 20 })), { maxLength: 4 }),
        (made, bad) => {
          const told = made.map(([minute, good], nth) => report(`r${nth}`, minute, good))
          const found = bad.map(([minute, count], nth) => scrapped(`s${nth}`, minute, count))
          const all = madeOf([...found, ...told], order)
          const sum = all.reduce((so, { good, scrap }) => add(so, add(good, scrap)), zero('H87'))
          expect(sum).toEqual(quantity(made.reduce((so, [, good]) => so + good, 0)))
          for (const { good } of all) expect(Number(good.value)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})
