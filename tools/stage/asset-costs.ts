import type { AssetCost, AssetCostList } from '#api'
import { AssetCostList as List } from '../../src/api/asset-costs/contract.ts'
import { type StageClock, uuid } from './clock.ts'
import type { World } from './world.ts'

const eur = (value: string) => [{ currency: 'EUR', value }]
const rate = { currency: 'EUR', value: '320', of: 'CELL-1', from: null }

/** Two standstills by their moments: both at a place whose hour is worth something. */
const lostTwice = (at: readonly [string, string, string], order: string): AssetCost['stops'] => [
  {
    ...{ number: 12, from: at[0], until: at[1], order, minutes: 102, rate },
    cost: { currency: 'EUR', value: '544' },
  },
  {
    ...{ number: 14, from: at[2], until: null, order: null, minutes: 108, rate },
    cost: { currency: 'EUR', value: '576' },
  },
]

const repair = (at: string, order: string): AssetCost['work'][number] => ({
  ...{ message: uuid(9, 4), order, person: 'Mia Wolf', craft: 'fitter', at, minutes: '90' },
  rate: { currency: 'EUR', value: '52', of: 'fitter', from: null },
  cost: { currency: 'EUR', value: '78' },
})

/** A robot at a place that no rule knows the worth of. */
const robot = (from: string, until: string): AssetCost => ({
  ...{ plant: 'A', asset: 'ROB-4', name: 'Welding robot 4', total: eur('42.5'), parts: eur('42.5'), lost: [] },
  ...{ labour: [], work: [], corrective: [], preventive: eur('42.5') },
  untold: 1,
  orders: [
    {
      ...{ order: 'cmms.9', label: 'WO000009', kind: 'preventive-time', total: eur('42.5'), parts: eur('42.5') },
      ...{ labour: [], lost: [], moves: [uuid(9, 3)] },
    },
  ],
  stops: [{ number: 3, from, until, order: null, minutes: 35, rate: null, cost: null }],
})

/** What three months cost: a press that failed twice, and a robot. */
export function fullCosts(clock: StageClock): AssetCostList {
  const press: AssetCost = {
    ...{ plant: 'A', asset: 'HYD-0117', name: 'Hydraulic unit', total: eur('1250.5'), parts: eur('52.5') },
    ...{ corrective: eur('90.5'), preventive: eur('40') },
    ...{ labour: eur('78'), lost: eur('1120'), untold: 0, work: [repair(clock.ago(895), 'cmms.4711')] },
    orders: [
      {
        ...{ order: 'cmms.4711', label: 'WO004711', kind: 'corrective-breakdown', total: eur('634.5') },
        ...{ parts: eur('12.5'), labour: eur('78'), lost: eur('544'), moves: [uuid(9, 1)] },
      },
      {
        ...{ order: 'cmms.4698', label: 'WO004698', kind: 'preventive-usage', total: eur('40'), parts: eur('40') },
        ...{ labour: [], lost: [], moves: [uuid(9, 2)] },
      },
    ],
    stops: lostTwice([clock.ago(900), clock.ago(798), clock.ago(108)], 'cmms.4711'),
  }
  return {
    ...{ definition: 1, days: 90 },
    costs: [press, robot(clock.ago(700), clock.ago(665))],
  }
}

/** What one day of them cost, by its hours. */
export function costsOfDay(at: (hours: number) => string): readonly AssetCost[] {
  const press: AssetCost = {
    ...{ plant: 'A', asset: 'PB-0117', name: 'Press brake 110 t', total: eur('1340'), parts: eur('142') },
    ...{ corrective: eur('220'), preventive: [] },
    ...{ labour: eur('78'), lost: eur('1120'), untold: 1, work: [repair(at(8.3), 'cmms.7')] },
    orders: [
      {
        ...{ order: 'cmms.7', label: 'WO000007', kind: 'corrective-breakdown', total: eur('764'), parts: eur('142') },
        ...{ labour: eur('78'), lost: eur('544'), moves: [uuid(9, 1)] },
      },
    ],
    stops: lostTwice([at(8.2), at(9.9), at(22.2)], 'cmms.7'),
  }
  return [press, robot(at(10.5), at(11.1))]
}

export const noCosts = (clock: StageClock): AssetCostList => ({ ...fullCosts(clock), costs: [] })

export const costsAnswer = (world: World): unknown => List.parse(world.costs)
