import { z } from 'zod'
import { Stretch } from './capacity.ts'

/** A standstill that is over, as it is counted at its work centre: one record there, however often it is corrected. */
export const DowntimeEntry = Stretch.extend({
  downtime: z.string().min(1).max(200).describe('The plant, the asset and which of its standstills'),
  title: z.string().min(1).max(300).describe('What people read there'),
  reason: z.string().min(1).max(500).optional(),
  anew: z.boolean().default(false).describe('Make it again where somebody has deleted it there'),
})
export type DowntimeEntry = z.infer<typeof DowntimeEntry>

/** There was no such standstill. */
export const DroppedEntry = DowntimeEntry.pick({ downtime: true, workCentre: true })

/** An entry as it was read back; of none, nothing. */
export const EntryStanding = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  minutes: z.string().nullable().describe('Of that, what is counted: in working time, and by no other entry'),
  loss: z.string().nullable().describe('The loss it is counted as'),
})
export type EntryStanding = z.infer<typeof EntryStanding>
