import { MaintenanceCopy } from '../maintenance-copy.ts'
import { effects, port } from './port.ts'

/** Where the ERP keeps maintenance of its own: what a CMMS decides is copied there, for those who look nowhere else. */
export const MaintenanceLedger = port('maintenance-ledger', {
  /**
   * One record for each order, however often it changes. `Refused UNKNOWN_EQUIPMENT` where its asset is not told apart
   * there; `Refused COPY_GONE` where somebody has deleted the record.
   */
  keep: effects(MaintenanceCopy, ({ order }) => order),
})
