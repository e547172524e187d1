import { z } from 'zod'
import { DocumentNumber, ItemId, OperationId, ProductionOrder, ProductionOrderId } from './production.ts'
import { Quantity } from './quantity.ts'

const { components, operations } = ProductionOrder.shape
const Moment = z.iso.datetime({ offset: true })
const Tracking = ProductionOrder.shape.tracking

const ReleaseNumber = z
  .int()
  .min(1)
  .describe(
    'Counts what was told about this order: 1 with its release, one more with each change and with a cancellation',
  )

const release = { order: ProductionOrderId, release: ReleaseNumber }
const plan = {
  quantity: Quantity.describe('How much to make in all, not what is left'),
  plannedStart: Moment.optional(),
  plannedEnd: Moment.optional(),
  components: z.array(
    components.element
      .omit({ consumed: true, smallest: true })
      .describe('What goes into the whole order; who books its use: `method`'),
  ),
  operations: z.array(operations.element.omit({ completed: true, over: true })),
}

/** A production order as the shop floor needs it to begin: self-contained, so that no question back is needed. */
export const ProductionOrderReleased = z
  .strictObject({
    ...release,
    label: z.string().describe("The owner's name for it, for people; it may change"),
    plant: z.string(),
    item: ItemId,
    itemName: z.string(),
    tracking: Tracking.describe('Whether receipts must name a lot, or a serial number for each piece'),
    ...plan,
  })
  .meta({ id: 'ProductionOrderReleased' })
export type ProductionOrderReleased = z.infer<typeof ProductionOrderReleased>

/** The whole plan as it is from now on; what was reported before stays as it was. */
export const ProductionOrderChanged = z
  .strictObject({ ...release, ...plan, reason: z.string().max(500).optional() })
  .meta({ id: 'ProductionOrderChanged' })
export type ProductionOrderChanged = z.infer<typeof ProductionOrderChanged>

export const ProductionOrderCancelled = z
  .strictObject({ ...release, reason: z.string().max(500).optional() })
  .meta({ id: 'ProductionOrderCancelled' })
export type ProductionOrderCancelled = z.infer<typeof ProductionOrderCancelled>

/** Reports that the shop floor has numbered and the hub does not have: they are to be told again as they were. */
export const ReportsMissed = z
  .strictObject({
    order: ProductionOrderId,
    source: z.string().describe('The source whose numbers they are'),
    from: z.int().min(1).describe('The first number that is missing'),
    to: z.int().min(1).describe('The last one; some between them may be there'),
  })
  .meta({ id: 'ReportsMissed' })
export type ReportsMissed = z.infer<typeof ReportsMissed>

/** The shop floor's answer to one release, change or cancellation: taken on, or not and why. */
export const OrderAcknowledged = z
  .strictObject({
    ...release,
    accepted: z.boolean(),
    reason: z.string().min(1).max(500).optional().describe('Why it was not taken on'),
    reference: DocumentNumber.optional().describe("The shop floor's own number of the order"),
  })
  .refine(({ accepted, reason }) => accepted || reason !== undefined, {
    path: ['reason'],
    message: 'a refusal says why',
  })
  .meta({ id: 'OrderAcknowledged' })
export type OrderAcknowledged = z.infer<typeof OrderAcknowledged>

/** What the shop floor says of an order as a whole, in the words of the hub. */
export const floorStatuses = ['accepted', 'started', 'paused', 'completed', 'cancelled'] as const
export type FloorStatus = (typeof floorStatuses)[number]

export const OrderStatusChanged = z
  .strictObject({
    order: ProductionOrderId,
    from: z.enum(floorStatuses).optional().describe('What it was before, by the shop floor'),
    to: z.enum(floorStatuses),
    operation: OperationId.optional(),
    reason: z.string().max(500).optional(),
  })
  .meta({ id: 'OrderStatusChanged' })
export type OrderStatusChanged = z.infer<typeof OrderStatusChanged>

type FloorMove = 'moves' | 'stays' | 'illegal'

/** Every status with every status: which the shop floor may go to, and which is a jump that somebody must look at. */
const floorMoves: Record<FloorStatus, Record<FloorStatus, FloorMove>> = {
  accepted: { accepted: 'stays', started: 'moves', paused: 'moves', completed: 'illegal', cancelled: 'moves' },
  started: { accepted: 'illegal', started: 'stays', paused: 'moves', completed: 'moves', cancelled: 'moves' },
  paused: { accepted: 'illegal', started: 'moves', paused: 'stays', completed: 'illegal', cancelled: 'moves' },
  // Work that was called complete is taken up again when a piece is found bad; a completed order is closed, not cancelled.
  completed: { accepted: 'illegal', started: 'moves', paused: 'illegal', completed: 'stays', cancelled: 'illegal' },
  cancelled: { accepted: 'illegal', started: 'illegal', paused: 'illegal', completed: 'illegal', cancelled: 'stays' },
}

/** Judges a change of status by what is known, not by what the report says it was before. */
export const floorMove = (known: FloorStatus, to: FloorStatus): FloorMove => floorMoves[known][to]
