import type { Outcome, Policy } from '#engine'
import { epochMilliseconds, type Instant, instant, isAfter } from '#kernel/time'
import type { Hold, OrderEvent, OrderFile } from '#model/production-order-case'

/** What must not go on while an order is held. What corrects the past may: reversals, and what is only said of it. */
const work: ReadonlySet<OrderEvent> = new Set(['issue', 'complete', 'work', 'receive', 'scrap', 'close'])

/**
 * A report of work during a hold waits until the hold is lifted: Odoo knows no order that is held, so the hub holds what
 * is said of it. What was done before the hold began was done, however late it is said; the closing waits for any hold.
 */
export function whileHeld(
  event: OrderEvent,
  { holds = {}, order: { label } }: OrderFile,
  { occurredAt }: { readonly occurredAt: Instant },
  { patience }: Policy,
): Outcome<OrderFile> | undefined {
  if (!work.has(event)) return undefined
  const [hold] = Object.values(holds).filter(({ since }) => event === 'close' || !isAfter(since, occurredAt))
  if (!hold) return undefined
  const sentence = `${label} is held by ${hold.by}: ${hold.reason}.`
  return {
    verdict: 'held',
    sentence: `${sentence} This waits until the hold is lifted.`,
    wait: {
      what: `the hold on ${label} to be lifted (${hold.reason}${expected(hold)})`,
      atMost: patience.hold,
      otherwise: {
        code: 'ORDER_ON_HOLD',
        owner: 'supervisor',
        sentence: `${sentence} Work on it was reported all the same.`,
        suggestion: 'Have the hold lifted and retry, or override with a reason if the work was really done.',
      },
    },
  }
}

const expected = ({ until }: Hold): string => (until ? `, expected by ${minuteOf(until)}` : '')

/** A moment in a sentence, to the minute. */
export const minuteOf = (at: Instant): string => `${instant(epochMilliseconds(at)).slice(0, 16).replace('T', ' ')} UTC`
