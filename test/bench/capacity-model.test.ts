import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modelFrom, processorsFor } from '../../bench/harness/capacity-model.ts'

describe('the capacity model', () => {
  it('finds what a plant and an event cost, whatever they are', () => {
    const cost = fc.double({ min: 0.0001, max: 0.1, noNaN: true })
    fc.assert(
      fc.property(cost, cost, cost, (base, perPlant, perEvent) => {
        const at = (plants: number, rate: number) => ({
          ...{ plants, rate },
          processors: processorsFor({ base, perPlant, perEvent }, { plants, rate }),
        })
        const model = modelFrom(at(1, 0), at(200, 0), at(200, 80))
        expect(model.base).toBeCloseTo(base)
        expect(model.perPlant).toBeCloseTo(perPlant)
        expect(model.perEvent).toBeCloseTo(perEvent)
      }),
    )
  })
})
