import {
  type EffectAnswered,
  Journal,
  type Outcome,
  type Posting,
  type RefusedFact,
  type Trouble,
  wasRefused,
} from '#engine'
import type { Duration } from '#kernel/time'
import type { Message } from '#model/message'
import { Reversal } from '#model/ports/production-ledger'
import type { OrderFile } from '#model/production-order-case'
import { add, compare, convertible, isPositive, type Quantity, spoken, subtract, zero } from '#model/quantity'
import { onAnswer, type OrderCase, refused, wrong } from './report.ts'

/** What a reversal says, whatever it takes back. */
interface ReversalBody {
  readonly reverses: string
  readonly quantity?: Quantity | undefined
}

/** The event that is taken back, as far as taking back needs it. */
export interface Original {
  readonly effectKey: string
  readonly body: unknown
}

/** Asks the journal for the event that a reversal names; it is of the same source. */
export const originalOf = (message: Message, body: ReversalBody) =>
  Journal.event({ plant: message.plant, source: message.source, id: body.reverses })

/**
 * Takes back an earlier report, whole or in part: never more than is left of it, never one that was not booked. What
 * has not arrived or not been judged yet is waited for.
 */
export function takeBack(
  parts: {
    readonly body: ReversalBody
    readonly file: OrderFile
    readonly told: readonly Posting[] | RefusedFact | undefined
    readonly type: string
    readonly operation: string
    readonly quantityOf: (body: unknown) => Quantity
    /** The item or operation whose tally it counted for. */
    readonly of: (body: unknown) => string
    readonly patience: Duration
  },
  book: (original: Original, amount: Quantity, file: OrderFile) => Outcome<OrderFile>,
): Outcome<OrderFile> {
  const { body, file, told } = parts
  if (told && wasRefused(told)) return refused(erased(told.refused.sentence))
  const [posting] = told ?? []
  const waiting = (sentence: string): Outcome<OrderFile> => ({
    verdict: 'held',
    sentence,
    wait: { what: `event ${body.reverses}`, atMost: parts.patience, otherwise: noOriginal(body.reverses) },
  })
  if (!posting) return waiting(`Waits for event ${body.reverses}, which it takes back and which has not arrived.`)
  if (posting.type !== parts.type) return refused(otherKind(body.reverses))
  if (posting.progress !== 'closed') return waiting(`Waits for event ${body.reverses}, which is not booked yet.`)
  const effect = posting.effects.find(({ operation }) => operation === parts.operation)
  if (!effect) return refused(notBooked(body.reverses))
  if (effect.state === 'refused') return waiting(`Waits for event ${body.reverses}, which Odoo refused so far.`)

  const whole = parts.quantityOf(posting.body)
  const before = file.takenBack[effect.effectKey]?.quantity ?? zero(whole.uom)
  const left = subtract(whole, before)
  const amount = body.quantity ?? left
  if (!convertible(amount.uom, whole.uom)) return refused(otherUnit(body.reverses, amount, whole))
  if (!isPositive(left) || compare(amount, left) > 0) return refused(tooMuch(body.reverses, amount, left))
  const taken = { quantity: add(before, amount), of: parts.of(posting.body) }
  return book({ effectKey: effect.effectKey, body: posting.body }, amount, {
    ...file,
    takenBack: { ...file.takenBack, [effect.effectKey]: taken },
  })
}

/** Odoo refused the taking back: it counts as not taken back. `putBack` gives the tally what the reversal took from it. */
export function onReversalAnswer(
  situation: { readonly body: EffectAnswered; readonly file: OrderCase },
  putBack: (data: OrderFile, of: string, amount: Quantity, before: OrderFile['takenBack'][string]) => OrderFile,
): Outcome<OrderFile> {
  return onAnswer(situation, (data, body) => {
    const { original, quantity } = TakenBack.parse(body)
    const before = data.takenBack[original]
    if (!before || !quantity) return data
    const takenBack = {
      ...data.takenBack,
      [original]: { of: before.of, quantity: subtract(before.quantity, quantity) },
    }
    return putBack({ ...data, takenBack }, before.of, quantity, before)
  })
}

/** What any reversal says of what it takes back. */
const TakenBack = Reversal.pick({ original: true, quantity: true }).strip()

const noOriginal = (id: string): Trouble =>
  wrong(
    'UNKNOWN_ORIGINAL',
    `Event ${id} was to be taken back, but it never arrived or was never booked.`,
    'Send the original again, or skip this reversal with a reason.',
  )

const erased = (sentence: string): Trouble =>
  wrong('UNKNOWN_ORIGINAL', sentence, 'Take it back in Odoo by hand, and skip this reversal with a reason.')

const otherKind = (id: string): Trouble =>
  wrong(
    'UNKNOWN_ORIGINAL',
    `Event ${id} is of another kind than this reversal takes back.`,
    'Correct the id and retry.',
  )

const notBooked = (id: string): Trouble =>
  wrong(
    'UNKNOWN_ORIGINAL',
    `Event ${id} was not booked, so there is nothing to take back.`,
    'Skip this reversal with a reason.',
  )

const otherUnit = (id: string, amount: Quantity, whole: Quantity): Trouble =>
  wrong(
    'UOM_NOT_CONVERTIBLE',
    `${spoken(amount)} of event ${id} were to be taken back, but it told of ${spoken(whole)}.`,
    'Correct the unit and retry.',
  )

const tooMuch = (id: string, amount: Quantity, left: Quantity): Trouble =>
  wrong(
    'OVER_REVERSAL',
    isPositive(left)
      ? `${spoken(amount)} of event ${id} were to be taken back, but only ${spoken(left)} are left of it.`
      : `Nothing is left of event ${id}: all of it is taken back already.`,
    'Correct the quantity and retry, or skip this reversal with a reason.',
  )
