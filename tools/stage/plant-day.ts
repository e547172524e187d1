import type { Indicators, PlantDay } from '#api'
import { type IndicatorName, indicators, INDICATORS_DEFINITION } from '#model/indicators'
import { instantOf, wallTimeAt } from '#kernel/wall-clock'
import { PlantDayList } from '../../src/api/plant-day/contract.ts'
import { costsOfDay } from './asset-costs.ts'
import { plus, type StageClock, uuid } from './clock.ts'
import { noOee, oeeOfStage } from './oee.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

const ZONE = 'Europe/Vienna'
const hour = 3600

/** The day before the one on which the story plays, so that a picture has all of its hours. */
export function fullDay(clock: StageClock): PlantDay {
  const { year, month, day } = wallTimeAt(plus(clock.now, -24 * hour), ZONE)
  const from = instantOf({ year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0 }, ZONE)!
  const at = (hours: number): string => plus(from, hours * hour)
  const eur = (value: string) => [{ currency: 'EUR', value }]
  const stop = (number: number, begins: number, ends: number | null, reason: string, over: object = {}) => ({
    ...{ number, from: at(begins), until: ends === null ? null : at(ends), reason },
    ...{ isFailure: true, isVoid: false, isCounted: true },
    ...over,
  })
  const reliable = (asset: string, name: string, failures: number, over: object) => ({
    ...{ asset, name, failures, uncoded: 0, plannedMinutes: 57_600, downMinutes: 0 },
    ...{ betweenFailures: null, toRestore: null, availability: 1 },
    ...over,
  })
  return {
    ...{ plant: 'A', day: new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10), from, until: at(24) },
    provisional: 'PB-0117 has stood still since then.',
    downtime: { unplanned: 245, planned: 240 },
    assets: [
      {
        ...{ asset: 'PB-0117', name: 'Press brake 110 t', unplanned: 210, planned: 240 },
        stops: [
          stop(12, 8.2, 9.9, 'Seal of the hydraulic unit'),
          stop(13, 13, 13.3, 'Light curtain', { isVoid: true, isCounted: false }),
          stop(14, 22.2, null, 'Hydraulic pressure'),
        ],
        windows: [{ window: 'PM-311', title: 'Change the seals', from: at(15), until: at(19) }],
      },
      {
        ...{ asset: 'ROB-4', name: 'Welding robot 4', unplanned: 35, planned: 0 },
        stops: [stop(3, 10.5, 11.1, 'Waits for material', { isFailure: false, isCounted: false })],
        windows: [],
      },
    ],
    atRisk: [
      {
        ...{ order: 'odoo.42', label: 'WH/MO/00042', link: null, asset: 'PB-0117', isLate: true, lateMinutes: 1_130 },
        ...{ promised: at(34), expected: at(53) },
        sales: [{ order: 'S00042', customer: 'Azure Interior', value: '12480.00', currency: 'EUR' }],
      },
      {
        ...{ order: 'odoo.38', label: 'WH/MO/00038', link: null, asset: 'PB-0117', isLate: false, lateMinutes: 0 },
        ...{ promised: at(80), expected: at(60), sales: [] },
      },
    ],
    parts: {
      ...{ costs: eur('184.50'), unpriced: 1 },
      orders: [
        {
          order: 'cmms.7',
          label: 'WO000007',
          asset: 'PB-0117',
          costs: eur('142.00'),
          unpriced: 1,
          messages: [uuid(9, 1), uuid(9, 2)],
        },
        {
          order: 'cmms.9',
          label: 'WO000009',
          asset: 'ROB-4',
          costs: eur('42.50'),
          unpriced: 0,
          messages: [uuid(9, 3)],
        },
      ],
    },
    costs: { definition: 1, total: eur('1382.5'), assets: [...costsOfDay(at)] },
    oee: oeeOfStage(at),
    indicators: figuresOf(clock, [0.984, 9_443, 126, 0.62], '41250.5', 1),
    reliability: {
      ...{ definition: 1, from: plus(from, -90 * 24 * hour), until: at(24) },
      assets: [
        reliable('PB-0117', 'Press brake 110 t', 6, {
          ...{ uncoded: 1, downMinutes: 940, betweenFailures: 9_443, toRestore: 126, availability: 0.984 },
        }),
        reliable('ROB-4', 'Welding robot 4', 0, { downMinutes: 145, availability: 0.997 }),
      ],
    },
  }
}

/** The six figures: shares and times, what downtime cost, and how many orders are at risk. */
function figuresOf(
  clock: StageClock,
  [availability, betweenFailures, toRestore, plannedShare]: readonly (number | null)[],
  cost: string | undefined,
  ordersAtRisk: number,
): Indicators {
  const values = { availability, betweenFailures, toRestore, plannedShare, downtimeCost: null, ordersAtRisk }
  const figures = (Object.keys(indicators) as IndicatorName[]).map((indicator) => {
    const { formula, owner, events } = indicators[indicator]
    const costs = indicator === 'downtimeCost' && cost ? [{ currency: 'EUR', value: cost }] : []
    return { indicator, value: values[indicator] ?? null, costs, formula, owner, events: [...events] }
  })
  return { definition: INDICATORS_DEFINITION, from: plus(clock.now, -90 * 24 * hour), until: clock.now, figures }
}

/** A plant on whose day nothing was said. */
export const quietDay = (clock: StageClock): PlantDay => ({
  ...fullDay(clock),
  ...{ provisional: 'The day is not over.', downtime: { unplanned: 0, planned: 0 }, assets: [], atRisk: [] },
  parts: { costs: [], unpriced: 0, orders: [] },
  costs: { definition: 1, total: [], assets: [] },
  oee: noOee,
  indicators: figuresOf(clock, [1, null, null, null], undefined, 0),
  reliability: { definition: 1, from: plus(clock.now, -90 * 24 * hour), until: clock.now, assets: [] },
})

export const plantDayAnswer = (world: World, { query }: Asked): unknown =>
  PlantDayList.parse({
    days: [{ ...world.plantDay, ...(query.get('day') ? { day: query.get('day') } : {}) }],
    group:
      world.session.plants.length > 1
        ? { ...figuresOf(world.clock, [0.991, 12_480, 118, 0.58], '68920', 2), plants: ['A', 'B'] }
        : null,
  })
