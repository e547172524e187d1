/**
 * How a call to another system can go wrong, told apart by what we know about its effect.
 *
 * The engine decides from the class alone: it repeats `Unavailable`, looks before it repeats after `Unanswered`,
 * and hands `Refused` to a person. Messages are for people and are never parsed.
 */
export abstract class Failure extends Error {
  abstract readonly effect: 'none' | 'unknown'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    // A NUL of somebody else's text can be kept in no database.
    super(message.replaceAll('\0', ''), options)
    this.name = new.target.name
    this.code = code
  }
}

/** Nothing happened there; the same call may succeed later. */
export class Unavailable extends Failure {
  readonly effect = 'none'
}

/** It may have happened: the request left, the answer did not come or does not say. */
export class Unanswered extends Failure {
  readonly effect = 'unknown'
}

/** The other system said no, and will say no again. */
export class Refused extends Failure {
  readonly effect = 'none'
}
