import type { Json } from '#kernel/canonical-json'
import type { Instant } from '#kernel/time'

/**
 * What people decide about messages that need them. Each is one transaction: the decision, what becomes of the message,
 * and the audit row. Of two people at once, one wins and the other is told so.
 */
export interface Rulings {
  /** Gives an exception to somebody, or back to everybody. */
  assign(wish: Wish & { readonly to: string | null }): Promise<Settled>
  /** Closes an exception; its message is judged again under the ruling, or ended by it. */
  settle(wish: Wish & Settlement): Promise<Settled>
  /** Answers a question that a flow has asked; the message is judged again with the answer. */
  answer(wish: Answer): Promise<Settled>
  /** Answers for everybody who did not in time: no. Says how many. */
  expire(): Promise<number>
}

interface Wish {
  readonly exceptionId: string
  readonly by: string
  readonly reason?: string
}

export type Settlement =
  | { readonly how: 'retried' | 'skipped' }
  /** The rule that stopped it is set aside for this message until then. */
  | { readonly how: 'overridden'; readonly until: Instant }
  /** `key` is the thing that the corrected body is about, which may be another one. */
  | { readonly how: 'corrected'; readonly body: Json; readonly key: string }

export interface Answer {
  readonly approvalId: string
  readonly by: string
  readonly answer: 'yes' | 'no'
  readonly reason: string
  /** Hash of what the person was shown. */
  readonly shownHash: string
}

export type Settled =
  | 'done'
  | 'NOT_FOUND'
  /** Somebody else was faster. */
  | 'ALREADY_DONE'
  /** Nothing of the message is left to do: it went through. */
  | 'NOTHING_TO_DO'
  /** The flow has not heard of the refusal yet. */
  | 'NOT_YET'
  /** It is not what was shown. */
  | 'SHOWN_CHANGED'
  | 'EXPIRED'
