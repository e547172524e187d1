import { z } from 'zod'
import { Moment } from '#model/moment'
import { OrderMaterial } from '#model/material'
import { PlantId } from '../contract/words.ts'

export const MaterialView = OrderMaterial.extend({
  plant: PlantId,
  readyPercent: z.int().describe('Of its components, how many lie ready; 100 only where nothing is missing'),
  starving: z.boolean().describe('Released, and planned to use a component before it is there'),
  feasible: Moment.nullable().describe(
    'When the last of what it waits for is there; null where it waits for nothing, or nothing on its way covers it',
  ),
})
export type MaterialView = z.infer<typeof MaterialView>

export const MaterialList = z
  .object({
    orders: z.array(MaterialView).describe('Open orders: those that starve first, then as they are planned to begin'),
    away: z.array(z.object({ plant: PlantId, sentence: z.string() })).describe('Plants whose ERP cannot be asked'),
  })
  .meta({ id: 'MaterialList' })
export type MaterialList = z.infer<typeof MaterialList>
