import { isAfter } from '#kernel/time'
import type { DowntimeRecord } from '#model/asset-downtime'
import type { DowntimeRecordFile } from '#model/downtime-record-case'
import { DowntimeLedger } from '#model/ports/downtime-ledger'
import type { Intention } from '#model/ports/port'

type Told = Pick<DowntimeRecord, 'workCentre' | 'from' | 'until' | 'reason' | 'isVoid'>

/** Whether it is to be counted at a work centre: it stood still there, for a while. */
const isToBeCounted = ({ isVoid, workCentre, from, until }: Told): boolean =>
  !isVoid && workCentre !== undefined && isAfter(until, from)

/** Whether the entry says already what it is to say. */
const saysSo = (told: Told, { counted, ...before }: DowntimeRecordFile): boolean =>
  counted !== undefined &&
  counted.erp !== 'refused' &&
  (['workCentre', 'from', 'until', 'reason'] as const).every((name) => told[name] === before[name])

/** What has to happen to a standstill's entry in the ERP for it to stand there as it is known now. */
export function entryFor(
  plant: string,
  told: DowntimeRecord,
  before: DowntimeRecordFile | undefined,
  isRuled: boolean,
): Intention | undefined {
  const downtime = `${plant}/${told.downtime}`
  const stands = before?.counted && before.counted.erp !== 'gone' ? before.counted : undefined
  if (!isToBeCounted(told)) return stands && DowntimeLedger.drop({ downtime, workCentre: stands.workCentre })
  if (!isRuled && stands && saysSo(told, before!)) return undefined
  const { asset, workCentre, from, until, reason } = told
  return DowntimeLedger.keep({
    ...{ downtime, workCentre: workCentre!, from, to: until },
    title: `${asset} stood still${reason ? `: ${reason}` : ''}`.slice(0, 300),
    ...(reason ? { reason } : {}),
    // Whoever has it tried again knows that somebody has deleted it.
    anew: isRuled,
  })
}
