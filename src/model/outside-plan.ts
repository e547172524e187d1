import { z } from 'zod'
import type { Instant } from '#kernel/time'
import { Moment } from './moment.ts'
import { OpenOperationId, type OpenWork } from './open-work.ts'

/** What a planner outside is to plan: everything that is open, as the ERP said it at one moment. */
export interface OutsidePlanWish {
  readonly plant: string
  readonly at: Instant
  readonly work: OpenWork
}

/** Where a planner outside would have operations begin. A proposal, and no more: what it costs and whether it can be is judged here. */
export const OutsidePlan = z.strictObject({
  places: z.array(z.strictObject({ operation: OpenOperationId, workCentre: z.string().min(1).max(64), from: Moment })),
})
export type OutsidePlan = z.infer<typeof OutsidePlan>
