import { z } from 'zod'
import { ItemId, OperationId, ProductionOrderId } from './production.ts'
import { Quantity } from './quantity.ts'

/** What is booked on an order, as far as two books of it can be compared. */
export const bookedKinds = ['output', 'use', 'byproduct', 'scrap', 'machine-time', 'labour-time'] as const
export type BookedKind = (typeof bookedKinds)[number]

/** What others than the hub have booked for the orders of a plant in a time: the hub's own postings are left out. */
export const BookedWish = z.strictObject({ plant: z.string(), since: z.iso.datetime(), until: z.iso.datetime() })
export type BookedWish = z.infer<typeof BookedWish>

/** One posting, signed: what was taken back counts less. */
export const Booking = z.strictObject({
  order: ProductionOrderId,
  label: z.string(),
  kind: z.enum(bookedKinds),
  item: ItemId.optional().describe('Of a use, a by-product or scrap'),
  operation: OperationId.optional().describe('Of machine time'),
  quantity: Quantity,
  at: z.iso.datetime(),
  by: z.string().describe('Who booked it, by name'),
  document: z.strictObject({ label: z.string(), link: z.string() }),
})
export type Booking = z.infer<typeof Booking>

export const BookedByOthers = z.strictObject({
  bookings: z.array(Booking),
  isWhole: z.boolean().describe('Whether that is all, and not only the first of very many'),
})
export type BookedByOthers = z.infer<typeof BookedByOthers>
