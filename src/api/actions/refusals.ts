import type { Settled } from '#engine'

export interface Refusal {
  readonly code: string
  readonly sentence: string
}

const sentences = {
  NOT_FOUND: 'There is no such exception, or it is not yours to see.',
  NOT_AUTHORISED: 'Your role does not allow this in that plant.',
  NOT_OVERRIDABLE: 'This rule cannot be set aside; correct the event, or skip it with a reason.',
  UNKNOWN_PERSON: 'Nobody of that name sees the exceptions of that plant.',
  ALREADY_DONE: 'Somebody else has settled this meanwhile. Load the page again to see what they did.',
  NOTHING_TO_DO: 'The event went through; nothing of it is left to try. Skip the exception to close it.',
  NOT_YET: 'The hub is still working on this event. Try again in a moment.',
  SHOWN_CHANGED: 'It is not what you saw any more. Read it again, then answer.',
  EXPIRED: 'The time for an answer is over.',
} as const

export const refusal = (code: keyof typeof sentences): Refusal => ({ code, sentence: sentences[code] })

/** Why a ruling did not come about; undefined when it did. */
export const settledAs = (settled: Settled): Refusal | undefined => (settled === 'done' ? undefined : refusal(settled))
