import type { Instant } from '#kernel/time'
import { epochMilliseconds } from '#kernel/time'
import { METER_READ } from '#model/meter-reading'
import type { MeterRecord } from '#model/ports/maintenance-books'
import type { News } from './news.ts'

/** Up to when the readings of a meter were told. */
export interface SaidOfMeter {
  readonly meter: string
  readonly upTo: Instant
}

/** What is to be told of a meter: each reading since the last that was told, under a name of its own. */
export function readingsOf(before: SaidOfMeter | undefined, record: MeterRecord): readonly News[] {
  const { asset, assetName, meter, readings, changedAt: recordedAt } = record
  return readings
    .filter(({ at }) => !before || epochMilliseconds(at) > epochMilliseconds(before.upTo))
    .map(({ at, shows }) => ({
      type: METER_READ,
      id: `meter.${record.record}@${at}`,
      ...{ occurredAt: at, recordedAt },
      data: { asset, ...(assetName ? { assetName } : {}), meter, reading: shows },
    }))
}
