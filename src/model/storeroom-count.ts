import type { Instant } from '#kernel/time'
import type { Quantity } from './quantity.ts'

/** What two systems have of one part, by storeroom; `*` is all of the plant. */
export interface CountFile {
  readonly order: { readonly label: string }
  readonly counts: { readonly [storeroom: string]: StoreroomCount }
  /** It is looked at again: the books may say the same a little later. */
  readonly looksAgain?: true
  /** How often it was looked at again since it differs. */
  readonly looks?: number
  /** Somebody has been told that both differ. */
  readonly isTold?: true
}

/** A count that was told, and what the books had when it was held against them last. */
export interface StoreroomCount {
  readonly by: string
  readonly at: Instant
  readonly counted: Quantity
  readonly price?: string
  /** None where the books do not have the part. */
  readonly books?: Quantity
  readonly booksPrice?: string
  readonly link?: string
  readonly owner: string
  readonly comparedAt: Instant
  /** In words; absent where both say the same. */
  readonly differs?: string
}

export const ALL = '*'
