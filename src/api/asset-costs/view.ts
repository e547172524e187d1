import type { z } from 'zod'
import { type Duration, type Instant, isAfter, minutes } from '#kernel/time'
import { lostProduction, type LostProduction } from '#model/lost-production'
import { addedUp, type Money } from '#model/money'
import { partCostOf } from '#model/part-cost'
import { rateOn } from '#model/rate'
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
type Lost = LostProduction<KnownStop & { readonly place: string }>

/** What each asset has cost: the parts of its maintenance, and the production that its standstills lost. */
export function assetCosts(ground: CostGround): readonly Cost[] {
  const { plant, assets, from, until } = ground
  const lost = lostOf(ground)
  const used = ground.parts.flatMap((row) => {
    const moves = (row.data.moves ?? []).filter(({ occurredAt: at }) => !isAfter(from, at) && isAfter(until, at))
    return moves.length === 0 ? [] : { ...row.data.order, moves, ...partCostOf(moves) }
  })
  const names = new Set([...lost.map(({ stop }) => stop.asset), ...used.flatMap(({ asset }) => asset ?? [])])
  return [...names]
    .map((asset): Cost => {
      const own = used.filter((one) => one.asset === asset)
      const stops = lost.filter(({ stop }) => stop.asset === asset)
      const orders = new Set([...own.map(({ id }) => id), ...stops.flatMap(({ stop }) => stop.order ?? [])])
      return {
        ...{ plant, asset, name: assets.find((one) => one.asset === asset)?.name ?? own[0]?.assetName ?? null },
        ...summed(own, stops),
        untold: own.reduce((sum, { unpriced }) => sum + unpriced, 0) + stops.filter(({ cost }) => !cost).length,
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
        stops: stops.map(stopView),
      }
    })
    .toSorted((one, other) => highest(other) - highest(one) || one.asset.localeCompare(other.asset))
}

function lostOf({ from, until, timeZone, rates, work, stops, agreed, assets }: CostGround): readonly Lost[] {
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

function summed(parts: readonly { readonly costs: readonly Money[] }[], stops: readonly Lost[]) {
  const ofParts = parts.flatMap(({ costs }) => costs)
  const ofStops = stops.flatMap(({ cost }) => cost ?? [])
  return { total: [...addedUp([...ofParts, ...ofStops])], parts: [...addedUp(ofParts)], lost: [...addedUp(ofStops)] }
}

const stopView = ({ stop: { number, from, until, order }, time, rate, cost }: Lost): Cost['stops'][number] => ({
  ...{ number, from, until: until ?? null, order: order ?? null, minutes: Math.round(time / minutes(1)) },
  cost: cost ?? null,
  rate: rate ? { currency: rate.currency, value: rate.value, of: rate.of ?? null, from: rate.from ?? null } : null,
})

/** Only for which comes first: a sum that is shown is never a float. */
const highest = ({ total }: Cost): number => Math.max(0, ...total.map(({ value }) => Number(value)))
