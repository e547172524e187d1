import type { Instant } from '#kernel/time'
import type { Account, Entry } from '#model/account'

/** How an effect came about: the event behind it, by which words and rules it was judged, and who agreed. */
export interface Booking {
  readonly effect: string
  readonly operation: string
  readonly plant: string
  readonly messageId: string
  readonly type: string
  readonly id: string
  readonly source: string
  readonly receivedFrom: string
  readonly actor: string | null
  /** The three clocks: when it happened, was written down there, and came here. */
  readonly occurredAt: Instant
  readonly recordedAt: Instant | null
  readonly receivedAt: Instant
  readonly flow: string
  readonly verdict: string | null
  readonly sentence: string | null
  /** The version of the rules that decided, and who proposed and approved it. */
  readonly rules: { readonly version: number; readonly proposedBy: string; readonly approvedBy: string | null } | null
  /** The field table that translated it, in the version that held when it came. */
  readonly fieldTable: { readonly table: string; readonly hash: string | null } | null
  /** People who agreed to it, or had it judged in spite of an exception. */
  readonly people: readonly { readonly by: string; readonly what: string; readonly at: Instant }[]
  /** Key of the effect that it takes back. */
  readonly reverses: string | null
}

/** Whose part it is. `opening` stood there before the hub's first booking in the plant. */
export type Origin = 'event' | 'person' | 'ledger' | 'opening' | 'unexplained'

/** One part of a value. Of a state or a date, what it was set to. */
export interface Line {
  readonly origin: Origin
  /** Signed; null for what is set. */
  readonly amount: string | null
  /** What the value stood at after it. */
  readonly standsAt: string | null
  /** When it was done in the ledger. */
  readonly at: Instant
  /** Who did it there; the hub for its effects. */
  readonly by: string
  readonly effect: string | null
  readonly reversedBy: readonly string[]
  readonly document: Account['document']
  readonly rule: Entry['rule']
  readonly detail: Pick<Entry, 'lot' | 'place' | 'quantity' | 'price'> | null
  /** What it is for, where it is a part of a cost. */
  readonly cost?: NonNullable<Entry['cost']>
}

export interface Explanation extends Pick<Account, 'measure' | 'unit' | 'value' | 'readAt' | 'document' | 'places'> {
  readonly lines: readonly Line[]
  /** What nobody can answer for: an amount, or the state or date that nothing known has set. Null when all is explained. */
  readonly unexplained: string | null
  readonly isWhole: boolean
}

/** What the hub knows beside the ledger. */
export interface Known {
  readonly bookings: ReadonlyMap<string, Booking>
  /** The hub's first booking in the plant; null while there is none. */
  readonly since: Instant | null
}
