import { z } from 'zod'
import { AnyQuantity, document, ItemId, LotId, order, PositiveQuantity } from './production.ts'

const Part = z.strictObject({ lot: LotId, quantity: PositiveQuantity })
const of = { ...order, item: ItemId.optional().describe('What the lots are of; what the order makes when absent') }

/** A lot becomes several: their sum and what was lost is the parent. */
export const LotSplit = z.strictObject({
  ...of,
  parent: Part,
  children: z.array(Part).min(1).max(100),
  loss: AnyQuantity.optional(),
  ...document,
})
export type LotSplit = z.infer<typeof LotSplit>

/** Several lots become one; with the members of a split it takes the split back. */
export const LotsMerged = z.strictObject({
  ...of,
  parents: z.array(Part).min(1).max(100),
  child: LotId,
  ...document,
})
export type LotsMerged = z.infer<typeof LotsMerged>

/** Goods that change their lots, and stay what and where they are. */
export const LotsChanged = z.strictObject({
  ...of,
  from: z.array(Part).min(1),
  into: z.array(Part).min(1),
  loss: AnyQuantity.optional(),
})
export type LotsChanged = z.infer<typeof LotsChanged>
