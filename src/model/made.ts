import { z } from 'zod'
import { epochMilliseconds, type Instant, isAfter } from '#kernel/time'
import { OperationCompleted, type ProductionOrder, ScrapRecorded } from './production.ts'
import { add, compare, convert, isPositive, Quantity, subtract, zero } from './quantity.ts'

/** What the hub meant to book of an order, as far as it says what operations made. */
export interface MadeEffect {
  readonly effectKey: string
  /** Of the production ledger. */
  readonly operation: string
  readonly message: string
  readonly at: Instant
  readonly body: unknown
}

/** What an operation reported: net of what was taken back since, and without the good pieces that were found bad later. */
export interface Made {
  readonly message: string
  readonly at: Instant
  readonly operation: string
  readonly good: Quantity
  readonly scrap: Quantity
  readonly rework: Quantity
  /** The events that changed it since. */
  readonly changedBy: readonly string[]
}

const Completed = OperationCompleted.pick({ operation: true, good: true, scrap: true, rework: true }).strip()
const Scrapped = ScrapRecorded.pick({ operation: true, item: true, quantity: true }).strip()
const TakenBack = z.object({ original: z.string(), quantity: Quantity.optional() })

/**
 * What each report of an order's operations comes to by all that is known now. Pieces that are found bad later were bad when
 * they were made: they leave the last good ones that their operation had reported by then.
 */
export function madeOf(effects: readonly MadeEffect[], order: Pick<ProductionOrder, 'item' | 'ordered'>): Made[] {
  const { uom } = order.ordered
  const inTurn = effects.toSorted(asItHappened)
  const back = inTurn
    .filter(({ operation }) => operation === 'reverseCompletion' || operation === 'reverseScrap')
    .map(({ message, body }) => ({ message, ...TakenBack.parse(body) }))
  const left = (key: string, amount: Quantity): Quantity =>
    back
      .filter(({ original }) => original === key)
      .reduce((so, { quantity }) => subtract(so, quantity ?? so), convert(amount, uom))

  const made = inTurn
    .filter(({ operation }) => operation === 'completeOperation')
    .map(({ effectKey, message, at, body }): Made => {
      const told = Completed.parse(body)
      const changedBy = back.filter(({ original }) => original === effectKey).map((one) => one.message)
      const good = left(effectKey, told.good)
      // With the whole of its good pieces the others were taken back too.
      const others = changedBy.length === 0 || isPositive(good)
      const also = (amount: Quantity | undefined) => (amount && others ? convert(amount, uom) : zero(uom))
      return {
        message,
        at,
        operation: told.operation,
        good,
        scrap: also(told.scrap),
        rework: also(told.rework),
        changedBy,
      }
    })

  for (const { effectKey, message, at, body } of inTurn.filter(({ operation }) => operation === 'recordScrap')) {
    const { operation, item = order.item, quantity } = Scrapped.parse(body)
    if (operation === undefined || item !== order.item) continue
    let rest = left(effectKey, quantity)
    for (let nth = made.length - 1; nth >= 0 && isPositive(rest); nth--) {
      const one = made[nth]!
      if (one.operation !== operation || isAfter(one.at, at) || !isPositive(one.good)) continue
      const bad = compare(rest, one.good) < 0 ? rest : one.good
      const [good, scrap] = [subtract(one.good, bad), add(one.scrap, bad)]
      made[nth] = { ...one, good, scrap, changedBy: [...one.changedBy, message] }
      rest = subtract(rest, bad)
    }
  }
  return made
}

const asItHappened = (one: MadeEffect, other: MadeEffect): number =>
  epochMilliseconds(one.at) - epochMilliseconds(other.at) || one.effectKey.localeCompare(other.effectKey)
