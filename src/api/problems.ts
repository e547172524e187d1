import type { Problem } from './contract.ts'

/** An answer that is not a success, thrown anywhere below a route. */
export class Trouble extends Error {
  readonly problem: Problem
  readonly retryAfter: number | undefined

  constructor(
    status: number,
    code: string,
    title: string,
    detail: string,
    more: { errors?: Problem['errors']; retryAfter?: number } = {},
  ) {
    super(detail)
    this.problem = { status, code, title, detail, ...(more.errors ? { errors: more.errors } : {}) }
    this.retryAfter = more.retryAfter
  }
}

export const notSignedIn = () => new Trouble(401, 'NOT_AUTHORISED', 'Not signed in', 'Sign in, then try again.')
export const notAllowed = (detail = 'Your role does not allow this here. Ask an administrator for the right.') =>
  new Trouble(403, 'NOT_AUTHORISED', 'Not allowed', detail)
export const notFound = (what: string): Trouble =>
  new Trouble(404, 'NOT_FOUND', 'Not found', `There is no such ${what}, or it is not yours to see.`)
export const tryLater = (detail: string, seconds = 2) =>
  new Trouble(503, 'TRY_LATER', 'Not possible at the moment', detail, { retryAfter: seconds })
