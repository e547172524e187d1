import { z } from 'zod'
import { MaintainedAsset, MaintenanceOrder } from './maintenance.ts'

/** What the ERP is to know an asset by: its number there once somebody has said so, else what is written on it. */
export const CopiedAsset = z.strictObject({
  asset: MaintainedAsset,
  name: z.string().max(200).optional(),
  serial: z.string().max(100).optional(),
})
export type CopiedAsset = z.infer<typeof CopiedAsset>

/** A maintenance order as it stands with its owner, for whoever looks at the ERP only. */
export const MaintenanceCopy = MaintenanceOrder.pick({
  plant: true,
  label: true,
  state: true,
  kind: true,
  title: true,
  plannedStart: true,
  plannedEnd: true,
  created: true,
  completed: true,
}).extend({
  order: MaintenanceOrder.shape.id,
  about: CopiedAsset.optional(),
  anew: z.boolean().default(false).describe('Make it again where somebody has deleted it there'),
})
export type MaintenanceCopy = z.infer<typeof MaintenanceCopy>

/** How a copy stands in the ERP, as it was read back there. */
export const CopyStanding = z.object({
  stage: z.string().nullable(),
  equipment: z.string().nullable(),
  corrective: z.boolean().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  isArchived: z.boolean(),
})
export type CopyStanding = z.infer<typeof CopyStanding>
