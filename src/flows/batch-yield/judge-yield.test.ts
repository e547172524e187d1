import { describe, expect, it } from 'vitest'
import { ItemId } from '#model/production'
import { quantity, type Unit } from '#model/quantity'
import { judgeYield } from './judge-yield.ts'

const part = (value: string, uom: Unit, potency = '1') => ({
  item: ItemId.parse('X'),
  quantity: quantity(value, uom),
  potency,
})

describe('the balance of a batch', () => {
  it('counts what went in by its potency, in whatever units of mass it is told', () => {
    const batch = {
      inputs: [part('100', 'KGM', '0.9'), part('10000', 'GRM')],
      outputs: [part('0.097', 'TNE')],
      loss: quantity('1', 'KGM'),
    }
    expect(judgeYield(batch, '0.02')).toEqual({
      kind: 'balanced',
      input: quantity('100', 'KGM'),
      output: quantity('97', 'KGM'),
      loss: quantity('1', 'KGM'),
      missing: quantity('2', 'KGM'),
    })
    expect(judgeYield(batch, '0.0199')).toMatchObject({ kind: 'out-of-balance' })
  })

  it('is none when more comes out than went in', () => {
    const batch = { inputs: [part('100', 'KGM')], outputs: [part('103', 'KGM')], loss: undefined }
    expect(judgeYield(batch, '0.02')).toMatchObject({ kind: 'out-of-balance', missing: quantity('-3', 'KGM') })
  })

  it('is not struck over pieces and kilograms', () => {
    const batch = { inputs: [part('100', 'KGM')], outputs: [part('3', 'H87')], loss: undefined }
    expect(judgeYield(batch, '0.02')).toEqual({ kind: 'unit-does-not-convert', uom: 'H87' })
  })
})
