import type { z } from 'zod'
import { between, type Duration, type Instant, minutes } from '#kernel/time'
import { type Downtime, lasting } from '#model/asset-downtime-case'
import type { IndicatorSums } from '#model/indicators'
import { LOST_PRODUCTION_DEFINITION } from '#model/lost-production'
import { addedUp } from '#model/money'
import { partCostOf } from '#model/part-cost'
import { RELIABILITY_DEFINITION, reliabilityOf, workIn } from '#model/reliability'
import { assetCosts, type CostGround } from '../asset-costs/view.ts'
import type { OrderPartsRow } from '../spare-parts/view.ts'
import type { PlantDay } from './contract.ts'
import { indicatorsTold, sumsOf } from './indicators.ts'
import { missingText } from './missing.ts'
import { type OeeGround, oeeOfDay } from './oee.ts'
import { type KnownStop, knownStop, type StopRow, windowsOf } from './stops.ts'
import { isBefore } from './stretches.ts'

/** What is known of one plant: everything that reaches into the time that is looked at. */
export interface DayGround extends Omit<CostGround, 'until' | 'assets'>, Omit<OeeGround, 'until'> {
  readonly day: string
  /** Since when reliability is computed. */
  readonly since: Instant
}

type Day = z.input<typeof PlantDay>

/** A plant's day, and the sums that a group adds up. */
export function plantDay(ground: DayGround): { readonly day: Day; readonly sums: IndicatorSums } {
  const { plant, day, from, end, now, since, work, agreed, parts } = ground
  const until = isBefore(now, end) ? now : end
  const stops = ground.stops.map(knownStop)
  const nameOf = (asset: string): string | null => ground.assets.find((one) => one.asset === asset)?.name ?? null
  const windowsFor = (asset: string) =>
    windowsOf(agreed, [asset, ground.assets.find((one) => one.asset === asset)?.equipment])
  const span = { from, until, work }
  const names = new Set([
    ...stops.map(({ asset }) => asset),
    ...ground.assets.map(({ asset }) => asset).filter((asset) => windowsFor(asset).length > 0),
  ])

  const days = [...names].flatMap((asset) => {
    const own = stops.filter((one) => one.asset === asset && reaches(one, from, until))
    const windows = windowsFor(asset).filter((one) => reaches(one, from, until))
    if (own.length === 0 && windows.length === 0) return []
    const { down } = reliabilityOf({ ...span, stops: own, windows })
    return {
      ...{ asset, name: nameOf(asset), unplanned: inMinutes(down), planned: inMinutes(workIn(windows, span)) },
      stops: own.map(({ number, from: begins, until: ends = null, isFailure, isVoid, isCounted: counts, reason }) => ({
        ...{ number, from: begins, until: ends, isFailure, isVoid, isCounted: counts, reason: reason ?? null },
      })),
      windows,
    }
  })
  const costs = assetCosts({ ...ground, until })
  const lately = { from: since, until, work }
  const inTheWay = isBefore(now, end) ? ground.stops.flatMap(inTheWayOf) : []
  const late = new Set(inTheWay.flatMap(({ order, isLate }) => (isLate ? order : [])))
  const sums = sumsOf({ ...ground, from: since, until }, late.size)
  const told: Day = {
    ...{ plant, day, from, until: end },
    provisional: provisional(ground, stops),
    downtime: { unplanned: sum(days.map((one) => one.unplanned)), planned: sum(days.map((one) => one.planned)) },
    assets: days.toSorted((one, other) => other.unplanned - one.unplanned || other.planned - one.planned),
    atRisk: inTheWay.toSorted((one, other) => other.lateMinutes - one.lateMinutes),
    parts: partsOf(parts, from, end),
    costs: {
      definition: LOST_PRODUCTION_DEFINITION,
      total: [...addedUp(costs.flatMap(({ total }) => total))],
      assets: [...costs],
    },
    indicators: indicatorsTold([sums], { from: since, until: end }),
    oee: oeeOfDay({ ...ground, until }),
    reliability: {
      ...{ definition: RELIABILITY_DEFINITION, from: since, until: end },
      assets: [...new Set(stops.map(({ asset }) => asset))]
        .map((asset) => {
          const own = stops.filter((one) => one.asset === asset)
          const figures = reliabilityOf({ ...lately, stops: own, windows: windowsFor(asset) })
          const { planned, down, failures, betweenFailures, toRestore, availability } = figures
          return {
            ...{ asset, name: nameOf(asset), failures },
            availability: availability === undefined ? null : Math.round(availability * 10_000) / 10_000,
            uncoded: own.filter((one) => one.isUncoded && reaches(one, since, until)).length,
            plannedMinutes: inMinutes(planned),
            downMinutes: inMinutes(down),
            betweenFailures: betweenFailures === undefined ? null : inMinutes(betweenFailures),
            toRestore: toRestore === undefined ? null : inMinutes(toRestore),
          }
        })
        .toSorted((one, other) => other.downMinutes - one.downMinutes),
    },
  }
  return { day: told, sums }
}

/** While the day goes on, something stands still, or what belongs to it was not told, the figures may change. */
function provisional({ now, end, parts, from, missing }: DayGround, stops: readonly KnownStop[]): string | null {
  if (isBefore(now, end)) return 'The day is not over.'
  const open = stops.find((one) => one.until === undefined && isBefore(one.from, end))
  if (open) return `${open.asset} has stood still since then.`
  if (stops.some((one) => one.isUncoded && reaches(one, from, end))) return 'Nobody has said yet how something failed.'
  if (missing.length > 0) return missingText(missing)
  return partsOf(parts, from, end).unpriced > 0 ? 'Odoo has not told the price of every part yet.' : null
}

function inTheWayOf(row: StopRow): Day['atRisk'] {
  const open: Downtime | undefined = row.kind === 'asset-downtime' ? lasting(row.data) : undefined
  return (open?.atRisk?.orders ?? []).map(
    ({ order, label, link = null, promised = null, expected = null, lateBy, sales }) => ({
      ...{ order, label, link, promised, expected, asset: row.data.asset },
      ...latenessOf([lateBy, ...sales.map((one) => one.lateBy)]),
      sales: sales.map(({ order: number, customer, value = null, currency = null }) => ({
        ...{ order: number, customer, value, currency },
      })),
    }),
  )
}

function latenessOf(each: readonly Duration[]): Pick<Day['atRisk'][number], 'isLate' | 'lateMinutes'> {
  const worst = Math.max(0, ...each)
  return { isLate: worst > 0, lateMinutes: inMinutes(worst) }
}

function partsOf(rows: readonly OrderPartsRow[], from: Instant, until: Instant): Day['parts'] {
  const used = rows.flatMap(({ order, data }) => {
    const moves = (data.moves ?? []).filter(({ occurredAt: at }) => !isBefore(at, from) && isBefore(at, until))
    return moves.length === 0 ? [] : { order, label: data.order.label, asset: data.order.asset ?? null, moves }
  })
  return {
    ...partCostOf(used.flatMap(({ moves }) => moves)),
    orders: used.map(({ moves, ...one }) => ({
      ...{ ...one, ...partCostOf(moves) },
      messages: moves.map(({ message }) => message),
    })),
  } as Day['parts']
}

const reaches = (one: { readonly from: Instant; readonly until?: Instant }, from: Instant, until: Instant): boolean =>
  isBefore(one.from, until) && (one.until === undefined || between(from, one.until) > 0)
const inMinutes = (duration: Duration): number => Math.round(duration / minutes(1))
const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0)
