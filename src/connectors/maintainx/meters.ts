import { z } from 'zod'
import type { MeterRecord } from '#model/ports/maintenance-books'
import { Moment } from '../cmms.ts'
import { meterIn } from '../cmms-meters.ts'
import { understood } from '../question.ts'
import type { MaintainXSettings } from './settings.ts'
import { Id } from './words.ts'

const Meter = z.object({
  id: Id,
  name: z.string(),
  unit: z.string().nullish(),
  asset: z.object({ id: Id, name: z.string().nullish() }).nullish(),
  lastReading: z.object({ value: z.string(), readingDate: Moment, createdAt: Moment }).nullish(),
})

/** Of the readings of a meter it shows the last alone, and only where that is asked for. */
export function meterFrom(row: unknown, settings: MaintainXSettings): MeterRecord {
  const { id: record, name, unit, asset, lastReading } = understood(Meter, row)
  const readings = lastReading ? [{ at: lastReading.readingDate, value: lastReading.value }] : []
  const changedAt = lastReading?.createdAt ?? '1970-01-01T00:00:00.000Z'
  return meterIn(settings, { record, changedAt, name, unit, asset, readings })
}
