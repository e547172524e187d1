import { z } from 'zod'
import { CapacityOfDay } from '#model/capacity'
import { windowStates } from '#model/maintenance-window-case'
import { Moment as Told } from '#model/moment'
import { Count, Moment, PlantId } from '../contract/words.ts'

const Plan = z.object({
  start: Told,
  end: Told,
  workCentres: z.array(z.object({ id: z.string(), name: z.string() })),
})

export const WindowView = z.object({
  plant: PlantId,
  window: z.string(),
  title: z.string(),
  state: z.enum(windowStates),
  version: z.int(),
  equipment: z.array(z.string()),
  plan: Plan,
  booked: Plan.nullable().describe('What both agreed to last: that is what the ERP is to carry'),
  erp: z.record(z.string(), z.enum(['closed', 'free', 'refused'])).describe('What the ERP says of each work centre'),
  maintenance: z.string().nullable().describe('Who agreed for maintenance'),
  production: z.string().nullable().describe('Who agreed for production'),
  affected: z
    .array(
      z.object({
        order: z.string(),
        label: z.string(),
        link: z.string().nullable(),
        minutes: z.number(),
        promised: Told.nullable(),
        isStarted: z.boolean(),
        isUrgent: z.boolean(),
      }),
    )
    .describe('Open orders in its way, as they were when it was told last'),
  conflicts: z.array(z.string()).describe('Other windows at the same time there'),
  approval: z.uuid().nullable().describe('The question to production, while it is open'),
  openExceptions: Count,
  changedAt: Moment,
})
export type WindowView = z.infer<typeof WindowView>

export const WindowList = z.object({ windows: z.array(WindowView) }).meta({ id: 'WindowList' })
export type WindowList = z.infer<typeof WindowList>

/** What work centres can do on each day, by their own clocks. */
export const CapacityList = z
  .object({
    workCentres: z.array(
      z.object({
        plant: PlantId,
        id: z.string(),
        name: z.string(),
        timeZone: z.string(),
        days: z.array(CapacityOfDay),
      }),
    ),
    away: z.array(z.object({ plant: PlantId, sentence: z.string() })).describe('Plants whose ERP cannot be asked'),
  })
  .meta({ id: 'CapacityList' })
export type CapacityList = z.infer<typeof CapacityList>
