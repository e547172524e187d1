import { z } from 'zod'

/** Type of the message by which the hub tells itself whether it understands a record of a CMMS. No key may send it. */
export const RECORD_READ = 'hub.maintenance.record-read.v1'
export const RECORD_READ_TITLE = 'Record of the CMMS read'

export const RecordRead = z.strictObject({
  name: z.string().describe('What people find it by: its book and its number there'),
  system: z.string(),
  book: z.enum(['orders', 'requests', 'assets', 'parts', 'meters']),
  record: z.string(),
  why: z
    .string()
    .optional()
    .describe('What of it is not understood; absent where all of it is, or it is there no more'),
})
export type RecordRead = z.infer<typeof RecordRead>
