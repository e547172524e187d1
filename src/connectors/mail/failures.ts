import { type Failure, Refused, Unanswered, Unavailable } from '#kernel/failure'
import { unreachable } from '../notice-failures.ts'

/** What the mail library tells of a message that was not taken; never its text. */
interface MailTrouble {
  readonly code?: string
  /** What the line itself said, such as what is wrong with a certificate. */
  readonly originalCode?: string
  /** What the server said, when it said something. */
  readonly responseCode?: number
}

/**
 * Sorts the trouble of a mail by the only question that matters: was it taken? Until its text was asked for, nothing can
 * have been; the library's own word for where it stood is not to be relied on.
 */
export function failureFrom(server: string, cause: MailTrouble, handed: boolean): Failure {
  const { code = 'unknown', originalCode, responseCode } = cause
  if (code === 'EAUTH' || responseCode === 535 || responseCode === 530)
    return new Unavailable('NOT_AUTHORISED', `${server} does not let the hub in; mend its user or password`, { cause })
  if (responseCode !== undefined && responseCode >= 500)
    return new Refused(
      'NOTICE_REFUSED',
      `${server} does not take this mail (${responseCode}); mend its address under Rules`,
      {
        cause,
      },
    )
  if (responseCode !== undefined)
    return new Unavailable('OVERLOADED', `${server} takes nothing now (${responseCode})`, { cause })
  if (handed)
    return new Unanswered('CONNECTION_LOST', `${server} broke off before it said whether it took the mail`, { cause })
  return unreachable(server, originalCode ?? code)
}
