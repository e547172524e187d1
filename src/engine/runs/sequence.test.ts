import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { missingBefore } from './sequence.ts'

const missing = (here: number, numbers: readonly number[], passed: readonly number[] = []) =>
  missingBefore(here, { numbers: numbers.map(String), passed: passed.map(String) })

describe('numbers that are missing', () => {
  it('are named, in a row where they stand in a row', () => {
    expect(missing(9, [1, 2, 4, 9])).toEqual(['3', '5–8'])
    expect(missing(3, [3])).toEqual(['1–2'])
    expect(missing(1, [1])).toEqual([])
  })

  it('are not asked for again once something went through without them', () => {
    expect(missing(9, [7, 8, 9], [7])).toEqual([])
    expect(missing(9, [7, 9], [7])).toEqual(['8'])
  })

  it('whatever is no number counts nothing', () => {
    expect(missingBefore(2, { numbers: ['a', '1', '2'], passed: ['b'] })).toEqual([])
  })

  it('are exactly those that did not come, however often and in whatever order the others did', () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 60 }))
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 60 }), (come, here) => {
        const named = missing(here, come).flatMap((range) => {
          const [from = 0, to = from] = range.split('–').map(Number)
          return Array.from({ length: to - from + 1 }, (_, at) => from + at)
        })
        const wanted = Array.from({ length: here - 1 }, (_, at) => at + 1).filter((one) => !come.includes(one))
        expect(named).toEqual(wanted)
      }),
    )
  })
})
