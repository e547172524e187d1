import { z } from 'zod'
import { Moment } from './moment.ts'
import { ProductionOrderId } from './production.ts'

const WorkCentreId = z.string().min(1).max(64)

/** A stretch of time at a work centre. */
export const Stretch = z.strictObject({ workCentre: WorkCentreId, from: Moment, to: Moment })
export type Stretch = z.infer<typeof Stretch>

/** What a work centre can do on a day by its own clock: by its calendar, less what is closed. Minutes. */
export const CapacityOfDay = z.strictObject({
  day: z.iso.date(),
  calendar: z.number().nonnegative().describe('By its working hours'),
  closed: z.number().nonnegative().describe('Of that, taken by holidays and by blocks'),
  free: z.number().nonnegative(),
})
export type CapacityOfDay = z.infer<typeof CapacityOfDay>

export const Capacity = z.strictObject({ timeZone: z.string(), days: z.array(CapacityOfDay) })
export type Capacity = z.infer<typeof Capacity>

/** Days by the work centre's own clock, both of them included. */
export interface CapacityWish {
  readonly workCentre: string
  readonly from: string
  readonly until: string
}

/** What a customer was promised of what an order makes. */
export const SalesPromise = z.strictObject({
  order: z.string().min(1).describe('Number of the sales order, for example S00042'),
  link: z.string().optional(),
  customer: z.string(),
  reference: z.string().optional().describe('By which the customer knows it'),
  promised: Moment.optional(),
  value: z.string().optional().describe('Of the sales order, in its currency'),
  currency: z.string().optional(),
})
export type SalesPromise = z.infer<typeof SalesPromise>

/** An operation of an open order that would have to be done while its work centre stands. */
export const AffectedOperation = z.strictObject({
  workCentre: WorkCentreId,
  order: ProductionOrderId,
  label: z.string(),
  link: z.string().optional(),
  operation: z.string(),
  minutes: z.number().nonnegative().describe('For which the two are in each other’s way'),
  from: Moment,
  until: Moment,
  isPlanned: z.boolean().describe('Whether the operation has its own time, or only its order has'),
  isStarted: z.boolean(),
  promised: Moment.optional().describe('When the order has to be done by'),
  isUrgent: z.boolean(),
  finish: Moment.optional().describe('When the whole order is planned to be done'),
  sales: z.array(SalesPromise).optional().describe('For whom it is made; absent where the ERP does not sell'),
})
export type AffectedOperation = z.infer<typeof AffectedOperation>

/** Time that is taken from a work centre, by the name of who takes it: one record there, however often it moves. */
export const Block = Stretch.extend({
  window: z.string().min(1).max(128).describe('Who takes it; a plant and the window’s id'),
  title: z.string().min(1).max(200).describe('What people read there'),
})
export type Block = z.infer<typeof Block>

export const MovedBlock = Block.extend({
  anew: z.boolean().default(false).describe('Make it again where somebody has deleted it there'),
})
export const FreedBlock = Block.pick({ window: true, workCentre: true })
