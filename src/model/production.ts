import { z } from 'zod'
import { isAfter } from '#kernel/time'
import { Moment } from './moment.ts'
import { DecimalText, Quantity } from './quantity.ts'

/** Identifiers are text end to end; nothing here may be read as a number. */
export const Identifier = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'must not contain control characters')

/** The hub's id of a production order: the owner's system and its record, for example `odoo.42`. Never Odoo's name, which it changes. */
export const ProductionOrderId = Identifier.describe("The hub's id of the production order, for example odoo.42").brand(
  'ProductionOrderId',
)
export type ProductionOrderId = z.infer<typeof ProductionOrderId>

export const ItemId = Identifier.describe('Item number (material definition), for example STEEL-2MM').brand('ItemId')
export type ItemId = z.infer<typeof ItemId>

export const LotId = Identifier.describe('Lot or serial number as printed on the label').brand('LotId')
export type LotId = z.infer<typeof LotId>

export const OperationId = Identifier.describe('Operation of the order, for example 20').brand('OperationId')
export type OperationId = z.infer<typeof OperationId>

export const PositiveQuantity = Quantity.refine((of) => /[1-9]/.test(of.value) && !of.value.startsWith('-'), {
  message: 'must be more than zero',
  params: { code: 'QTY_NOT_POSITIVE' },
})
export const AnyQuantity = Quantity.refine((of) => !of.value.startsWith('-'), {
  message: 'must not be negative',
  params: { code: 'QTY_NOT_POSITIVE' },
})

export const minutesOfWork = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,4})?$/)
  .describe('Minutes as decimal text')

export const order = { order: ProductionOrderId }
/** A number that a system gave to one of its own papers or records. */
export const DocumentNumber = Identifier.describe("The source's own document number")
export const document = { document: DocumentNumber.optional() }

export const MaterialIssued = z.strictObject({
  ...order,
  item: ItemId,
  quantity: PositiveQuantity,
  lot: LotId.optional(),
  operation: OperationId.optional(),
  from: Identifier.optional().describe('Storage location; the order’s own component location when absent'),
  insteadOf: ItemId.optional().describe('The component it stands for, where it is a substitute'),
  lotStatus: z
    .enum(['released', 'quarantine', 'held', 'rejected'])
    .optional()
    .describe('What the label or the quality system says of the lot'),
  expires: Moment.optional().describe('Until when the lot may be used, by its label'),
  method: z.enum(['manual', 'backflush']).default('manual'),
  ...document,
})
export type MaterialIssued = z.infer<typeof MaterialIssued>

/** A reversal names the event it takes back; less than the whole is told by its own quantity. */
export const reversal = {
  ...order,
  reverses: Identifier.describe('Id of the event, from the same source, that is taken back'),
  quantity: PositiveQuantity.optional().describe('The part taken back; the whole of it when absent'),
  reason: z.string().max(500).optional(),
}

export const MaterialReturned = z.strictObject(reversal)
export type MaterialReturned = z.infer<typeof MaterialReturned>

export const OperationCompleted = z.strictObject({
  ...order,
  operation: OperationId,
  good: AnyQuantity,
  scrap: AnyQuantity.optional(),
  rework: AnyQuantity.optional().describe('Pieces that are worked on once more: neither good nor scrap yet'),
  machineTime: minutesOfWork.optional(),
  labourTime: minutesOfWork.optional(),
  operator: Identifier.optional(),
  started: Moment.optional().describe('When the work began'),
  final: z.boolean().default(false).describe('Whether the operation is over with this report'),
  ...document,
})
export type OperationCompleted = z.infer<typeof OperationCompleted>

export const CompletionReversed = z.strictObject(reversal)
export type CompletionReversed = z.infer<typeof CompletionReversed>

export const OutputReceived = z.strictObject({
  ...order,
  quantity: PositiveQuantity,
  lot: LotId.optional(),
  serials: z.array(LotId).min(1).max(10_000).optional(),
  to: Identifier.optional().describe('Storage location; the order’s own finished goods location when absent'),
  ...document,
})
export type OutputReceived = z.infer<typeof OutputReceived>

export const OutputReversed = z.strictObject({ ...reversal, serials: z.array(LotId).min(1).max(10_000).optional() })
export type OutputReversed = z.infer<typeof OutputReversed>

export const ScrapRecorded = z.strictObject({
  ...order,
  quantity: PositiveQuantity,
  item: ItemId.optional().describe('What was scrapped; the finished item when absent'),
  lot: LotId.optional(),
  operation: OperationId.optional(),
  reason: z.string().max(500).optional(),
  ...document,
})
export type ScrapRecorded = z.infer<typeof ScrapRecorded>

export const ScrapReversed = z.strictObject(reversal)
export type ScrapReversed = z.infer<typeof ScrapReversed>

/** What the shop floor counts in all, net of what it took back: the closing waits until the hub counts the same. */
const FinalQuantities = z.strictObject({
  received: AnyQuantity.optional(),
  issued: z.array(z.strictObject({ item: ItemId, quantity: AnyQuantity })).optional(),
  completed: z.array(z.strictObject({ operation: OperationId, quantity: AnyQuantity })).optional(),
})
export type FinalQuantities = z.infer<typeof FinalQuantities>

export const OrderClosed = z.strictObject({
  ...order,
  final: FinalQuantities.optional(),
  reason: z.string().max(500).optional(),
})
export type OrderClosed = z.infer<typeof OrderClosed>

const reason = z.string().min(1).max(500)

/** What planning wants of an order that is there already: when, how much, or both. */
export const OrderPlanned = z
  .strictObject({
    ...order,
    plannedStart: Moment.optional(),
    plannedEnd: Moment.optional(),
    quantity: PositiveQuantity.optional().describe('How much to make in all'),
    reason: reason.optional(),
    ...document,
  })
  .refine(({ plannedStart, plannedEnd, quantity }) => plannedStart ?? plannedEnd ?? quantity, {
    message: 'says when, or how much',
  })
  .refine(({ plannedStart, plannedEnd }) => !plannedStart || !plannedEnd || isAfter(plannedEnd, plannedStart), {
    path: ['plannedEnd'],
    message: 'must be after the start',
    params: { code: 'END_BEFORE_START' },
  })
export type OrderPlanned = z.infer<typeof OrderPlanned>

const HoldId = Identifier.describe('Names this hold among the holds of the order').default('hold')

/** Work on an order is to stand still until the hold is lifted. */
export const OrderHeld = z.strictObject({
  ...order,
  hold: HoldId,
  reason: reason.describe('Why; people read it wherever something waits for it'),
  until: Moment.optional().describe('When it is expected to be lifted; nothing lifts it by itself'),
})
export type OrderHeld = z.infer<typeof OrderHeld>

export const OrderUnheld = z.strictObject({ ...order, hold: HoldId, reason: reason.optional() })
export type OrderUnheld = z.infer<typeof OrderUnheld>

export const OrderCancelled = z.strictObject({ ...order, reason })
export type OrderCancelled = z.infer<typeof OrderCancelled>

export const OrderReopened = z.strictObject({ ...order, reason })
export type OrderReopened = z.infer<typeof OrderReopened>

/** What a production order is, as its owner tells it. States are the canonical ones of ISA-95, never the owner's own words. */
export const ProductionOrder = z
  .strictObject({
    id: ProductionOrderId,
    label: z.string().describe("The owner's name for it, for people; it may change"),
    link: z.url().optional().describe('Where a person sees it in the owner'),
    plant: z.string(),
    state: z.enum(['planned', 'released', 'started', 'completed', 'closed', 'cancelled']),
    item: ItemId,
    itemName: z.string(),
    tracking: z.enum(['none', 'lot', 'serial']),
    ordered: Quantity,
    received: Quantity.describe('Net quantity received over the whole backorder chain'),
    plannedStart: z.iso.datetime({ offset: true }).optional(),
    plannedEnd: z.iso.datetime({ offset: true }).optional(),
    components: z.array(
      z.strictObject({
        item: ItemId,
        itemName: z.string(),
        tracking: z.enum(['none', 'lot', 'serial']),
        required: Quantity,
        consumed: Quantity,
        operation: OperationId.optional(),
        method: z.enum(['manual', 'backflush']),
        smallest: DecimalText.optional().describe('The smallest amount its owner can book of it'),
      }),
    ),
    byproducts: z
      .array(
        z.strictObject({
          item: ItemId,
          itemName: z.string(),
          tracking: z.enum(['none', 'lot', 'serial']),
          expected: Quantity,
          received: Quantity,
          costShare: z.string().describe('Per cent of the cost of the order'),
        }),
      )
      .default([]),
    operations: z.array(
      z.strictObject({
        operation: OperationId,
        name: z.string(),
        workCenter: z.string(),
        plannedMinutes: z.string(),
        plannedEnd: z.iso.datetime({ offset: true }).optional(),
        completed: Quantity,
        over: z.boolean(),
      }),
    ),
    version: z.string().describe('Changes whenever the owner’s record does'),
  })
  .meta({ id: 'ProductionOrder' })
export type ProductionOrder = z.infer<typeof ProductionOrder>

/** The order as its owner has it now: released, changed, cancelled or closed there. */
export const OrderTold = z.strictObject({ order: ProductionOrderId, told: ProductionOrder }).meta({ id: 'OrderTold' })
export type OrderTold = z.infer<typeof OrderTold>
