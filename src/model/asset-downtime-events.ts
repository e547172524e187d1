import {
  AssetDowntime,
  AssetFailed,
  AssetRepaired,
  DowntimeReclassified,
  DowntimeRecord,
  DowntimeWeighed,
  FailureVoided,
  FailureWithdrawn,
} from './asset-downtime.ts'
import type { EventKind } from './catalogue.ts'

const typeOf = (name: string): string => `mfg.maintenance.${name}.v1`

export const ASSET_FAILED = typeOf('asset.failed')
export const FAILURE_VOIDED = typeOf('asset.failure-voided')
export const FAILURE_WITHDRAWN = typeOf('asset.failure-withdrawn')
export const ASSET_REPAIRED = typeOf('asset.repaired')
export const DOWNTIME_STARTED = typeOf('downtime.started')
export const DOWNTIME_ENDED = typeOf('downtime.ended')
export const DOWNTIME_RECLASSIFIED = typeOf('downtime.reclassified')
export const DOWNTIME_WEIGHED = typeOf('downtime.weighed')
export const DOWNTIME_RECORDED = typeOf('downtime.recorded')

/** Movements, as holds are: the end of a standstill that comes first waits for its beginning, and holds up nobody. */
const ofDowntime = {
  stream: 'asset-downtime',
  about: 'asset',
  nature: 'movement',
  writes: 'maintenance.downtime',
} as const
/** Planners and supervisors are to know of it before anything that is done. */
const atOnce = { ...ofDowntime, urgency: 'critical' } as const
const inTurn = { ...ofDowntime, urgency: 'bulk' } as const

/** What is said of assets that fail, stand still and work again, by whoever sees it. */
export const downtimeEvents: readonly EventKind[] = [
  { ...atOnce, type: ASSET_FAILED, title: 'Asset has failed', schema: AssetFailed },
  { ...atOnce, type: FAILURE_VOIDED, title: 'Failure was a false alarm', schema: FailureVoided },
  { ...atOnce, type: FAILURE_WITHDRAWN, title: 'Report of a failure taken back', schema: FailureWithdrawn },
  { ...atOnce, type: DOWNTIME_STARTED, title: 'Asset stands still', schema: AssetDowntime },
  { ...inTurn, type: DOWNTIME_ENDED, title: 'Asset works again', schema: AssetDowntime },
  { ...inTurn, type: DOWNTIME_RECLASSIFIED, title: 'Standstill reclassified', schema: DowntimeReclassified },
  { ...inTurn, type: ASSET_REPAIRED, title: 'Asset repaired', schema: AssetRepaired },
  { ...atOnce, type: DOWNTIME_WEIGHED, title: 'Standstill weighed against orders', schema: DowntimeWeighed },
  {
    ...inTurn,
    type: DOWNTIME_RECORDED,
    title: 'Standstill recorded',
    schema: DowntimeRecord,
    stream: 'downtime-record',
    about: 'downtime',
  },
]
