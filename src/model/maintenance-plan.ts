import { z } from 'zod'
import { AssetId } from './asset.ts'
import { MeterName } from './meter-reading.ts'
import { Moment } from './moment.ts'
import { isPositive, Quantity } from './quantity.ts'

export const PlanId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'letters, digits, dash and underscore, at most 40')

/** Preventive work that is done to an asset again and again: each time it is due anew from when it was done last. */
export const MaintenancePlan = z
  .strictObject({
    plan: PlanId.describe('Name of the plan, for example PM-PRESS-7; its windows are called by it'),
    asset: AssetId,
    title: z.string().trim().min(1).max(120).describe('What is to be done'),
    every: z
      .union([
        z.strictObject({ days: z.int().min(1).max(3650) }),
        z.strictObject({
          meter: MeterName,
          amount: Quantity.refine(isPositive, 'a meter goes on by more than 0'),
        }),
      ])
      .describe('By the calendar, or by what a meter of the asset counts'),
    hours: z.number().min(0.25).max(168).multipleOf(0.25).describe('How long the asset stands still for it'),
    ahead: z.int().min(1).max(90).default(14).describe('Days before it is due from which it is shown'),
    onShift: z
      .boolean()
      .default(true)
      .describe('Done while the work centre has its working hours, as whoever does it has; else at any time'),
    doneAt: Moment.describe('When it was done last, as far as nobody has seen it here'),
  })
  .meta({ id: 'MaintenancePlan' })
export type MaintenancePlan = z.infer<typeof MaintenancePlan>
