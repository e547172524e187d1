import { between, type Duration, hours, type Instant, instant, minutes } from '#kernel/time'
import type { ClaimedMessage } from '../store.ts'
import type { Outcome, Policy } from '../flow.ts'

/** Who hands in what a person takes back at the console. */
export const BY_HAND = 'console'

/** Ids sort by the time they were made, because they begin with it (UUID version 7). */
const madeAt = (id: string): Instant => instant(Number.parseInt(id.replace('-', '').slice(0, 12), 16))

/**
 * A person takes back what was told a while ago: much may have been built on it since, so that somebody else has to agree.
 * How long ago is in the event's own id, so that the same event is always judged the same.
 */
export function asAgreed(
  { message, ruling }: ClaimedMessage,
  outcome: Outcome,
  policyOf: (plant: string) => Policy,
): Outcome {
  const { plant, receivedFrom, receivedAt, causation, actor = 'Somebody' } = message
  if (receivedFrom !== BY_HAND || !causation || ruling?.approved) return outcome
  if (!['accepted', 'flagged'].includes(outcome.verdict)) return outcome
  const { alone } = policyOf(plant).undo
  if (between(madeAt(causation), receivedAt) <= alone) return outcome
  const sentence = `${actor} takes back what came more than ${spanText(alone)} ago: ${outcome.sentence}`
  return {
    verdict: 'asked',
    code: 'TAKEN_BACK_LATE',
    sentence,
    question: {
      role: 'supervisor',
      text: `${sentence} Shall it be booked?`,
      shown: { by: actor, cameAt: madeAt(causation), would: outcome.sentence, body: message.body },
      yes: outcome.intents ?? [],
    },
  }
}

/** `1 day`, `90 minutes`: whole in the largest unit that says it exactly. */
function spanText(span: Duration): string {
  const [word, length] =
    (
      [
        ['day', hours(24)],
        ['hour', hours(1)],
      ] as const
    ).find(([, unit]) => span % unit === 0) ?? (['minute', minutes(1)] as const)
  const count = Math.round(span / length)
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
