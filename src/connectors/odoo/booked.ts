import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { later, seconds } from '#kernel/time'
import { BookedByOthers, BookedWish, bookedKinds } from '#model/booked'
import type { Run } from './caller.ts'
import type { CallOptions } from './client.ts'
import { understood } from './failures.ts'
import type { OdooMapping } from './mapping.ts'

const Told = z.strictObject({
  bookings: z.array(
    z.strictObject({
      order: z.int(),
      label: z.string(),
      warehouse: z.string().nullable(),
      kind: z.enum(bookedKinds),
      product: z.int().nullable(),
      code: z.string().nullable(),
      operation: z.string().nullable(),
      quantity: z.string(),
      unit: z.string().nullable(),
      at: z.string(),
      by: z.string(),
      document: z.strictObject({ kind: z.string(), id: z.int(), label: z.string() }),
    }),
  ),
  whole: z.boolean(),
})

/** More than this is not one comparison. */
const MOST = 20_000

/** What others than the hub booked in Odoo for orders of a plant. */
export async function bookedByOthers(
  run: Run,
  mapping: OdooMapping,
  wish: unknown,
  call: CallOptions,
): Promise<BookedByOthers> {
  const { plant, since, until } = BookedWish.parse(wish)
  // Odoo keeps time to the second: what it booked in the last one began before it was over.
  const moments = { since: mapping.stampFor(since), until: mapping.stampFor(later(until, seconds(1))) }
  const { bookings, whole } = await run('read-booked', { ...moments, limit: MOST }, Told, call)
  const tell = () => ({
    isWhole: whole,
    bookings: bookings
      .filter(({ warehouse }) => isOf(plant, warehouse, mapping))
      .map(({ order, label, kind, product, code, operation, quantity, unit, at, by, document }) => ({
        order: mapping.idOf(order),
        label,
        kind,
        ...(product === null || kind === 'output' ? {} : { item: mapping.itemFrom({ product, code }) }),
        ...(operation === null ? {} : { operation }),
        quantity: unit === null ? { value: quantity, uom: 'MIN' } : mapping.amountFrom(quantity, unit),
        at: new Date(`${at}Z`).toISOString(),
        by,
        document: { label: document.label, link: mapping.link(document.kind, document.id) },
      })),
  })
  return understood(() => BookedByOthers.parse(tell()))
}

/** An order of a warehouse that no plant has is nobody's here. */
function isOf(plant: string, warehouse: string | null, { plantOf }: OdooMapping): boolean {
  try {
    return plantOf(warehouse) === plant
  } catch (failure) {
    if (failure instanceof Refused) return false
    throw failure
  }
}
