import { DowntimeEntry, DroppedEntry } from '../downtime-entry.ts'
import { effects, port } from './port.ts'

/** Where the ERP counts for how long its work centres stood still, and by which loss. */
export const DowntimeLedger = port('downtime-ledger', {
  /**
   * One entry for each standstill, which follows whatever is corrected of it and counts no minute that another entry
   * counts. `Refused ENTRY_GONE` where somebody has deleted it there.
   */
  keep: effects(DowntimeEntry, ({ downtime }) => downtime),
  /** The entry is gone; also where somebody has deleted it before. */
  drop: effects(DroppedEntry, ({ downtime }) => downtime),
})
