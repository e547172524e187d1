import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantity } from '#model/quantity'
import { anOrder } from '../../../test/support/builders.ts'
import { judgeReceipt } from './judge-receipt.ts'

const tolerance = { flagAbove: '0.02', refuseAbove: '0.05' }
const serials = (...names: string[]) => names as never

describe('a receipt for an order of 100', () => {
  const order = anOrder()
  const judge = (value: string, received = '0', over = {}) =>
    judgeReceipt({ quantity: quantity(value), ...over }, { order, received: quantity(received) }, tolerance).kind

  it.each([
    ['60', '0', 'within'],
    ['40', '60', 'within'],
    ['102', '0', 'within'],
    ['103', '0', 'above'],
    ['105', '0', 'above'],
    ['105.000001', '0', 'beyond'],
    ['110', '0', 'beyond'],
    ['1', '105', 'beyond'],
  ])('of %s after %s is %s', (value, received, kind) => {
    expect(judge(value, received)).toBe(kind)
  })

  it('in kilograms does not convert', () => {
    expect(judgeReceipt({ quantity: quantity('60', 'KGM') }, { order, received: quantity(0) }, tolerance).kind).toBe(
      'unit-does-not-convert',
    )
  })

  it('is judged by the sum alone, however it is cut into parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 0, max: 150 }), (value, received) => {
        expect(judge(String(value), String(received))).toBe(judge(String(value + received), '0'))
      }),
    )
  })
})

describe('a receipt of tracked goods', () => {
  it('by lot needs a lot', () => {
    const file = { order: anOrder({ tracking: 'lot' }), received: quantity(0) }
    expect(judgeReceipt({ quantity: quantity('1') }, file, tolerance).kind).toBe('lot-required')
    expect(judgeReceipt({ quantity: quantity('1'), lot: 'L-1' as never }, file, tolerance).kind).toBe('within')
  })

  it('by serial needs one number for each piece, none twice', () => {
    const file = { order: anOrder({ tracking: 'serial' }), received: quantity(0) }
    const judge = (value: string, names: string[]) =>
      judgeReceipt({ quantity: quantity(value), serials: serials(...names) }, file, tolerance).kind
    expect(judge('2', [])).toBe('lot-required')
    expect(judge('2', ['S1'])).toBe('serial-count-differs')
    expect(judge('2', ['S1', 'S1'])).toBe('serial-twice')
    expect(judge('2', ['S1', 'S2'])).toBe('within')
  })
})
