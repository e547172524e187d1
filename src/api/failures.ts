import { z } from 'zod'
import { Failure, Refused } from '#kernel/failure'
import { isUnkeepable } from '#kernel/sql'
import type { Problem } from './contract.ts'
import { Trouble, tryLater } from './problems.ts'

/** Whatever went wrong below a route, as the problem the client gets: never more than it may know. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof Trouble) return error.problem
  if (error instanceof z.ZodError) return notAsExpected(error)
  if (error instanceof Failure && !(error instanceof Refused))
    return tryLater('The hub’s database cannot be reached at the moment. Try again in a moment.').problem
  if (isUnkeepable(error)) return notKeepable
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (statusCode === 413)
    return {
      status: 413,
      code: 'TOO_LARGE',
      title: 'Too large',
      detail: 'The request is larger than this address takes. Send it in parts.',
    }
  if (statusCode === 429)
    return {
      status: 429,
      code: 'TOO_MANY_REQUESTS',
      title: 'Too many requests',
      detail: 'More came than is taken in this time. Wait as long as Retry-After says, then go on.',
    }
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return {
      status: statusCode,
      code: code ?? 'BAD_REQUEST',
      title: 'Not understood',
      detail: 'The request could not be read.',
    }
  return {
    status: 500,
    code: 'INTERNAL',
    title: 'Something went wrong here',
    detail: 'The hub failed on this request; nothing was changed. The log has the reason under this request’s id.',
  }
}

const notKeepable: Problem = {
  status: 422,
  code: 'SCHEMA_INVALID',
  title: 'Cannot be kept',
  detail: 'Something in the request is what no database can hold, such as a NUL character. Nothing was changed.',
}

const notAsExpected = (error: z.ZodError): Problem => ({
  status: 422,
  code: 'SCHEMA_INVALID',
  title: 'Not as expected',
  detail: 'Something in the request is not as its schema says.',
  errors: error.issues.slice(0, 20).map((issue) => ({
    pointer: issue.path.map((part) => `/${String(part)}`).join(''),
    code: 'SCHEMA_INVALID',
    detail: issue.message,
  })),
})
