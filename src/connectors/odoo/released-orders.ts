import { z } from 'zod'
import { type Failure, Refused } from '#kernel/failure'
import { type Duration, type Instant, instant, later } from '#kernel/time'
import type { ProductionOrder } from '#model/production'
import type { Run } from './caller.ts'
import type { CallOptions } from './client.ts'
import { understood } from './failures.ts'
import { type OdooMapping, OrderAnswer } from './mapping.ts'

const Changed = z.strictObject({ orders: z.array(OrderAnswer), upto: z.string(), more: z.boolean() })

export interface ReleasedOrders {
  /** Orders as they are now; each comes again while it lies within the overlap: the same id and version is no news. */
  readonly orders: readonly ProductionOrder[]
  /** Orders that cannot be told in the hub's words, such as one in a unit nobody mapped. */
  readonly untold: readonly { readonly order: string; readonly because: Failure }[]
  readonly cursor: Instant
  /** Whether there is more to ask for at once. */
  readonly more: boolean
}

const BEGINNING = instant(0)
/** Orders in an answer, as long as no more changed within the overlap. */
const USUAL = 200

/**
 * Asks for orders that were released, changed, closed or cancelled since a cursor. Odoo stamps a change with the start
 * of its transaction, so a poll looks back by an overlap longer than any transaction lasts; who asks drops repeats.
 * Where more changed within the overlap, or in one transaction, than an answer holds, answers of that size would tell
 * the same orders for ever: then twice as many are asked for, until one goes beyond the cursor.
 */
export function releasedOrders(run: Run, mapping: OdooMapping, overlap: Duration) {
  let enough = USUAL
  return async (
    cursor: Instant | undefined,
    options: CallOptions & { readonly limit?: number },
  ): Promise<ReleasedOrders> => {
    const from = cursor === undefined ? BEGINNING : later(cursor, -overlap)
    const ask = (limit: number) =>
      run('released-orders', { since: from.slice(0, 23).replace('T', ' '), limit }, Changed, options)
    let limit = options.limit ?? enough
    let answer = await ask(limit)
    while (answer.more && reached(answer) <= (cursor ?? from)) answer = await ask((limit *= 2))
    enough = answer.orders.length < limit / 4 ? Math.max(USUAL, limit / 2) : limit
    const { orders, more } = answer
    const told = orders.map((answer) => ({ order: mapping.idOf(answer.order), answer: mapping.answerFrom(answer) }))
    return {
      orders: told.flatMap(({ answer }) => (answer instanceof Error ? [] : [answer])),
      untold: told.flatMap(({ order, answer }) => (answer instanceof Refused ? [{ order, because: answer }] : [])),
      cursor: reached(answer),
      more,
    }
  }
}

const reached = ({ upto }: z.infer<typeof Changed>): Instant => understood(() => new Date(`${upto}Z`).toISOString())
