import { type Failure, Refused, Unanswered, Unavailable } from '#kernel/failure'
import type { DeliveryTrouble } from './delivery.ts'

/** Sorts the trouble of a notice on its way over HTTP: did whoever takes it get it? */
export const noticeFailure =
  (channel: string) =>
  (trouble: DeliveryTrouble): Failure => {
    switch (trouble.kind) {
      case 'socket':
        return trouble.sent
          ? new Unanswered('CONNECTION_LOST', `The connection to ${channel} broke before its answer came`)
          : unreachable(channel, trouble.code)
      case 'deadline':
        return trouble.sent
          ? new Unanswered('DEADLINE', `${channel} did not answer in time; it may have taken the notice`)
          : new Unavailable('UNREACHABLE', `${channel} did not accept the connection in time`)
      case 'half-an-answer':
        return new Unanswered('HALF_AN_ANSWER', `${channel} broke off its answer`)
      case 'answer':
        return ofStatus(channel, trouble.status)
    }
  }

/** Nobody was spoken to: there is nobody, or it cannot be known that it is they. */
export const unreachable = (channel: string, code: string): Unavailable =>
  new Unavailable(
    'UNREACHABLE',
    /CERT|SIGNATURE/.test(code)
      ? `${channel} shows a certificate that the hub does not trust (${code}); mend it there, or name the authority that signed it`
      : `${channel} cannot be reached (${code})`,
  )

function ofStatus(channel: string, status: number): Failure {
  if (status < 300) return new Unanswered('NOT_THE_CHANNEL', `Something else answered in the place of ${channel}`)
  if (status < 400)
    return new Unavailable('MOVED', `${channel} is at another address now (${status}); mend its setting`)
  if ([401, 403, 404, 405, 407].includes(status))
    return new Unavailable(
      'NOT_AUTHORISED',
      `${channel} does not let the hub in (${status}); mend its address or secret`,
    )
  if ([408, 425, 429, 503].includes(status))
    return new Unavailable('OVERLOADED', `${channel} takes nothing now (${status})`)
  if (status < 500) return new Refused('NOTICE_REFUSED', `${channel} does not take this notice (${status})`)
  return new Unanswered('CHANNEL_FAULT', `${channel} failed while it took the notice (${status})`)
}
