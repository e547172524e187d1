import type { Acceptance, NewMessage } from '#engine'
import { isUnkeepable } from '#kernel/sql'
import type { ApiParts } from '../parts.ts'
import type { EventRefusal } from './judge-event.ts'
import { readValue } from './read-json.ts'

type Receive = ApiParts['receive']

/**
 * Has messages written down together. Where the database cannot hold what one of them says, it is found by halves and
 * refused, and the others are kept; the events of one record are refused together.
 */
export async function keepAll(
  messages: readonly NewMessage[],
  receive: Receive,
): Promise<readonly (Acceptance | EventRefusal)[]> {
  if (messages.length === 0) return []
  try {
    return await receive(messages)
  } catch (error) {
    if (!isUnkeepable(error)) throw error
    if (messages.length === 1 || messages[0]!.wire !== undefined)
      return messages.map((message) => unkeepable(message, error.message))
    const half = Math.ceil(messages.length / 2)
    return [...(await keepAll(messages.slice(0, half), receive)), ...(await keepAll(messages.slice(half), receive))]
  }
}

/** Which field it is, where that can be seen; else what the database said of it. */
function unkeepable({ id, source, eventText }: NewMessage, said: string): EventRefusal {
  const read = readValue(JSON.parse(eventText))
  const problem = 'problem' in read ? read.problem : { pointer: '', code: 'SCHEMA_INVALID', detail: said }
  return {
    id,
    source,
    status: 422,
    code: problem.code,
    sentence: `The journal cannot hold what this event says (${problem.pointer || 'somewhere in it'}: ${problem.detail}). Mend it, and send it again.`,
    errors: [problem],
  }
}
