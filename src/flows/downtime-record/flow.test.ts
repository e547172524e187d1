import { describe, expect, it } from 'vitest'
import type { Outcome } from '#engine'
import type { DowntimeRecordFile } from '#model/downtime-record-case'
import { downtimeRecord } from './flow.ts'

type Known = { readonly state: string; readonly data: DowntimeRecordFile } | undefined
const decide = downtimeRecord.decide as unknown as (situation: object) => Outcome<DowntimeRecordFile>
const answered = downtimeRecord.answered as unknown as (situation: object) => Outcome<DowntimeRecordFile>

const record = {
  ...{ downtime: 'PRESS-1 3', asset: 'PRESS-1', number: 3, workCentre: 'odoo.work-centre.7', reason: 'bearing' },
  ...{ from: '2026-11-24T10:00:00.000Z', until: '2026-11-24T12:00:00.000Z' },
  ...{ isFailure: true, isVoid: false, isCounted: true, evidences: 1 },
}
const entry = { downtime: 'A/PRESS-1 3', workCentre: 'odoo.work-centre.7' }

const says = (file: Known, revision: number, over: object = {}, more: object = {}): Outcome<DowntimeRecordFile> =>
  decide({ message: { plant: 'A' }, body: { ...record, revision, ...over }, file, keeps: () => true, ...more })
const asked = ({ intents = [] }: Outcome): unknown =>
  intents.map(({ port, operation, body }) => [port, operation, body] as const)
const confirmed = ({ file }: Outcome<DowntimeRecordFile>, minutes: string | null): Known =>
  answered({
    body: {
      state: 'confirmed',
      receipt: {
        documents: [{ link: 'https://odoo/1' }],
        after: { from: null, to: null, minutes, loss: 'Equipment Failure' },
      },
    },
    file,
  }).file

describe('WF-22: a standstill that is over is counted in the ERP', () => {
  it('once, with its times and reason; anew only when one of them is another, and never when it was none', () => {
    const first = says(undefined, 1)
    const keep = { ...entry, from: record.from, to: record.until, reason: 'bearing' }
    expect(asked(first)).toMatchObject([['downtime-ledger', 'keep', { ...keep, anew: false }]])
    const counted = confirmed(first, '110')
    expect(counted!.data).toMatchObject({ counted: { erp: 'counted', minutes: '110', link: 'https://odoo/1' } })

    const seen = says(counted, 2, { evidences: 2 })
    expect(asked(seen)).toEqual([])
    expect(seen.file!.data).toMatchObject({ evidences: 2, counted: { minutes: '110' } })
    const earlier = says(seen.file, 3, { from: '2026-11-24T09:00:00.000Z' })
    expect(asked(earlier)).toMatchObject([['downtime-ledger', 'keep', { from: '2026-11-24T09:00:00.000Z' }]])
    const none = says(earlier.file, 4, { isVoid: true })
    expect(asked(none)).toEqual([['downtime-ledger', 'drop', entry]])
    expect(asked(says(confirmed(none, null), 5, { isVoid: true, evidences: 3 }))).toEqual([])
  })

  it('nowhere while nobody knows its work centre, or no ERP of the plant counts', () => {
    expect(asked(says(undefined, 1, { workCentre: undefined }))).toEqual([])
    expect(asked(says(undefined, 1, { isVoid: true }))).toEqual([])
    expect(says(undefined, 1, {}, { keeps: () => false }).intents).toBeUndefined()
  })

  it('what somebody has deleted there is entered again when somebody has it tried again', () => {
    const first = says(undefined, 1)
    const refused = answered({ body: { state: 'refused', failure: { sentence: 'it was deleted' } }, file: first.file })
    expect(refused.file!.data.counted).toMatchObject({ erp: 'refused' })
    expect(says(refused.file, 1).intents).toBeUndefined()
    const again = says(refused.file, 1, {}, { ruled: { by: 'eva', reason: 'it was a mistake' } })
    expect(asked(again)).toMatchObject([['downtime-ledger', 'keep', { anew: true }]])
  })
})
