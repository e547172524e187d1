import { z } from 'zod'
import { defineFlow, type EffectAnswered, type Outcome, type Situation } from '#engine'
import { minutes } from '#kernel/time'
import { DowntimeRecord } from '#model/asset-downtime'
import { DOWNTIME_RECORDED } from '#model/asset-downtime-events'
import { EntryStanding } from '#model/downtime-entry'
import type { CountedDowntime, DowntimeRecordFile } from '#model/downtime-record-case'
import { DowntimeLedger } from '#model/ports/downtime-ledger'
import { entryFor } from './entry.ts'

/**
 * A standstill that is over, as whoever computes with it finds it for ever: each revision is the whole of it. The ERP counts
 * it at its work centre, so that its figures lose what was lost.
 */
export const downtimeRecord = defineFlow({
  name: 'downtime-record',
  version: '2',
  purpose:
    'Each standstill that is over is kept as it is known last, for figures of reliability, and counted in the ERP',
  owner: 'supervisor',
  on: [DOWNTIME_RECORDED],
  body: DowntimeRecord,
  target: { p95: minutes(1), p99: minutes(5) },
  asksOwner: true,
  hearsConfirmations: true,

  decide({ message: { plant }, body, file, keeps, ruled }): Outcome<DowntimeRecordFile> {
    const { downtime, revision, workCentre } = body
    const before = file?.data
    const isLater = before !== undefined && before.revision > revision
    if (isLater || (before?.revision === revision && !ruled))
      return { verdict: 'accepted', sentence: `A later revision of ${downtime} is kept already.` }
    const entry = keeps(DowntimeLedger) ? entryFor(plant, body, before, ruled !== undefined) : undefined
    const counted: CountedDowntime | undefined = entry
      ? { ...before?.counted, workCentre: workCentre ?? before!.counted!.workCentre, erp: 'asked' }
      : before?.counted
    return {
      verdict: 'accepted',
      sentence: `${downtime} is kept as it is known now${body.isCounted ? '' : ', and is not counted'}.`,
      file: { state: 'closed', data: { ...body, ...(counted ? { counted } : {}) } },
      ...(entry ? { intents: [entry] } : {}),
    }
  },

  answered,
})

const Receipt = z.looseObject({
  documents: z.array(z.looseObject({ link: z.string().optional() })),
  after: EntryStanding,
})

/** What the ERP counts of it is kept with the standstill, so that its page says so. */
function answered({
  body: { state, failure, receipt },
  file,
}: Situation<EffectAnswered, Record<never, never>, DowntimeRecordFile>): Outcome<DowntimeRecordFile> {
  const counted = file?.data.counted
  if (!file || !counted) return { verdict: 'accepted', sentence: 'Nobody keeps this standstill.' }
  const { workCentre } = counted
  const now = (one: CountedDowntime) => ({ state: file.state, data: { ...file.data, counted: one } })
  if (state === 'refused') {
    const sentence = `The ERP would not: ${failure?.sentence ?? 'it gave no reason'}`
    return { verdict: 'accepted', sentence, file: now({ ...counted, erp: 'refused' }) }
  }
  const { documents, after } = Receipt.parse(receipt)
  if (after.minutes === null)
    return { verdict: 'accepted', sentence: 'The ERP counts it no more.', file: now({ workCentre, erp: 'gone' }) }
  const { link } = documents[0] ?? {}
  return {
    verdict: 'accepted',
    sentence: `The ERP counts ${Math.round(Number(after.minutes))} min of it${after.loss ? ` as ${after.loss}` : ''}.`,
    file: now({
      ...{ workCentre, erp: 'counted', minutes: after.minutes },
      ...(after.loss ? { loss: after.loss } : {}),
      ...(link ? { link } : {}),
    }),
  }
}
