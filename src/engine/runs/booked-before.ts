import type { Instant } from '#kernel/time'
import type { Message } from '#model/message'
import type { Reading } from '#model/ports/port'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { RememberedKeys } from '#model/remembered'
import type { Connections } from '../connections.ts'
import { type Outcome, wasRefused } from '../flow.ts'
import type { ClaimedMessage } from '../store.ts'
import { effectKey } from './effect-key.ts'
import { isOwn } from './own-messages.ts'
import { progressAfter } from './progress.ts'

/** Under which name a run remembers what the books hold of its own message. */
export const BOOKED = 'booked'

/** Every operation by which a message may have been booked: with the message it makes the key. */
const operations = Object.values(ProductionLedger).flatMap((operation) =>
  typeof operation === 'function' && operation.kind === 'effect' ? [operation] : [],
)

/**
 * A hub that was restored has forgotten what it booked since. Told of it again it would judge it by what the books have
 * become, late on an order that is closed, too much on one that is full; and what is done cannot be refused. So before a
 * person is troubled the ledger is asked whether the message stands in its books under a key of its own.
 */
export function askedBeforeAPerson(
  work: ClaimedMessage,
  outcome: Outcome,
  connections: Connections,
  now: Instant,
): Reading<RememberedKeys> | undefined {
  const { progress } = progressAfter(work, outcome, now)
  if (progress !== 'stopped' && progress !== 'asking') return undefined
  const { message } = work
  if (isOwn(message) || message.stream !== 'production-order') return undefined
  if (!connections(message.plant, ProductionLedger.portName)) return undefined
  return ProductionLedger.remembered(keysOf(message).map((key) => ({ order: message.key, effectKey: key })))
}

/** Nothing is booked and nothing is counted: the effects are taken up again as they stand there. Pure. */
export function asBookedBefore(
  { message, ruling }: Pick<ClaimedMessage, 'message' | 'ruling'>,
  { intents }: Outcome,
  told: unknown,
  connections: Connections,
): Outcome | undefined {
  if (told === undefined || wasRefused(told)) return undefined
  const effects = told as RememberedKeys
  const [first] = effects
  const system = connections(message.plant, ProductionLedger.portName)?.system ?? 'its system'
  if (!first) return undefined
  return {
    verdict: 'accepted',
    sentence: `It stands in the books of ${system} since ${first.bookedAt}, and the hub had forgotten it: nothing is booked again.`,
    // Whoever is asked to tell again what is missing before it is asked all the same.
    ...(intents ? { intents } : {}),
    standing: effects.map(({ operation, receipt }) => ({
      port: ProductionLedger.portName,
      operation,
      body: ruling?.body ?? message.body,
      conflict: message.key,
      occurrence: 0,
      receipt,
    })),
  }
}

const keysOf = (message: Message): readonly string[] =>
  operations.map((operation) => effectKey(message, operation({ order: message.key } as never)))
