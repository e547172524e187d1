import { expect, it } from 'vitest'
import { hours } from '#kernel/time'
import { indicators, indicatorsOf, type IndicatorSums } from './indicators.ts'

const press: IndicatorSums = {
  ...{ planned: hours(100), down: hours(10), agreed: hours(5), failures: 2, restored: 2, restoring: hours(10) },
  ...{ costs: [{ currency: 'EUR', value: '900.5' }], atRisk: 1 },
}
const quiet: IndicatorSums = {
  ...{ planned: hours(300), down: 0, agreed: hours(15), failures: 0, restored: 0, restoring: 0 },
  ...{ costs: [{ currency: 'EUR', value: '0.5' }], atRisk: 0 },
}

it('OBS-11: six indicators of a plant and of a group come from the same sums, and a group is no mean of means', () => {
  expect(indicatorsOf([press])).toEqual({
    ...{ availability: 0.9, betweenFailures: hours(45), toRestore: hours(5), plannedShare: 1 / 3 },
    ...{ downtimeCost: [{ currency: 'EUR', value: '900.5' }], ordersAtRisk: 1 },
  })
  expect(indicatorsOf([press, quiet])).toEqual({
    ...{ availability: 0.975, betweenFailures: hours(195), toRestore: hours(5), plannedShare: 2 / 3 },
    ...{ downtimeCost: [{ currency: 'EUR', value: '901' }], ordersAtRisk: 1 },
  })
})

it('OBS-11: what there is nothing to say of is not told, and each indicator says its formula, its owner and its events', () => {
  expect(indicatorsOf([{ ...quiet, agreed: 0 }])).toMatchObject({ betweenFailures: undefined, toRestore: undefined })
  expect(indicatorsOf([{ ...quiet, agreed: 0 }]).plannedShare).toBeUndefined()
  expect(Object.values(indicators).every(({ formula, events }) => formula.length > 0 && events.length > 0)).toBe(true)
})
