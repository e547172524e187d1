import { z } from 'zod'
import type { MeterRecord } from '#model/ports/maintenance-books'
import { Moment } from '../cmms.ts'
import { meterIn } from '../cmms-meters.ts'
import { understood } from '../question.ts'
import { Asset, Id } from './mapping.ts'
import type { AtlasSettings } from './settings.ts'

const Meter = z.object({
  id: Id,
  name: z.string(),
  unit: z.string().nullish(),
  asset: Asset,
  lastReading: Moment.nullish(),
  updatedAt: Moment,
})
const Readings = z.array(z.object({ value: z.string(), createdAt: Moment }))

/** A reading leaves no mark on its meter but when the last one was; each is asked for by itself. */
export async function meterFrom(
  row: unknown,
  readingsOf: (id: string) => Promise<unknown>,
  settings: AtlasSettings,
): Promise<MeterRecord> {
  const { id: record, name, unit, asset, lastReading, updatedAt } = understood(Meter, row)
  const rows = lastReading ? understood(Readings, (await readingsOf(record)) ?? [], 'readings') : []
  return meterIn(settings, {
    ...{ record, name, unit, changedAt: lastReading ?? updatedAt },
    asset: asset && { id: asset.id, code: asset.customId, name: asset.name },
    readings: rows.map(({ value, createdAt: at }) => ({ value, at })),
  })
}
