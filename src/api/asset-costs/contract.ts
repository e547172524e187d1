import { z } from 'zod'
import { maintenanceKinds } from '#model/maintenance'
import { Moment as Told } from '#model/moment'
import { Count, PlantId } from '../contract/words.ts'

const Cost = z.object({ currency: z.string(), value: z.string() })
const sums = {
  total: z.array(Cost),
  parts: z.array(Cost).describe('Spare parts at their price when they were used, less what came back'),
  labour: z.array(Cost).describe('Time that people worked on it'),
  lost: z.array(Cost).describe('Lost production'),
}

export const Rate = Cost.extend({ of: z.string().nullable(), from: z.iso.date().nullable() })
  .nullable()
  .describe('What an hour, or one of what was found bad, was worth by the rules of that day')

const LostView = z.object({
  number: Count.describe('Which standstill of the asset'),
  from: Told,
  until: Told.nullable().describe('None while it lasts'),
  order: z.string().nullable(),
  minutes: z.number().nonnegative().describe('Planned time that it lost to its place, each minute once'),
  rate: Rate,
  cost: Cost.nullable(),
})

const WorkView = z.object({
  message: z.string().describe('The event that told it'),
  order: z.string(),
  person: z.string(),
  craft: z.string().nullable(),
  at: Told,
  minutes: z.string(),
  rate: Rate,
  cost: Cost.nullable(),
})

export const AssetCost = z.object({
  plant: PlantId,
  asset: z.string().nullable().describe('None: what maintenance orders cost that name no asset'),
  name: z.string().nullable(),
  ...sums,
  corrective: z.array(Cost).describe('Parts and work of orders about something that had failed'),
  preventive: z.array(Cost).describe('Parts and work of all other orders'),
  untold: Count.describe('Movements without a price yet, and work and standstills that no rule has a rate for'),
  orders: z.array(
    z.object({
      order: z.string(),
      label: z.string().nullable(),
      kind: z.enum(maintenanceKinds).nullable(),
      ...sums,
      moves: z.array(z.string()).describe('The events of its parts'),
    }),
  ),
  work: z.array(WorkView),
  stops: z.array(LostView),
})
export type AssetCost = z.infer<typeof AssetCost>

/** What breakdowns and maintenance have cost, by asset and by maintenance order. */
export const AssetCostList = z
  .object({
    definition: z.int().describe('Version of how lost production is computed'),
    days: Count.describe('Of so many days up to now'),
    costs: z.array(AssetCost),
  })
  .meta({ id: 'AssetCostList' })
export type AssetCostList = z.infer<typeof AssetCostList>
