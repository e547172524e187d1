import { z } from 'zod'
import { MaintenancePlan, PlanId } from '#model/maintenance-plan'
import { windowStates } from '#model/maintenance-window-case'
import { Moment } from '#model/moment'
import { Quantity } from '#model/quantity'
import { Count, Moment as Told, PlantId, Reason, Seconds } from '../contract/words.ts'

const Due = z.object({
  since: Told.describe('When it was done last'),
  at: Told.nullable().describe('When it is due; null: its meter was not read, or stands still'),
  isOverdue: z.boolean(),
  left: Quantity.nullable().describe('What its meter goes on until then'),
  window: z.string().describe('What the window for it is called'),
  planned: z
    .object({ state: z.enum(windowStates), start: Told, end: Told })
    .nullable()
    .describe('The window that is planned for it'),
})

const about = {
  plant: PlantId,
  plan: MaintenancePlan,
  assetName: z.string(),
  workCentre: z.object({ id: z.string(), name: z.string() }).nullable().describe('null: nobody has said which it is'),
  due: Due,
}

export const PlanView = z.object(about)
export type PlanView = z.infer<typeof PlanView>

/** Preventive work that is done again and again, what is due first in front. */
export const UpkeepList = z.object({ plans: z.array(PlanView), mayManage: z.array(PlantId) }).meta({ id: 'UpkeepList' })
export type UpkeepList = z.infer<typeof UpkeepList>

export const DueWork = z.object({
  ...about,
  slot: z
    .object({
      from: Told,
      until: Told,
      cost: z.number().nonnegative().describe('What is lost with promises and moved by it, if everything only waits'),
      orders: z.array(
        z.object({
          order: z.string(),
          label: z.string(),
          minutes: Count.describe('For which it is in the way'),
          lateBy: Seconds.describe('By which its promise is missed further'),
        }),
      ),
    })
    .nullable()
    .describe('The time before it is due in which it costs production least; null: planned already, or not known'),
  sentence: z.string().nullable().describe('Why no time is known'),
})
export type DueWork = z.infer<typeof DueWork>

export const DueWorkList = z
  .object({
    due: z.array(DueWork).describe('What is shown ahead of its time, the first due first'),
    mayPlan: z.array(PlantId).describe('Plants where whoever asks may propose windows'),
  })
  .meta({ id: 'DueWorkList' })
export type DueWorkList = z.infer<typeof DueWorkList>

/** A plan as it is to be from now on. */
export const PlanWish = z
  .strictObject({ plant: PlantId, plan: MaintenancePlan, reason: Reason })
  .meta({ id: 'MaintenancePlanWish' })
export type PlanWish = z.input<typeof PlanWish>

export const PlanDrop = z
  .strictObject({ plant: PlantId, plan: PlanId, reason: Reason })
  .meta({ id: 'MaintenancePlanDrop' })
export type PlanDrop = z.input<typeof PlanDrop>

export const DueWorkWish = z
  .strictObject({
    plant: PlantId,
    plan: PlanId,
    start: Moment.optional().describe('Of the window; at the cheapest time where absent'),
  })
  .meta({ id: 'DueWorkWish' })
export type DueWorkWish = z.input<typeof DueWorkWish>
