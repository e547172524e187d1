import { z } from 'zod'
import { Moment } from './moment.ts'
import { ItemId, type LotId, type ProductionOrderId } from './production.ts'
import { Quantity } from './quantity.ts'

/** What whoever issues from a lot asks of it: for which order, as which item, how much, from where. */
export interface LotQuestion {
  readonly order: ProductionOrderId
  readonly item: ItemId
  readonly lot: LotId
  readonly quantity: Quantity
  /** Storage location; the order's own component location when absent. */
  readonly from?: string
}

/** What a lot is in the books of its owner at this moment, to an order that is to use it. */
export const LotStanding = z.discriminatedUnion('kind', [
  /** The item is not kept by lot there: what is said of lots means nothing to the books. */
  z.strictObject({ kind: z.literal('not-kept') }),
  z.strictObject({ kind: z.literal('unknown') }),
  /** Nothing of the item is called so, but something of others is. */
  z.strictObject({
    kind: z.literal('of-another-item'),
    items: z
      .array(z.strictObject({ item: ItemId, name: z.string() }))
      .min(1)
      .readonly(),
  }),
  z.strictObject({
    kind: z.literal('known'),
    /** Until when it may be used, where the owner keeps such dates. */
    expires: Moment.optional(),
    /** What the order can take and nobody else has reserved: its own reservation with it. */
    free: Quantity,
    /** Where that is less than was asked for: who else has reserved how much of it there. */
    reserved: z.array(z.strictObject({ by: z.string(), quantity: Quantity })).readonly(),
  }),
])
export type LotStanding = z.infer<typeof LotStanding>
export type KnownLot = Extract<LotStanding, { readonly kind: 'known' }>
