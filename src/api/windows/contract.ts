import { z } from 'zod'
import { isAfter } from '#kernel/time'
import { EquipmentId } from '#model/asset'
import { CapacityOfDay } from '#model/capacity'
import { capacityTold } from '#model/capacity-change'
import { WindowId } from '#model/maintenance-window'
import { windowStates } from '#model/maintenance-window-case'
import { Moment as Told } from '#model/moment'
import { Count, Moment, PlantId, Reason } from '../contract/words.ts'

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
  order: z
    .string()
    .nullable()
    .describe('The maintenance order it is for: then it is moved and called off where that is planned'),
  equipment: z.array(z.string()),
  plan: Plan,
  booked: Plan.nullable().describe('What both agreed to last: that is what the ERP is to carry'),
  erp: z.record(z.string(), z.enum(['closed', 'free', 'refused'])).describe('What the ERP says of each work centre'),
  outside: z
    .array(
      z.object({
        workCentre: z.string(),
        name: z.string(),
        state: z.enum(capacityTold),
        at: Moment,
        said: z.string().nullable().describe('What it is called there, or why it was refused'),
      }),
    )
    .describe('What a planner outside the ERP was told of each work centre; nothing where there is none'),
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

export const WindowList = z
  .object({
    windows: z.array(WindowView),
    mayPlan: z.array(PlantId).describe('Plants where whoever asks may plan windows'),
  })
  .meta({ id: 'WindowList' })
export type WindowList = z.infer<typeof WindowList>

/** A window planned by hand for maintenance, where no CMMS plans it; production is asked as for any other. */
export const WindowWish = z
  .strictObject({
    plant: PlantId,
    window: WindowId.optional().describe('Of one that was planned here before: it is changed, and both agree anew'),
    version: z.int().min(1).optional().describe('Of the one that is changed, as it was seen'),
    equipment: z.array(EquipmentId).min(1).max(20).describe('Assets or places in the plant, by name'),
    start: Told,
    end: Told,
    title: z.string().trim().min(1).max(150).describe('What is to be done'),
    onTrial: z.boolean().default(false).describe('Only says what would become of it'),
  })
  .refine(({ start, end }) => isAfter(end, start), { path: ['end'], message: 'the window ends before it begins' })
  .refine(({ window, version }) => (window === undefined) === (version === undefined), {
    path: ['version'],
    message: 'say which version of the window was seen',
  })
  .meta({ id: 'WindowWish' })
export type WindowWish = z.input<typeof WindowWish>

/** What becomes of one that was planned here. */
export const WindowStep = z
  .strictObject({
    plant: PlantId,
    window: WindowId,
    step: z.enum(['start', 'finish', 'cancel']),
    reason: Reason,
  })
  .meta({ id: 'WindowStep' })
export type WindowStep = z.input<typeof WindowStep>

export const WindowAnswer = z
  .object({
    window: z.string(),
    version: z.int().nullable(),
    sentence: z.string().describe('What becomes of it: the orders in the way, and who is asked'),
    messageId: z.uuid().nullable().describe('Of the event it became; none where it was only tried'),
  })
  .meta({ id: 'WindowAnswer' })
export type WindowAnswer = z.infer<typeof WindowAnswer>

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
