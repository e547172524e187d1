import { DRAWER, drawer } from '../notebook.ts'
import { text } from './cells.ts'
import type { Stamp } from './place.ts'
import type { Rows } from './surroundings.ts'

/** One effect of the hub, from when it was written down to when it was written down as done. */
export interface Span {
  readonly order: number
  readonly begun: Stamp
  /** Absent while it is under way, or stands half done. */
  readonly ended?: Stamp
}

/**
 * Written by a posting of the hub: by its user, on the order of an effect that was under way then. Without an order any
 * effect counts, since a lot is made for one.
 */
export const isOwn = (spans: readonly Span[], order: number | undefined, stamp: Stamp): boolean =>
  spans.some(
    (span) =>
      (order === undefined || span.order === order) &&
      span.begun <= stamp &&
      (span.ended === undefined || stamp <= span.ended),
  )

/** The hub has posted on the order since a moment, so that whoever wrote last need not have written all. */
export const isBesideOwn = (spans: readonly Span[], order: number | undefined, since: Stamp): boolean =>
  order !== undefined && spans.some((span) => span.order === order && (span.ended === undefined || span.ended >= since))

/** Effects that ended since a moment or are under way, on these orders; and those of others that ended since. */
export async function spansOf(orders: readonly number[], since: Stamp, read: Rows): Promise<readonly Span[]> {
  const mine: readonly unknown[] = [
    ['res_model', '=like', `${DRAWER}%`],
    ['res_id', '=', false],
  ]
  const entries = await read(
    'ir.attachment',
    [...mine, '|', ['write_date', '>=', since], ['res_model', 'in', orders.map(drawer)]],
    ['res_model', 'create_date', 'write_date'],
  )
  // One that was never written again since it began is under way, unless it took less than a second.
  const perhaps = entries.filter((entry) => entry['create_date'] === entry['write_date']).map(({ id }) => id)
  const open = new Set(
    perhaps.length > 0
      ? (await read('ir.attachment', [...mine, ['id', 'in', perhaps]], ['description']))
          .filter((entry) => isUnderWay(text(entry['description']) ?? '{}'))
          .map(({ id }) => id)
      : [],
  )
  return entries.map((entry) => ({
    order: Number(text(entry['res_model'])!.slice(DRAWER.length)),
    begun: text(entry['create_date'])!,
    ...(open.has(entry.id) ? {} : { ended: text(entry['write_date'])! }),
  }))
}

/** Whoever reads something else there than what the hub writes looks at what is over. */
function isUnderWay(description: string): boolean {
  try {
    return (JSON.parse(description) as { result?: object } | null)?.result === undefined
  } catch {
    return false
  }
}
