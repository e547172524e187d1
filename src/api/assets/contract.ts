import { z } from 'zod'
import { AssetId, AssetTold, criticalities, EquipmentId, WorkCentre } from '#model/asset'
import { Moment, PlantId, Reason } from '../contract/words.ts'

export const AssetWish = z
  .strictObject({
    plant: PlantId,
    assets: z.array(AssetTold).min(1).max(1000).describe('All are taken, or none'),
    reason: Reason.optional(),
  })
  .meta({ id: 'AssetWish' })
export type AssetWish = z.infer<typeof AssetWish>

export const MapWish = z
  .strictObject({
    plant: PlantId,
    equipment: EquipmentId,
    workCentre: z.string().min(1).max(64).nullable().describe('By the id of the list of work centres; null: none'),
    reason: Reason,
  })
  .meta({ id: 'MapWish' })
export type MapWish = z.infer<typeof MapWish>

export const AssetView = z.object({
  plant: PlantId,
  asset: AssetId,
  name: z.string(),
  class: z.string().nullable(),
  level: z.int(),
  criticality: z.enum(criticalities),
  parent: z.string().nullable(),
  serial: z.string().nullable(),
  equipment: z.string().nullable().describe('The place it fills itself'),
  since: Moment.nullable(),
  stands: z.string().nullable().describe('The place where it stands: its own, or that of the whole it is a part of'),
  workCentre: z.object({ id: z.string(), name: z.string() }).nullable().describe('Of the ERP, where it stands'),
})
export type AssetView = z.infer<typeof AssetView>

/** What stands in the plants; and which work centre each place is, those that are none yet first. */
export const AssetList = z
  .object({
    assets: z.array(AssetView),
    equipment: z.array(
      z.object({
        plant: PlantId,
        equipment: z.string(),
        filledBy: z.string().nullable(),
        workCentre: z
          .object({ id: z.string(), name: z.string(), since: Moment, by: z.string() })
          .nullable()
          .describe('Which work centre of the ERP it is; null: nobody has said so yet'),
      }),
    ),
    mayManage: z.array(PlantId),
  })
  .meta({ id: 'AssetList' })
export type AssetList = z.infer<typeof AssetList>

export type { AssetTold } from '#model/asset'

/** The work centres of plants, as the ERP has them now. */
export const WorkCentreList = z
  .object({
    workCentres: z.array(z.object({ plant: PlantId, ...WorkCentre.shape })),
    away: z.array(z.object({ plant: PlantId, sentence: z.string() })).describe('Plants whose ERP cannot be asked'),
  })
  .meta({ id: 'WorkCentreList' })
export type WorkCentreList = z.infer<typeof WorkCentreList>
