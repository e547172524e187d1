import { z } from 'zod'
import { type Failure, Refused } from '#kernel/failure'
import { type Duration, type Instant, instant, later } from '#kernel/time'
import type { Json } from '#kernel/canonical-json'
import type { ProductionOrder } from '#model/production'
import type { Run } from './caller.ts'
import type { CallOptions } from './client.ts'
import { understood } from './failures.ts'
import { type OdooMapping, OrderAnswer } from './mapping.ts'

/** Where a look goes on: behind the last order it has told. Stamps are Odoo's own text, to the last digit. */
const Place = z.looseObject({ changed: z.string() })

const Changed = z.strictObject({
  orders: z.array(OrderAnswer),
  heard: z.record(z.string(), z.string()),
  next: Place.nullable(),
  began: z.string(),
})

/** Which stamp was heard of each record that changed lately. */
export type Heard = ReadonlyMap<string, string>

export interface Look extends CallOptions {
  /** Where the next page of the same look begins, as the page before has said. */
  readonly after?: Json | undefined
  /** What need not be told again. */
  readonly heard?: Heard
  /** How many orders at most. */
  readonly limit?: number
}

export interface ReleasedOrders {
  /** Orders as they are now. */
  readonly orders: readonly ProductionOrder[]
  /** Orders that cannot be told in the hub's words, such as one in a unit nobody mapped. */
  readonly untold: readonly { readonly order: string; readonly because: Failure }[]
  /** Where the look after this one begins, if this page was the first of its look. */
  readonly cursor: Instant
  /** What is heard of with this page: whoever has kept it says so next time. */
  readonly heard: Heard
  /** Where this look goes on; absent when everything is told. */
  readonly next?: Json
}

const BEGINNING = instant(0)

/**
 * Asks for orders that were released, changed, closed or cancelled since a cursor. Odoo stamps a change with the start
 * of its transaction, so a look begins an overlap before, longer than any transaction lasts.
 */
export function releasedOrders(run: Run, mapping: OdooMapping, overlap: Duration) {
  return async (
    cursor: Instant | undefined,
    { after, heard = new Map(), limit = 200, ...options }: Look = {},
  ): Promise<ReleasedOrders> => {
    const since = (cursor === undefined ? BEGINNING : later(cursor, -overlap)).slice(0, 23)
    const from = after === undefined ? since : Place.parse(after).changed
    const lately = [...heard].filter(([, changed]) => changed >= since)
    const known = Object.fromEntries(lately.filter(([, changed]) => changed >= from))
    const payload = { since: since.replace('T', ' '), after: after ?? null, known, limit }
    const answer = await run('released-orders', payload, Changed, options)
    const told = answer.orders.map((one) => ({ order: mapping.idOf(one.order), answer: mapping.answerFrom(one) }))
    return {
      orders: told.flatMap(({ answer: order }) => (order instanceof Error ? [] : [order])),
      untold: told.flatMap(({ order, answer: because }) => (because instanceof Refused ? [{ order, because }] : [])),
      cursor: understood(() => new Date(`${answer.began}Z`).toISOString()),
      heard: new Map([...lately, ...Object.entries(answer.heard)]),
      ...(answer.next ? { next: answer.next as Json } : {}),
    }
  }
}
