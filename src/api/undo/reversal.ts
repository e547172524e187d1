import { messageOf, type NewMessage, BY_HAND } from '#engine'
import type { Instant } from '#kernel/time'
import { type EventKind, kindOf } from '#model/catalogue'
import { isPositive } from '#model/quantity'
import { LotSplit } from '#model/lots'
import type { z } from 'zod'
import { erased, lossStays, withoutReversal } from './instead.ts'
import type { Undo } from './contract.ts'

/** An event as it counts: with the correction of a person where there is one. */
export interface Told {
  readonly messageId: string
  readonly plant: string
  readonly source: string
  readonly id: string
  readonly type: string
  readonly key: string
  readonly body: unknown
  /** How often people have taken it back before. */
  readonly undone: number
}

export type Reversal =
  | { readonly message: NewMessage }
  | { readonly because: string; readonly now: string }
  | { readonly wrong: z.ZodError }

/**
 * The event that takes another back, as if its own source had sent it, under the person's name: so that it is judged,
 * booked once and can be followed like any reversal. Its number counts the takings back, so that of two at once one counts.
 */
export function reversalOf(
  about: Told,
  { reason, quantity }: Undo,
  { messageId, at, by }: { readonly messageId: string; readonly at: Instant; readonly by: string },
): Reversal {
  const kind = kindOf(kindOf(about.type)?.takenBackBy ?? '')
  if (!kind) return withoutReversal(about.type)
  if (about.body === null) return erased
  const told = dataOf(kind, about, `${reason} (${by})`, quantity)
  if (!told) return lossStays
  const read = kind.schema.safeParse(told)
  if (!read.success) return { wrong: read.error }
  const event = {
    specversion: '1.0',
    id: `undo.${about.messageId}.${about.undone + 1}`,
    source: about.source,
    type: kind.type,
    time: at,
    actor: by,
    origin: 'manual',
    data: read.data,
  } as const
  const coming = { messageId, plant: about.plant, receivedAt: at, receivedFrom: BY_HAND, causation: about.messageId }
  return { message: messageOf(event, kind, read.data, coming) }
}

/** Lots that were split are put together again; everything else is taken back by its number. */
function dataOf(kind: EventKind, about: Told, reason: string, quantity: Undo['quantity']): object | undefined {
  if (!kind.type.endsWith('.lot.merged.v1'))
    return { order: about.key, reverses: about.id, reason, ...(quantity ? { quantity } : {}) }
  const { order, item, parent, children, loss } = LotSplit.parse(about.body)
  if (loss && isPositive(loss)) return undefined
  return { order, ...(item ? { item } : {}), parents: children, child: parent.lot }
}
