import type { Books } from './books.ts'
import type { Faults } from './faults.ts'
import type { Change, Deed, Done, Habits } from './story.ts'

/** A question over HTTP, once it is read. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly header: (name: string) => string | undefined
  readonly body: unknown
}

export interface Answered {
  readonly status: number
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

/** Where webhooks of one kind go. */
export interface Endpoint {
  readonly id: number
  readonly event: string
  readonly url: string
  readonly secret: string
}

/** What a dialect answers from. */
export interface Desk {
  readonly books: Books
  readonly faults: Readonly<Faults>
  /** Until when what was committed is seen by whoever reads now. */
  readonly sees: () => number
  /** A moment of the books, as this vendor writes it. */
  readonly written: (stamp: number) => string | number
  readonly do: (deed: Deed, options?: { readonly skipWebhooks?: boolean }) => Done
  readonly endpoints: readonly Endpoint[]
  /** Undefined where the address is one that it does not call. */
  readonly subscribe: (event: string, url: string, secret?: string) => Endpoint | undefined
  /** A session that has begun, and whether one is still valid. */
  readonly signIn: () => string
  readonly isSignedIn: (token: string) => boolean
}

/** What a webhook says. */
export interface Hook {
  readonly event: string
  readonly body: object
}

/** One vendor's way of speaking. */
export interface Dialect {
  readonly name: string
  /** Refuses to call addresses of private networks. */
  readonly refusesLan: boolean
  readonly habits: Habits
  readonly secret: string
  /** Undefined where the path is none of its. */
  answer(asked: Asked, desk: Desk): Answered | undefined
  hooks(change: Change, desk: Desk, at: number): readonly Hook[]
  sign(hook: Hook, text: string, secret: string, at: number, id: string): Readonly<Record<string, string>>
  readonly tooMany: Answered
}
