import { z } from 'zod'
import { epochMilliseconds, type Instant } from '#kernel/time'
import type { MadeEffect } from './made.ts'
import { type ItemId, OperationCompleted, type OperationId, type ProductionOrder, ScrapRecorded } from './production.ts'
import { type Money } from './money.ts'
import { basic, isPositive, prorate, Quantity, quantity, subtract, zero } from './quantity.ts'
import type { Rate } from './rate.ts'

/**
 * How scrap is priced; another way of pricing it is another version, and is told with it.
 *
 * 1: What was found bad, net of what was taken back, counts when it was found. A piece, kilogram, litre, metre or square metre of
 * it is worth what the rules say of its item on that day, at whichever operation it was found. What no rule says the worth
 * of is told without one.
 */
export const SCRAP_DEFINITION = 1

/** Goods or material that were found bad: by themselves, with a report of work, or after rework. */
export interface Scrap {
  readonly message: string
  readonly at: Instant
  readonly item: ItemId
  readonly operation?: OperationId
  readonly quantity: Quantity
  readonly reason?: string
  /** The events that took some of it back. */
  readonly changedBy: readonly string[]
}

const Recorded = ScrapRecorded.pick({ operation: true, item: true, quantity: true, reason: true }).strip()
const Reported = OperationCompleted.pick({ operation: true, good: true, scrap: true }).strip()
const TakenBack = z.object({ original: z.string(), quantity: Quantity.optional() })

const backs = ['reverseScrap', 'reverseCompletion', 'cancelRework']

/** What of an order was found bad by all that is known now, in the order in which it was found. */
export function scrapOf(effects: readonly MadeEffect[], order: Pick<ProductionOrder, 'item'>): readonly Scrap[] {
  const back = effects
    .filter(({ operation }) => backs.includes(operation))
    .map(({ message, body }) => ({ message, ...TakenBack.parse(body) }))
  return effects
    .flatMap(({ effectKey, operation: kind, message, at, body }): readonly Scrap[] => {
      const taken = back.filter(({ original }) => original === effectKey)
      const found = { message, at, changedBy: taken.map((one) => one.message) }
      if (kind === 'recordScrap') {
        const { item = order.item, operation, quantity: amount, reason } = Recorded.parse(body)
        const of = { ...(operation ? { operation } : {}), ...(reason ? { reason } : {}) }
        return [{ ...found, item, ...of, quantity: taken.reduce(lessBy, amount) }]
      }
      if (kind !== 'completeOperation' && kind !== 'completeRework') return []
      const { operation, good, scrap } = Reported.parse(body)
      if (!scrap) return []
      // Bad pieces of a report are taken back with the whole of its good ones; those of a rework with all that left it.
      const isGone = taken.length > 0 && (kind === 'completeRework' || !isPositive(taken.reduce(lessBy, good)))
      return [{ ...found, item: order.item, operation, quantity: isGone ? zero(scrap.uom) : scrap }]
    })
    .filter((one) => isPositive(one.quantity))
    .toSorted((one, other) => epochMilliseconds(one.at) - epochMilliseconds(other.at))
}

const lessBy = (so: Quantity, { quantity: part }: z.infer<typeof TakenBack>): Quantity => subtract(so, part ?? so)

/** What so much of an item is worth by the rate of one of its basic unit, to the cent. */
export function scrapWorth({ value, currency }: Rate, amount: Quantity): Money {
  const measured = basic(amount)
  return { currency, value: prorate(quantity(value), measured, quantity(1, measured.uom), '0.01').value }
}
