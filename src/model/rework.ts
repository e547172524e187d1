import { z } from 'zod'
import {
  AnyQuantity,
  document,
  Identifier,
  LotId,
  minutesOfWork,
  OperationId,
  order,
  PositiveQuantity,
  reversal,
} from './production.ts'

/** Pieces that an operation did not make well, and that are worked on once more. */
export const ReworkOpened = z.strictObject({
  ...order,
  operation: OperationId.describe('The operation at which the pieces turned out to need rework'),
  quantity: PositiveQuantity,
  lot: LotId.optional(),
  nonconformance: Identifier.optional().describe('Number of the report that says what is wrong'),
  reason: z.string().min(1).max(500).optional(),
  ...document,
})
export type ReworkOpened = z.infer<typeof ReworkOpened>

/** What became of reworked pieces: good ones count at the operation as if it had made them well at once. */
export const ReworkCompleted = z.strictObject({
  ...order,
  rework: Identifier.describe('Id of the event, from the same source, that opened the rework'),
  good: AnyQuantity,
  scrap: AnyQuantity.optional(),
  machineTime: minutesOfWork.optional(),
  labourTime: minutesOfWork.optional(),
  operator: Identifier.optional(),
  ...document,
})
export type ReworkCompleted = z.infer<typeof ReworkCompleted>

/** Takes back an opening, as far as it is not completed, or a completion as a whole. */
export const ReworkCancelled = z.strictObject({
  order: reversal.order,
  reverses: reversal.reverses,
  reason: reversal.reason,
})
export type ReworkCancelled = z.infer<typeof ReworkCancelled>
