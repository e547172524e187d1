import { describe, expect, it } from 'vitest'
import { instant } from '#kernel/time'
import type { MadeEffect } from './made.ts'
import { ItemId } from './production.ts'
import { quantity } from './quantity.ts'
import { scrapOf, scrapWorth } from './scrap.ts'

const order = { item: ItemId.parse('BRACKET-A') }
const effect = (effectKey: string, operation: string, minute: number, body: object): MadeEffect => ({
  ...{ effectKey, operation, message: `m-${effectKey}` },
  at: instant(Date.parse('2026-11-23T06:00:00Z') + minute * 60_000),
  body: { order: 'odoo.42', ...body },
})
const reported = effect('a', 'completeOperation', 0, { operation: '10', good: quantity(50), scrap: quantity(2) })
const found = effect('b', 'recordScrap', 30, { quantity: quantity(3), reason: 'Scratched' })
const material = effect('c', 'recordScrap', 20, { item: 'STEEL', quantity: quantity(400, 'GRM'), operation: '10' })
const reworked = effect('d', 'completeRework', 60, {
  original: 'x',
  operation: '10',
  good: quantity(4),
  scrap: quantity(1),
})
const back = (operation: string, original: string, amount?: number) =>
  effect('z', operation, 90, { original, ...(amount === undefined ? {} : { quantity: quantity(amount) }) })
const told = (...effects: readonly MadeEffect[]) =>
  scrapOf(effects, order).map(({ item, quantity: { value }, changedBy }) => [item, value, changedBy.length])

describe('what was found bad', () => {
  it('is told with the report, by itself, of material, and after rework, in the order in which it was found', () => {
    expect(scrapOf([reworked, found, material, reported], order)).toMatchObject([
      { message: 'm-a', item: 'BRACKET-A', operation: '10', quantity: quantity(2) },
      { message: 'm-c', item: 'STEEL', operation: '10', quantity: quantity(400, 'GRM') },
      { message: 'm-b', item: 'BRACKET-A', quantity: quantity(3), reason: 'Scratched' },
      { message: 'm-d', item: 'BRACKET-A', quantity: quantity(1) },
    ])
  })

  it('is less by what was taken back: a part, the whole, or with the good pieces that it was reported with', () => {
    expect(told(found, back('reverseScrap', 'b', 1))).toEqual([['BRACKET-A', '2', 1]])
    expect(told(found, back('reverseScrap', 'b'))).toEqual([])
    expect(told(reported, back('reverseCompletion', 'a', 20))).toEqual([['BRACKET-A', '2', 1]])
    expect(told(reported, back('reverseCompletion', 'a'))).toEqual([])
    expect(told(reworked, back('cancelRework', 'd', 5))).toEqual([])
  })

  it('is worth what a piece or a kilogram of its item is, to the cent', () => {
    const rate = { value: '1.255', currency: 'EUR' }
    expect(scrapWorth(rate, quantity(3))).toEqual({ value: '3.77', currency: 'EUR' })
    expect(scrapWorth(rate, quantity(400, 'GRM'))).toEqual({ value: '0.5', currency: 'EUR' })
    expect(scrapWorth(rate, quantity(1, 'DZN'))).toEqual({ value: '15.06', currency: 'EUR' })
  })
})
