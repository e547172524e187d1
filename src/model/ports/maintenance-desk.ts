import { MaintenanceOrder, type MaintenanceOrderId } from '../maintenance.ts'
import { port, reads } from './port.ts'

/** Where maintenance is planned and written down: the CMMS, asked what one of its orders is now. */
export const MaintenanceDesk = port('maintenance-desk', {
  order: reads<MaintenanceOrderId, MaintenanceOrder>(MaintenanceOrder),
})
