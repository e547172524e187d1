import { z } from 'zod'
import { MaintenanceOrder, type MaintenanceOrderId } from '../maintenance.ts'
import type { RecordRead } from '../record-read.ts'
import { port, reads } from './port.ts'

/** What becomes of a record when it is read: all of it is understood, or not and why; or it is there no more. */
export const Understanding = z.strictObject({
  is: z.enum(['understood', 'gone', 'unread']),
  why: z.string().optional(),
})
export type Understanding = z.infer<typeof Understanding>

/** Where maintenance is planned and written down: the CMMS, asked what one of its orders is now. */
export const MaintenanceDesk = port('maintenance-desk', {
  order: reads<MaintenanceOrderId, MaintenanceOrder>(MaintenanceOrder),
  understanding: reads<Pick<RecordRead, 'system' | 'book' | 'record'>, Understanding>(Understanding),
})
