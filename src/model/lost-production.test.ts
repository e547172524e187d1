import { expect, it } from 'vitest'
import { between, hours, type Instant, instant } from '#kernel/time'
import { lostProduction, type PlacedStop } from './lost-production.ts'
import { rateOn } from './rate.ts'

const midnight = Date.parse('2026-12-31T00:00:00Z')
const at = (hour: number): Instant => instant(midnight + hours(hour))
const stop = (asset: string, from: number, until: number | undefined, over: Partial<PlacedStop> = {}): PlacedStop => ({
  ...{ asset, number: 1, place: 'CELL-1', from: at(from), isVoid: false, isCounted: true },
  ...(until === undefined ? {} : { until: at(until) }),
  ...over,
})
const rules = ['100 EUR', '320 EUR for CELL-1', '360.50 EUR for CELL-1 from 2027-01-01']
const day = {
  ...{ from: at(0), until: at(24), work: between, windowsAt: () => [] },
  rateAt: (place: string, when: Instant) => rateOn(rules, place, when.slice(0, 10)),
}

it('FIN-07: production is lost once at a place, by what began first, at the rate of the day on which it began', () => {
  const lost = lostProduction({
    ...day,
    stops: [
      stop('ROBOT', 9, 11),
      stop('PRESS', 8, 10),
      stop('PUMP', 9.5, 10),
      stop('OVEN', 8, 8.5, { place: 'CELL-2' }),
      stop('SAW', 1, 5, { isVoid: true }),
    ],
  })
  expect(lost.map(({ stop: { asset }, time, cost }) => [asset, time, cost])).toEqual([
    ['OVEN', hours(0.5), { currency: 'EUR', value: '50' }],
    ['PRESS', hours(2), { currency: 'EUR', value: '640' }],
    ['ROBOT', hours(1), { currency: 'EUR', value: '320' }],
    ['PUMP', 0, { currency: 'EUR', value: '0' }],
  ])
})

it('FIN-07: what was agreed to and what lies outside is not lost, and what lasts is lost so far', () => {
  const windowsAt = (place: string) => (place === 'CELL-1' ? [{ from: at(22), until: at(23) }] : [])
  const [one] = lostProduction({ ...day, windowsAt, stops: [stop('PRESS', 20, undefined)] })
  expect(one).toMatchObject({ time: hours(3), rate: { value: '320', of: 'CELL-1' } })
  expect(lostProduction({ ...day, stops: [stop('PRESS', 30, 40)] })).toMatchObject([{ time: 0 }])
})

it('a rate is that of its thing before that of all, in its days, and none is guessed', () => {
  expect(rateOn(rules, 'CELL-1', '2027-01-01')).toEqual({
    ...{ value: '360.50', currency: 'EUR', of: 'CELL-1', from: '2027-01-01' },
  })
  expect(rateOn(rules, 'CELL-9', '2027-01-01')).toEqual({ value: '100', currency: 'EUR' })
  expect(rateOn(['320 EUR for CELL-1 until 2026-12-31'], 'CELL-1', '2026-12-31')).toMatchObject({ value: '320' })
  expect(rateOn(['320 EUR for CELL-1 until 2026-12-31'], 'CELL-1', '2027-01-01')).toBeUndefined()
  expect(rateOn(['320 EUR for CELL-1'], 'CELL-2', '2027-01-01')).toBeUndefined()
})
