import type { Duration, Instant } from '#kernel/time'
import type { FieldGroup } from '../field-groups.ts'
import type { WatchedFieldName, WatchedObject } from '../erp-change.ts'

/**
 * A system of record that can be asked what changed in it. Whoever asks keeps the positions: each names the snapshot up
 * to which everything was told, and what was still uncommitted then is told by a later look.
 */
export interface ChangeWatch {
  readonly system: string
  readonly books: readonly WatchedBook[]
  look(asked: readonly Question[], signal: AbortSignal): Promise<Look>
}

/** Records of one kind that are looked at together. */
export interface WatchedBook {
  readonly name: string
  /** What of a record is watched: whose word it is, and whether the hub's own postings write it as well. */
  readonly fields: { readonly [field in WatchedFieldName]?: { readonly group: FieldGroup; readonly ours: boolean } }
  /** Whether a record that is new is news: always, only within an order that was known before, or never. */
  readonly born: 'told' | 'in-order' | 'silent'
  /** Whether there is a cheap look at where changes are likely, beside the whole one. */
  readonly hasNear: boolean
}

export interface Question {
  readonly book: string
  /** `every` reads all there is, page by page: when the watch begins, or has lost its place. */
  readonly about: 'near' | 'all' | 'every'
  /** Where the last answer ended; absent at the very beginning. */
  readonly from?: string
  /** Records the asker knows, to be told which of them are there no more, or are not what they were. */
  readonly known: KnownRange
}

/** All that the asker knows in a range of numbers: above the first, up to the second or without end. */
export interface KnownRange {
  readonly after: number
  readonly upto?: number
  readonly records: readonly { readonly record: number; readonly version: string }[]
}

/** A record as it stands in the snapshot of the look. */
export interface WatchedRecord {
  readonly record: number
  readonly object: WatchedObject
  /** Changes with every write. */
  readonly version: string
  readonly plant: string
  readonly label: string
  /** Hub's id of the order it belongs to, and the record of that order in the book of orders. */
  readonly order?: string
  readonly orderRecord?: number
  readonly link?: string
  readonly writtenAt: Instant
  readonly by?: { readonly login: string; readonly name: string }
  /** Written by a posting of the hub itself. */
  readonly isOwn: boolean
  /** The hub has posted on its order since the last look: whoever wrote last need not have written all. */
  readonly isBesideOwn: boolean
  /** What is watched, as text; what is absent is empty there. */
  readonly values: Values
}

export type Values = { readonly [field in WatchedFieldName]?: string }

export interface Look {
  readonly answers: readonly BookLook[]
  readonly horizon: Horizon
  readonly at: Instant
}

export interface BookLook {
  readonly book: string
  readonly records: readonly WatchedRecord[]
  readonly gone: readonly number[]
  readonly upto: string
  /** There is more to be told at once. */
  readonly more: boolean
  /** The position means nothing there any more: it is another database than it was. All must be compared. */
  readonly isLost: boolean
  /** Time it took there. */
  readonly cost: Duration
  /** A change that turned up later than a look by time reaches back; it was found by its number all the same. */
  readonly late?: { readonly record: number; readonly began: Instant }
}

/** How far behind now the told snapshot is: as old as the oldest transaction that still writes. */
export interface Horizon {
  readonly snapshot: string
  /** Whether there is such a transaction. */
  readonly waits: boolean
  /** Whose it is, as far as the hub may see it. */
  readonly held?: {
    readonly session: string
    readonly user: string
    readonly since: Instant
    readonly doing: string
  }
}
