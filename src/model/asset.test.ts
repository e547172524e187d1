import { describe, expect, it } from 'vitest'
import { type AssetTold, AssetTold as Told, objectionsTo, placeOf, type Standing } from './asset.ts'

const standing = (...rows: readonly [asset: string, parent: string | null, equipment: string | null][]) =>
  new Map<string, Standing>(rows.map(([asset, parent, equipment]) => [asset, { asset, parent, equipment }]))

describe('DOM-02: where an asset stands', () => {
  const press = standing(['PRESS-7', null, 'CELL-1'], ['MOTOR', 'PRESS-7', null], ['BEARING', 'MOTOR', null])

  it('a part stands where the whole does', () => {
    expect(['PRESS-7', 'MOTOR', 'BEARING'].map((asset) => placeOf(asset, press))).toEqual([
      'CELL-1',
      'CELL-1',
      'CELL-1',
    ])
  })

  it('what lies in the store stands nowhere, and what nobody knows as well', () => {
    expect(placeOf('SPARE', standing(['SPARE', null, null]))).toBeUndefined()
    expect(placeOf('NOBODY', press)).toBeUndefined()
    expect(placeOf('A', standing(['A', 'B', null], ['B', 'A', null]))).toBeUndefined()
  })
})

describe('DOM-02: a list of assets', () => {
  const told = (asset: string, over: Partial<AssetTold> = {}): AssetTold => Told.parse({ asset, name: asset, ...over })

  it('may tell the parts before the whole', () => {
    expect(objectionsTo([told('MOTOR', { parent: 'PRESS' }), told('PRESS')], [])).toEqual([])
  })

  it.each<[string, AssetTold[], string]>([
    ['a name twice', [told('PRESS'), told('PRESS')], 'PRESS stands in the list twice.'],
    [
      'two in one place',
      [told('P1', { equipment: 'CELL-1' }), told('P2', { equipment: 'CELL-1' })],
      'CELL-1 stands in the list twice.',
    ],
    ['a whole nobody knows', [told('MOTOR', { parent: 'PRES' })], 'MOTOR is a part of PRES, which nobody knows.'],
    ['a part of itself', [told('PRESS', { parent: 'MOTOR' })], 'PRESS would be a part of itself.'],
  ])('with %s is refused in words', (_, list, sentence) => {
    const known = [{ asset: 'MOTOR', parent: 'PRESS', equipment: null }]
    expect(objectionsTo(list, known)).toContain(sentence)
  })
})
