import { type Failure, Refused, Unanswered, Unavailable } from '#kernel/failure'
import type { DeliveryTrouble } from '../delivery.ts'

/** Sorts a delivery's trouble by the only question that matters: did the MES get it? */
export function failureFrom(trouble: DeliveryTrouble): Failure {
  switch (trouble.kind) {
    case 'socket':
      return trouble.sent
        ? new Unanswered('CONNECTION_LOST', 'The connection to the MES broke before its answer came', because(trouble))
        : new Unavailable('UNREACHABLE', `The MES cannot be reached (${trouble.code})`, because(trouble))
    case 'deadline':
      return trouble.sent
        ? new Unanswered('DEADLINE', 'The MES did not answer in time; it may have taken the order')
        : new Unavailable('UNREACHABLE', 'The MES did not accept the connection in time')
    case 'half-an-answer':
      return new Unanswered('HALF_AN_ANSWER', 'The MES broke off its answer', because(trouble))
    case 'answer':
      return fromAnswer(trouble)
  }
}

function fromAnswer({ status, type, retryAfter }: DeliveryTrouble & { kind: 'answer' }): Failure {
  // A sign-in page or a proxy's own page, also one with status 200: whether the MES got it cannot be told.
  if (status < 300) return new Unanswered('NOT_THE_MES', `Something before the MES answered in its place (${type})`)
  if (status < 400) return new Unavailable('MOVED', `The MES is at another address now (${status}); mend its setting`)
  if (status === 401 || status === 403 || status === 407)
    return new Unavailable('NOT_AUTHORISED', `The MES does not accept our signature (${status}); mend the secret`)
  if (status === 404 || status === 405)
    return new Unavailable('NO_SUCH_ADDRESS', `The MES takes no orders at this address (${status}); mend its setting`)
  if (status === 408 || status === 425 || status === 429 || (status === 503 && retryAfter !== undefined))
    return new Unavailable('OVERLOADED', `The MES takes nothing now (${status}${waitOf(retryAfter)})`)
  if (status < 500) return new Refused(status === 410 ? 'GONE' : 'MES_REFUSED', `The MES said no (${status})`)
  return new Unanswered('MES_FAULT', `The MES failed while it took the order (${status})`)
}

const waitOf = (retryAfter: string | undefined): string =>
  retryAfter && /^\d{1,6}$/.test(retryAfter) ? `, again in ${retryAfter} s` : ''

const because = ({ cause }: { readonly cause?: unknown }): ErrorOptions => (cause === undefined ? {} : { cause })
