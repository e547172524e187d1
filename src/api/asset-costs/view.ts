import type { z } from 'zod'
import { type Duration, type Instant, isAfter, minutes } from '#kernel/time'
import { type LabourCost, labourCostOf } from '#model/labour-cost'
import { lostProduction, type LostProduction } from '#model/lost-production'
import { isCorrective } from '#model/maintenance'
import { addedUp } from '#model/money'
import { partCostOf } from '#model/part-cost'
import { type Rate, rateOn } from '#model/rate'
import type { PlantCard } from '../parts.ts'
import { dayOf } from '../plant-day/days.ts'
import {
  type AgreedRow,
  knownStop,
  type KnownStop,
  type PlacedAsset,
  type StopRow,
  windowsOf,
} from '../plant-day/stops.ts'
import type { OrderPartsRow } from '../spare-parts/view.ts'
import type { AssetCost } from './contract.ts'

/** What is known of one plant in a time. */
export interface CostGround {
  readonly plant: string
  readonly from: Instant
  readonly until: Instant
  readonly timeZone: string
  readonly rates: PlantCard['policy']['rates']
  readonly work: (from: Instant, until: Instant) => Duration
  readonly stops: readonly StopRow[]
  readonly agreed: readonly AgreedRow[]
  readonly parts: readonly OrderPartsRow[]
  readonly assets: readonly PlacedAsset[]
}

type Cost = z.input<typeof AssetCost>
export type Lost = LostProduction<KnownStop & { readonly place: string }>

/** What each asset has cost: parts and work of its maintenance, and the production that its standstills lost. */
export function assetCosts(ground: CostGround): readonly Cost[] {
  const { plant, assets } = ground
  const lost = lostOf(ground)
  const maintained = ground.parts.flatMap((row) => maintainedOf(row, ground))
  const names = new Set([...lost.map(({ stop }) => stop.asset), ...maintained.map(({ asset }) => asset ?? null)])
  return [...names]
    .map((asset): Cost => {
      const own = maintained.filter((one) => (one.asset ?? null) === asset)
      const stops = lost.filter(({ stop }) => stop.asset === asset)
      const orders = new Set([...own.map(({ id }) => id), ...stops.flatMap(({ stop }) => stop.order ?? [])])
      const unpriced = own.reduce((sum, one) => sum + one.unpriced, 0)
      const unrated = [...own.flatMap(({ work }) => work), ...stops].filter(({ cost }) => !cost).length
      return {
        ...{ plant, asset, name: assets.find((one) => one.asset === asset)?.name ?? own[0]?.assetName ?? null },
        ...summed(own, stops),
        ...ofEitherSort(own),
        untold: unpriced + unrated,
        orders: [...orders].map((order) => {
          const told = own.find(({ id }) => id === order)
          return {
            ...{ order, label: told?.label ?? null, kind: told?.kind ?? null },
            ...summed(
              told ? [told] : [],
              stops.filter(({ stop }) => stop.order === order),
            ),
            moves: (told?.moves ?? []).map(({ message }) => message),
          }
        }),
        work: own.flatMap(({ id, work }) => work.map((one) => workView(id, one))),
        stops: stops.map(stopView),
      }
    })
    .toSorted((one, other) => highest(other) - highest(one) || (one.asset ?? '').localeCompare(other.asset ?? ''))
}

/** A maintenance order with the parts and the work that went into it in that time. */
function maintainedOf({ data }: OrderPartsRow, { from, until, rates, timeZone }: CostGround) {
  const isIn = (at: Instant): boolean => !isAfter(from, at) && isAfter(until, at)
  const moves = (data.moves ?? []).filter(({ occurredAt }) => isIn(occurredAt))
  const work = labourCostOf(
    (data.labour ?? []).filter(({ at }) => isIn(at)),
    ({ craft, at }) => rateOn(rates.labour, craft, dayOf(at, timeZone)),
  )
  return moves.length + work.length === 0 ? [] : { ...data.order, moves, work, ...partCostOf(moves) }
}

/** The production that standstills lost, by the place. */
export function lostOf({
  from,
  until,
  timeZone,
  rates,
  work,
  stops,
  agreed,
  assets,
}: Omit<CostGround, 'plant' | 'parts'>): readonly Lost[] {
  const placeOf = (asset: string) => assets.find((one) => one.asset === asset)?.equipment
  const placed = stops.map(knownStop).map((one) => ({ ...one, place: one.place ?? placeOf(one.asset) ?? one.asset }))
  const lost = lostProduction({
    ...{ stops: placed, from, until, work },
    windowsAt: (place) =>
      windowsOf(agreed, [place, ...placed.filter((one) => one.place === place).map(({ asset }) => asset)]),
    rateAt: (place, at) => rateOn(rates.production, place, dayOf(at, timeZone)),
  })
  return lost.filter(({ time }) => time > 0)
}

type Maintained = Exclude<ReturnType<typeof maintainedOf>, readonly never[]>

function summed(orders: readonly Maintained[], stops: readonly Lost[]) {
  const parts = orders.flatMap(({ costs }) => costs)
  const labour = orders.flatMap(({ work }) => work.flatMap(({ cost }) => cost ?? []))
  const lost = stops.flatMap(({ cost }) => cost ?? [])
  const total = [...addedUp([...parts, ...labour, ...lost])]
  return { total, parts: [...addedUp(parts)], labour: [...addedUp(labour)], lost: [...addedUp(lost)] }
}

/** What was spent because something had failed, and what so that it does not. */
function ofEitherSort(orders: readonly Maintained[]) {
  const spent = (some: readonly Maintained[] = []) => {
    const { parts, labour } = summed(some, [])
    return [...addedUp([...parts, ...labour])]
  }
  const { corrective, preventive } = Object.groupBy(orders, ({ kind }) =>
    isCorrective(kind) ? 'corrective' : 'preventive',
  )
  return { corrective: spent(corrective), preventive: spent(preventive) }
}

const workView = (order: string, { time, rate, cost }: LabourCost): Cost['work'][number] => ({
  ...{ message: time.message, order, person: time.person, craft: time.craft ?? null, at: time.at },
  ...{ minutes: time.minutes, rate: rateView(rate), cost: cost ?? null },
})

const stopView = ({ stop: { number, from, until, order }, time, rate, cost }: Lost): Cost['stops'][number] => ({
  ...{ number, from, until: until ?? null, order: order ?? null, minutes: Math.round(time / minutes(1)) },
  ...{ rate: rateView(rate), cost: cost ?? null },
})

export const rateView = (rate: Rate | undefined) =>
  rate ? { currency: rate.currency, value: rate.value, of: rate.of ?? null, from: rate.from ?? null } : null

/** Only for which comes first: a sum that is shown is never a float. */
const highest = ({ total }: Cost): number => Math.max(0, ...total.map(({ value }) => Number(value)))
