import type { z } from 'zod'
import { between, type Duration, epochMilliseconds, type Instant, minutes } from '#kernel/time'
import type { DowntimeRecord } from '#model/asset-downtime'
import { type Downtime, type DowntimeFile, isCounted, lasting } from '#model/asset-downtime-case'
import type { WindowFile } from '#model/maintenance-window-case'
import { partCostOf } from '#model/part-cost'
import { RELIABILITY_DEFINITION, reliabilityOf, type Stop, workIn } from '#model/reliability'
import type { OrderPartsRow } from '../spare-parts/view.ts'
import type { PlantDay } from './contract.ts'

export type StopRow =
  | { readonly plant: string; readonly kind: 'downtime-record'; readonly data: DowntimeRecord }
  | { readonly plant: string; readonly kind: 'asset-downtime'; readonly data: DowntimeFile }

export interface AgreedRow {
  readonly plant: string
  readonly window: string
  readonly data: WindowFile
}

/** What is known of one plant: everything that reaches into the time that is looked at. */
export interface DayGround {
  readonly plant: string
  readonly day: string
  readonly from: Instant
  /** Of the day by the clock of the plant. */
  readonly end: Instant
  readonly now: Instant
  /** Since when reliability is computed. */
  readonly since: Instant
  readonly work: (from: Instant, until: Instant) => Duration
  readonly stops: readonly StopRow[]
  readonly agreed: readonly AgreedRow[]
  readonly parts: readonly OrderPartsRow[]
  /** Name and place of each asset. */
  readonly assets: readonly { readonly asset: string; readonly name: string; readonly equipment: string | null }[]
}

interface Known extends Stop {
  readonly asset: string
  readonly number: number
  readonly isFailure: boolean
  readonly reason?: string
  readonly isUncoded: boolean
}

type Day = z.input<typeof PlantDay>

export function plantDay(ground: DayGround): Day {
  const { plant, day, from, end, now, since, work, agreed, parts } = ground
  const until = isBefore(now, end) ? now : end
  const stops = ground.stops.map(knownOf)
  const nameOf = (asset: string): string | null => ground.assets.find((one) => one.asset === asset)?.name ?? null
  const windowsOf = (asset: string) => {
    const place = ground.assets.find((one) => one.asset === asset)?.equipment
    return agreed
      .filter(({ data }) => data.equipment.some((name) => name === asset || name === place))
      .map(({ window, data: { title, booked } }) => ({ window, title, from: booked!.start, until: booked!.end }))
  }
  const span = { from, until, work }
  const names = new Set([
    ...stops.map(({ asset }) => asset),
    ...ground.assets.map(({ asset }) => asset).filter((asset) => windowsOf(asset).length > 0),
  ])

  const days = [...names].flatMap((asset) => {
    const own = stops.filter((one) => one.asset === asset && reaches(one, from, until))
    const windows = windowsOf(asset).filter((one) => reaches(one, from, until))
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
  const lately = { from: since, until, work }
  return {
    ...{ plant, day, from, until: end },
    provisional: provisional(ground, stops),
    downtime: { unplanned: sum(days.map((one) => one.unplanned)), planned: sum(days.map((one) => one.planned)) },
    assets: days.toSorted((one, other) => other.unplanned - one.unplanned || other.planned - one.planned),
    atRisk: isBefore(now, end) ? ground.stops.flatMap(atRiskOf) : [],
    parts: partsOf(parts, from, end),
    reliability: {
      ...{ definition: RELIABILITY_DEFINITION, from: since, until: end },
      assets: [...new Set(stops.map(({ asset }) => asset))]
        .map((asset) => {
          const own = stops.filter((one) => one.asset === asset)
          const figures = reliabilityOf({ ...lately, stops: own, windows: windowsOf(asset) })
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
}

function knownOf(row: StopRow): Known {
  if (row.kind === 'downtime-record') {
    const { asset, number, from, until, isVoid, isCounted: counts, isFailure, reason } = row.data
    const isUncoded = isFailure && !isVoid && !counts
    return {
      asset,
      number,
      from,
      until,
      isVoid,
      isCounted: counts,
      isFailure,
      isUncoded,
      ...(reason ? { reason } : {}),
    }
  }
  const one = lasting(row.data)!
  return {
    ...{ asset: row.data.asset, number: one.number, from: one.from, isFailure: one.isFailure, isUncoded: false },
    ...{ isVoid: one.voided !== undefined, isCounted: isCounted(one) },
    ...(one.reason ? { reason: one.reason } : {}),
  }
}

/** While the day goes on, something stands still, or a price is not told, the figures may change. */
function provisional({ now, end, parts, from }: DayGround, stops: readonly Known[]): string | null {
  if (isBefore(now, end)) return 'The day is not over.'
  const open = stops.find((one) => one.until === undefined && isBefore(one.from, end))
  if (open) return `${open.asset} has stood still since then.`
  if (stops.some((one) => one.isUncoded && reaches(one, from, end))) return 'Nobody has said yet how something failed.'
  return partsOf(parts, from, end).unpriced > 0 ? 'Odoo has not told the price of every part yet.' : null
}

function atRiskOf(row: StopRow): Day['atRisk'] {
  const open: Downtime | undefined = row.kind === 'asset-downtime' ? lasting(row.data) : undefined
  return (open?.atRisk?.orders ?? []).map(
    ({ order, label, link = null, promised = null, expected = null, lateBy, sales }) => ({
      ...{ order, label, link, promised, expected, asset: row.data.asset, lateMinutes: inMinutes(Math.max(0, lateBy)) },
      sales: sales.map(({ order: number, customer, value = null, currency = null }) => ({
        ...{ order: number, customer, value, currency },
      })),
    }),
  )
}

function partsOf(rows: readonly OrderPartsRow[], from: Instant, until: Instant): Day['parts'] {
  const used = rows.flatMap(({ order, data }) => {
    const moves = (data.moves ?? []).filter(({ occurredAt: at }) => !isBefore(at, from) && isBefore(at, until))
    return moves.length === 0 ? [] : { order, label: data.order.label, asset: data.order.asset ?? null, moves }
  })
  return {
    ...partCostOf(used.flatMap(({ moves }) => moves)),
    orders: used.map(({ moves, ...one }) => ({ ...one, ...partCostOf(moves) })),
  } as Day['parts']
}

const isBefore = (one: Instant, other: Instant): boolean => epochMilliseconds(one) < epochMilliseconds(other)
const reaches = (one: { readonly from: Instant; readonly until?: Instant }, from: Instant, until: Instant): boolean =>
  isBefore(one.from, until) && (one.until === undefined || between(from, one.until) > 0)
const inMinutes = (duration: Duration): number => Math.round(duration / minutes(1))
const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0)
