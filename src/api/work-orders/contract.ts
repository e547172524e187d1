import { z } from 'zod'
import { FailureCoding, maintenanceKinds, maintenanceStates } from '#model/maintenance'
import { windowStates } from '#model/maintenance-window-case'
import { Moment as Told } from '#model/moment'
import { Count, Moment, PlantId } from '../contract/words.ts'
import { PartLine } from '../spare-parts/contract.ts'

export const WorkOrderView = z.object({
  plant: PlantId,
  order: z.string(),
  system: z.string().describe('The system that owns it'),
  label: z.string(),
  link: z.string().nullable().describe('Where a person sees it in the system that owns it'),
  title: z.string(),
  kind: z.enum(maintenanceKinds),
  isCorrective: z.boolean().describe('Something had failed; else it is done before it does'),
  asset: z.string().nullable(),
  assetName: z.string().nullable(),
  state: z.enum(maintenanceStates),
  request: z.string().nullable().describe('The request it was made of'),
  plannedStart: Told.nullable(),
  plannedEnd: Told.nullable(),
  created: Told,
  started: Told.nullable(),
  completed: Told.nullable(),
  by: z.string().nullable().describe('Who completed it'),
  failure: FailureCoding.nullable(),
  lacksCode: z.boolean().describe('A breakdown that is over, and nobody has said how it failed'),
  window: z
    .object({ window: z.string(), state: z.enum(windowStates), start: Told, end: Told })
    .nullable()
    .describe('What it takes from production'),
  breakdown: z
    .object({ number: z.int(), from: Told, until: Told.nullable() })
    .nullable()
    .describe('The standstill of its asset that it is about'),
  parts: z
    .object({ isShort: z.boolean().describe('Less lies ready than is to'), lines: z.array(PartLine) })
    .nullable()
    .describe('null: it is to have none and has used none'),
  mirror: z
    .object({
      label: z.string().nullable(),
      link: z.string().nullable(),
      stage: z.string().nullable().describe('By the name it has there'),
      equipment: z.string().nullable(),
      refused: z.string().nullable().describe('Why the ERP would not'),
    })
    .nullable()
    .describe('Its copy in the maintenance of the ERP; null: none was asked for'),
  openExceptions: Count,
  changedAt: Moment,
})
export type WorkOrderView = z.infer<typeof WorkOrderView>

export const WorkOrderList = z
  .object({ orders: z.array(WorkOrderView).describe('Those that are not over first, then the latest') })
  .meta({ id: 'WorkOrderList' })
export type WorkOrderList = z.infer<typeof WorkOrderList>
