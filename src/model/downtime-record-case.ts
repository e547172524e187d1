import type { DowntimeRecord } from './asset-downtime.ts'

/** What the ERP counts of a standstill, and by which loss. */
export interface CountedDowntime {
  readonly workCentre: string
  readonly erp: 'asked' | 'counted' | 'gone' | 'refused'
  readonly minutes?: string
  readonly loss?: string
  readonly link?: string
}

/** What the hub keeps of a standstill that is over. */
export interface DowntimeRecordFile extends DowntimeRecord {
  readonly counted?: CountedDowntime
}
