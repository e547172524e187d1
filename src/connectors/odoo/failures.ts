import { z } from 'zod'
import { Failure, Refused, Unanswered, Unavailable } from '#kernel/failure'

/** What is known of a call that went wrong; facts only, never a message text. */
export type Trouble =
  | { readonly kind: 'socket'; readonly code: string; readonly sent: boolean; readonly cause?: unknown }
  | { readonly kind: 'deadline'; readonly sent: boolean }
  | { readonly kind: 'half-an-answer'; readonly cause?: unknown }
  | { readonly kind: 'answer'; readonly status: number; readonly type: string; readonly text: string }

const OdooError = z.looseObject({ name: z.string(), message: z.string().catch('') })
const JsonRpcError = z.looseObject({ error: z.looseObject({ data: OdooError }) })

/** Rolled back by PostgreSQL and by Odoo after its own five tries: the same call may succeed later. */
const CONCURRENCY = /(SerializationFailure|DeadlockDetected|LockNotAvailable|ReadOnlySqlTransaction)$/
/** The database said nothing about the commit: a dying server answers so although the work is committed. */
const CONNECTION_LOST = /^psycopg2\.(InterfaceError|OperationalError|errors\.AdminShutdown|errors\.CrashShutdown)$/
/** Seen while modules are being upgraded and the registry is not whole. */
const CHANGING = /^(builtins\.(KeyError|AttributeError)|psycopg2\.errors\.Undefined\w+|psycopg2\.ProgrammingError)$/
const BUSINESS = /^odoo\.exceptions\.(UserError|ValidationError|MissingError|RedirectWarning)$/

/** Puts an answer into the hub's words; where that cannot be done, whatever stumbles over it, it was half an answer. */
export function understood<Told>(tell: () => Told): Told {
  try {
    return tell()
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw failureFrom({ kind: 'half-an-answer', cause })
  }
}

/** Sorts one call's trouble by the only question that matters: did it happen there? */
export function failureFrom(trouble: Trouble): Failure {
  switch (trouble.kind) {
    case 'socket':
      return trouble.sent
        ? new Unanswered(
            'CONNECTION_LOST',
            'The connection to Odoo broke before the answer was complete',
            because(trouble),
          )
        : new Unavailable('UNREACHABLE', `Odoo cannot be reached (${trouble.code})`, because(trouble))
    case 'deadline':
      return trouble.sent
        ? new Unanswered('DEADLINE', 'Odoo did not answer in time; it may still do what was asked')
        : new Unavailable('UNREACHABLE', 'Odoo did not accept the connection in time')
    case 'half-an-answer':
      return new Unanswered(
        'HALF_AN_ANSWER',
        'Odoo answered, but not in a way that can be understood',
        because(trouble),
      )
    case 'answer':
      return fromAnswer(trouble)
  }
}

function fromAnswer({ status, type, text }: Trouble & { kind: 'answer' }): Failure {
  const error = type.includes('json') ? errorIn(text) : undefined
  if (error) return fromOdoo(status, error)
  if (status === 401) return notAuthorised('Odoo does not accept the API key')
  if (status === 404) return new Unavailable('NO_DATABASE', 'Odoo does not know this database or this address')
  if (status === 429 || status === 503)
    return new Unavailable('OVERLOADED', `Odoo or a proxy before it takes no calls now (${status})`)
  if (status >= 400 && status < 500) return new Unavailable('NOT_ODOO', `Something before Odoo said no (${status})`)
  // A proxy's page, also one with status 200: whether Odoo got the call cannot be told.
  return new Unanswered('NOT_ODOO', `Something before Odoo answered in its place (${status}, ${type || 'no type'})`)
}

/** Odoo's own error, whatever envelope and status it came in. */
function fromOdoo(status: number, { name, message }: z.infer<typeof OdooError>): Failure {
  const sentence = message.split('\n')[0]!.slice(0, 500)
  if (CONCURRENCY.test(name)) return new Unavailable('BUSY', 'Others kept changing the same records in Odoo')
  if (CONNECTION_LOST.test(name)) return new Unanswered('DATABASE_LOST', 'Odoo lost its database while it worked')
  if (status === 401 || name.endsWith('.AccessDenied') || name.endsWith('.Unauthorized'))
    return notAuthorised('Odoo does not accept the API key')
  if (name.endsWith('.SessionExpiredException')) return notAuthorised('The session with Odoo is over')
  if (name.endsWith('.AccessError') || status === 403)
    return notAuthorised(`The integration user lacks a right in Odoo: ${sentence}`)
  if (name.endsWith('.MissingError'))
    return new Unavailable('NOT_DEPLOYED', 'Odoo no longer has the record that was called')
  if (name.endsWith('.NotFound') || status === 404)
    return new Unavailable('NOT_DEPLOYED', `Odoo lacks a model or method: ${sentence}`)
  if (CHANGING.test(name)) return new Unavailable('CHANGING', `Odoo is being changed (${name})`)
  if (BUSINESS.test(name)) return new Refused('ODOO_REFUSED', sentence)
  if (name.startsWith('builtins.') || status === 422)
    return new Refused('ODOO_FAULT', `Odoo could not make sense of the call (${name})`)
  return new Unanswered('ODOO_FAULT', `Odoo failed in an unknown way (${name})`)
}

/** Nothing happened and the event is not at fault: a person must mend the key or the rights, then it goes on by itself. */
const notAuthorised = (sentence: string): Unavailable => new Unavailable('NOT_AUTHORISED', sentence)

export function errorIn(text: string): z.infer<typeof OdooError> | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const rpc = JsonRpcError.safeParse(value)
  if (rpc.success) return rpc.data.error.data
  const own = OdooError.safeParse(value)
  return own.success ? own.data : undefined
}

const because = ({ cause }: { readonly cause?: unknown }): ErrorOptions => (cause === undefined ? {} : { cause })
