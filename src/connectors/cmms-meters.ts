import type { Instant } from '#kernel/time'
import { MeterName } from '#model/meter-reading'
import type { MeterRecord } from '#model/ports/maintenance-books'
import { decimalFrom, quantity, type Unit } from '#model/quantity'
import { assetIn, type CmmsSettings } from './cmms.ts'
import { understood } from './question.ts'

/** What people write where they say what a meter counts; what goes up and down, as a temperature does, is none of these. */
const usual: Readonly<Record<string, Unit>> = {
  ...{ h: 'HUR', hr: 'HUR', hrs: 'HUR', hour: 'HUR', hours: 'HUR', min: 'MIN', minutes: 'MIN' },
  ...{ pcs: 'H87', pieces: 'H87', cycles: 'H87', strokes: 'H87', units: 'H87' },
  ...{ kg: 'KGM', kilograms: 'KGM', l: 'LTR', liters: 'LTR', litres: 'LTR', m: 'MTR', meters: 'MTR', metres: 'MTR' },
}

interface Shown {
  readonly record: string
  readonly changedAt: Instant
  readonly name: string
  readonly unit: string | null | undefined
  readonly asset:
    | { readonly id: string; readonly code?: string | null | undefined; readonly name?: string | null | undefined }
    | null
    | undefined
  readonly readings: readonly { readonly at: Instant; readonly value: string }[]
}

/** A meter as its CMMS shows it. Of one that stands on no asset, or that counts nothing the hub knows, no reading is told. */
export function meterIn(
  settings: CmmsSettings,
  { record, changedAt, name, unit, asset, readings }: Shown,
): MeterRecord {
  const word = unit?.trim() ?? ''
  const uom = settings.meterUnits[word] ?? usual[word.toLowerCase()]
  const at = assetIn(settings, asset)
  const told = readings.flatMap(({ at: read, value }) => {
    const shows = decimalFrom(value)
    return uom && shows !== undefined && !shows.startsWith('-') ? [{ at: read, shows: quantity(shows, uom) }] : []
  })
  return {
    ...{ book: 'meters', record, changedAt, plant: at.plant },
    asset: at.asset ?? '',
    ...(asset?.name ? { assetName: asset.name.slice(0, 200) } : {}),
    meter: understood(MeterName, name, 'name of the meter'),
    readings: at.asset === undefined ? [] : told.toSorted((one, other) => (one.at < other.at ? -1 : 1)),
  }
}
