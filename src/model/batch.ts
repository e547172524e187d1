import { z } from 'zod'
import { AnyQuantity, document, Identifier, ItemId, LotId, order, PositiveQuantity, reversal } from './production.ts'
import { Quantity } from './quantity.ts'

const Share = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/, 'must be per cent as text, such as "5" or "12.5"')
const Potency = z.string().regex(/^[01](\.\d{1,6})?$/, 'must be a part of one as text, such as "0.98"')

/** Goods that come beside what the order makes: a by-product, or a co-product that bears its share of the cost. */
export const ByproductReceived = z.strictObject({
  ...order,
  item: ItemId,
  quantity: PositiveQuantity,
  lot: LotId.optional(),
  serials: z.array(LotId).min(1).max(10_000).optional(),
  costShare: Share.optional().describe('Per cent of the cost of the order it bears, where the order does not say'),
  to: Identifier.optional().describe('Storage location; the order’s own finished goods location when absent'),
  ...document,
})
export type ByproductReceived = z.infer<typeof ByproductReceived>

export const ByproductReversed = z.strictObject({ ...reversal, serials: z.array(LotId).min(1).max(10_000).optional() })
export type ByproductReversed = z.infer<typeof ByproductReversed>

const Part = z.strictObject({ item: ItemId, quantity: PositiveQuantity, lot: LotId.optional() })

/** What went into a batch, what came out and what was lost: the proof that nothing appeared or vanished. */
export const BatchYielded = z.strictObject({
  ...order,
  batch: Identifier,
  step: Identifier.optional(),
  inputs: z.array(Part.extend({ potency: Potency.default('1').describe('The part of it that counts') })).min(1),
  outputs: z.array(Part).min(1),
  loss: AnyQuantity.optional(),
  ...document,
})
export type BatchYielded = z.infer<typeof BatchYielded>

export const YieldReversed = z.strictObject({
  order: reversal.order,
  reverses: reversal.reverses,
  reason: reversal.reason,
})
export type YieldReversed = z.infer<typeof YieldReversed>

/** A yield as the books keep it: the sum of each side in one unit. */
export const YieldNoted = z.strictObject({
  ...order,
  batch: Identifier,
  step: Identifier.optional(),
  input: Quantity,
  output: Quantity,
  loss: Quantity,
})
