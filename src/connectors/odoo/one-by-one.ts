import { Failure, Refused, Unavailable } from '#kernel/failure'
import type { Call, Effect, Receipt } from '#model/ports/port'

type Answer = Receipt | Failure

/**
 * Effects performed one call at a time, in their order: what was booked stays told when Odoo goes away in between, and
 * what comes after is not sent then. One that has no words in Odoo spoils no other.
 */
export async function oneByOne<Values>(
  effects: readonly Effect[],
  call: Call,
  valuesFor: (effect: Effect) => Values,
  perform: (values: Values, call: Call & { readonly correlation: string }) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (const effect of effects) {
    const values = attempt(() => valuesFor(effect))
    const before = answers.at(-1)
    if (before instanceof Failure && !(before instanceof Refused))
      answers.push(new Unavailable(before.code, `Not sent, because Odoo failed shortly before: ${before.message}`))
    else if (values instanceof Failure) answers.push(values)
    else answers.push(await perform(values, { ...call, correlation: effect.correlation }).catch(asAnswer))
  }
  return answers
}

function asAnswer(failure: unknown): Failure {
  if (failure instanceof Failure) return failure
  throw failure
}

export function attempt<T>(make: () => T): T | Failure {
  try {
    return make()
  } catch (failure) {
    if (failure instanceof Failure) return failure
    throw failure
  }
}
