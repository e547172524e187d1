import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anOrder, aPolicy } from '../../../test/support/builders.ts'
import { ItemId } from '#model/production'
import { add, compare, quantity, zero } from '#model/quantity'
import { substituteFrom, substituteShape } from '#model/substitutes'
import { openedFrom } from '../standing.ts'
import { judgeSubstitute } from './judge-substitute.ts'
import { partOf, standingFor } from './stand-ins.ts'

const item = (name: string) => ItemId.parse(name)
const order = anOrder({
  components: [
    {
      ...{ item: 'STEEL', itemName: 'Steel', tracking: 'none', method: 'manual' },
      ...{ required: quantity(100), consumed: quantity(0) },
    },
  ],
})
const judged = (substitutes: string[], value: string, uom: 'H87' | 'KGM' | 'GRM' = 'H87') =>
  judgeSubstitute(
    { item: item('TIN'), quantity: quantity(value, uom) },
    openedFrom(order),
    { ...aPolicy, substitutes },
    '2026-06-01T12:00:00.000Z',
  )

describe('what may stand for what', () => {
  it.each([
    ['A for B', { ratio: '1', share: '1' }],
    ['A for B at 1.25', { ratio: '1.25' }],
    [
      'A for B at 0.5 KGM up to 5 % from 2026-01-01 until 2026-12-31',
      { uom: 'KGM', share: '0.05', until: '2026-12-31' },
    ],
    ['A for B up to 50%', { share: '0.50' }],
  ])('is read as people say it: %s', (said, means) => {
    expect(substituteFrom(said)).toMatchObject({ item: 'A', instead: 'B', ...means })
  })

  it.each(['A B', 'A for B at 0', 'A for B at -1', 'A for B up to 0 %', 'A for B up to 101 %', 'A for B, C for D', ''])(
    'is not said like this: %s',
    (said) => expect(substituteShape.test(said)).toBe(false),
  )

  it('counts in the unit of the rule, to the day', () => {
    expect(judged(['TIN for STEEL at 0.5 KGM'], '2500', 'GRM')).toMatchObject({ equivalent: quantity(5) })
    expect(judged(['TIN for STEEL at 0.5'], '2500', 'GRM')).toMatchObject({ kind: 'unit-does-not-convert' })
    expect(judged(['TIN for STEEL until 2026-06-01'], '1')).toMatchObject({ kind: 'within' })
    expect(judged(['TIN for STEEL until 2026-05-31'], '1')).toMatchObject({ kind: 'not-allowed' })
    expect(judged(['TIN for STEEL up to 50 %'], '50')).toMatchObject({ kind: 'within' })
    expect(judged(['TIN for STEEL up to 50 %'], '50.000001')).toMatchObject({ kind: 'too-much' })
  })

  it('comes back in parts that are together exactly what it stood for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 997 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        (stands, parts) => {
          const of = quantity(parts.reduce((sum, part) => sum + part, 0))
          const file = standingFor(openedFrom(order), 'e', item('STEEL'), quantity(stands), of)
          let before = zero('H87')
          let sum = zero('H87')
          for (const part of parts) {
            sum = add(sum, partOf(file, 'e', before, quantity(part))!.quantity)
            before = add(before, quantity(part))
          }
          return compare(sum, quantity(stands)) === 0
        },
      ),
    )
  })
})
