import type { DowntimeRecord } from '#model/asset-downtime'
import { type DowntimeFile, isCounted, lasting } from '#model/asset-downtime-case'
import type { WindowFile } from '#model/maintenance-window-case'
import type { Stop } from '#model/reliability'

export type StopRow =
  | { readonly plant: string; readonly kind: 'downtime-record'; readonly data: DowntimeRecord }
  | { readonly plant: string; readonly kind: 'asset-downtime'; readonly data: DowntimeFile }

export interface AgreedRow {
  readonly plant: string
  readonly window: string
  readonly data: WindowFile
}

/** An asset with its name and its place. */
export interface PlacedAsset {
  readonly asset: string
  readonly name: string
  readonly equipment: string | null
}

/** A standstill that is over, or that lasts, told alike. */
export interface KnownStop extends Stop {
  readonly asset: string
  readonly number: number
  readonly isFailure: boolean
  readonly isUncoded: boolean
  readonly place?: string
  readonly order?: string
  readonly reason?: string
}

export function knownStop(row: StopRow): KnownStop {
  if (row.kind === 'downtime-record') {
    const { asset, number, from, until, isVoid, isCounted: counts, isFailure } = row.data
    const isUncoded = isFailure && !isVoid && !counts
    return { asset, number, from, until, isVoid, isCounted: counts, isFailure, isUncoded, ...saidOf(row.data) }
  }
  const one = lasting(row.data)!
  return {
    ...{ asset: row.data.asset, number: one.number, from: one.from, isFailure: one.isFailure, isUncoded: false },
    ...{ isVoid: one.voided !== undefined, isCounted: isCounted(one) },
    ...saidOf(one),
  }
}

const saidOf = ({
  place,
  order,
  reason,
}: Pick<DowntimeRecord, 'place' | 'reason'> & { readonly order?: string | undefined }) => ({
  ...(place ? { place } : {}),
  ...(order ? { order } : {}),
  ...(reason ? { reason } : {}),
})

/** What both had agreed to take out of work at these places, or of these assets. */
export const windowsOf = (agreed: readonly AgreedRow[], names: readonly (string | null | undefined)[]) =>
  agreed
    .filter(({ data }) => data.equipment.some((name) => names.includes(name)))
    .map(({ window, data: { title, booked } }) => ({ window, title, from: booked!.start, until: booked!.end }))
