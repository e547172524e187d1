import { z } from 'zod'
import { Moment } from './moment.ts'
import { ProductionOrderId } from './production.ts'

const WorkCentreId = z.string().min(1).max(64)
/** By the id the hub gives it, for example odoo.operation.12. */
export const OpenOperationId = z.string().min(1).max(64)

const Stretch = z.strictObject({ from: Moment, until: Moment })
const Minutes = z.number().nonnegative()

const Centre = z.strictObject({
  id: WorkCentreId,
  name: z.string(),
  hours: z.string().describe('Which of the hours it works by'),
  leaves: z.array(Stretch.extend({ id: z.string(), title: z.string() })),
})

const Sale = z.strictObject({
  label: z.string().describe('The customer’s order'),
  customer: z.string(),
  promised: Moment.optional(),
  value: z.number().nonnegative(),
})

const Order = Stretch.extend({
  order: ProductionOrderId,
  label: z.string(),
  link: z.string().optional(),
  isUrgent: z.boolean(),
  promised: Moment.optional(),
  sale: Sale.optional(),
  lacks: z.array(z.string()).describe('Components that nothing on its way covers'),
})

/** Where and when an operation stands in the plan, exactly as the ERP has it. */
const Place = z.strictObject({ workCentre: WorkCentreId, from: Moment, until: Moment, minutes: Minutes })
export type Place = z.infer<typeof Place>

const Operation = z.strictObject({
  operation: OpenOperationId,
  order: ProductionOrderId,
  name: z.string(),
  place: Place,
  isStarted: z.boolean(),
  left: Minutes.describe('Minutes of work that are left of it'),
  after: z.array(OpenOperationId),
  choices: z.array(z.strictObject({ workCentre: WorkCentreId, minutes: Minutes })).min(1),
  material: Moment.optional().describe('When the last of its components is there'),
})

/** Open orders that have a place in the plan, and where else and when they could be made: as it was at one moment. */
export const OpenWork = z.strictObject({
  hours: z.array(z.strictObject({ id: z.string(), open: z.array(Stretch) })),
  workCentres: z.array(Centre),
  orders: z.array(Order),
  operations: z.array(Operation),
  unplanned: z.int().nonnegative().describe('Open orders without a place in the plan, which none of this is about'),
})
export type OpenWork = z.infer<typeof OpenWork>
export type OpenOrder = OpenWork['orders'][number]
export type OpenOperation = OpenWork['operations'][number]

/** Of a plant, with the hours of its work centres in a time. */
export interface OpenWorkWish {
  readonly plant: string
  readonly from: string
  readonly until: string
}

/** An operation goes from one place to another. */
export const PlanMove = z.strictObject({ operation: OpenOperationId, order: ProductionOrderId, from: Place, to: Place })
export type PlanMove = z.infer<typeof PlanMove>

/**
 * A plan that was agreed to: all of it or nothing. Refused where the ERP says by now otherwise than `from`; turned
 * about it takes the plan back.
 */
export const PlanChange = z.strictObject({
  plan: z.string().min(1).max(200).describe('Who asks; a plant and the replan’s id'),
  moves: z.array(PlanMove).min(1).max(5000),
  orders: z.array(z.strictObject({ order: ProductionOrderId, from: Stretch, to: Stretch })).max(5000),
})
export type PlanChange = z.infer<typeof PlanChange>

/** The same change the other way about. */
export const turnedAbout = ({ plan, moves, orders }: PlanChange): PlanChange => ({
  plan,
  moves: moves.map(({ from, to, ...move }) => ({ ...move, from: to, to: from })),
  orders: orders.map(({ order, from, to }) => ({ order, from: to, to: from })),
})
