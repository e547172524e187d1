import type { WatchedFieldName } from '#model/erp-change'
import type { FieldGroup } from '#model/field-groups'
import type { Values, WatchedBook, WatchedRecord } from '#model/ports/change-watch'

/** What the hub knew of a record before a look. */
export interface Known {
  readonly version: string
  readonly values: Values
}

export interface Difference {
  readonly field: WatchedFieldName
  readonly before?: string
  readonly after?: string
}

/** What a look makes of one record. */
export type RecordVerdict =
  /** Told before, as it is. */
  | { readonly kind: 'seen' }
  /** Written again with what it was. */
  | { readonly kind: 'unchanged' }
  /** The hub's own posting, coming back. */
  | { readonly kind: 'echo' }
  /** New, and told by other means or nobody's news: it is known from now on. */
  | { readonly kind: 'noted' }
  | {
      readonly kind: 'told'
      readonly what: 'created' | 'edited' | 'archived' | 'restored' | 'deleted'
      readonly differences: readonly Difference[]
      /** What the hub itself may have written between two looks, before or after somebody else. */
      readonly mixed: readonly Difference[]
      /** False where the hub itself wrote after whoever it was, so that nobody is named there any more. */
      readonly isNamed: boolean
    }

export interface Surroundings {
  readonly book: WatchedBook
  /** Whether the order it belongs to was known, and released, before this look. */
  readonly isInKnownOrder: boolean
  /** All is compared with what was known, in a database that was restored: there what is unknown is no news. */
  readonly isComparing: boolean
}

/**
 * Judges a record by what was known of it: equal values are no news, however often they were written; what the hub has
 * posted is an echo; the rest is somebody's word.
 */
export function judgeRecord(
  record: WatchedRecord,
  known: Known | undefined,
  { book, isInKnownOrder, isComparing }: Surroundings,
): RecordVerdict {
  if (known?.version === record.version) return { kind: 'seen' }
  const all = differencesBetween(known?.values ?? {}, record.values)
  if (all.length === 0) return { kind: known ? 'unchanged' : 'noted' }
  if (!known) {
    if (record.isOwn) return { kind: 'echo' }
    if (isComparing || !isNews(book, record, isInKnownOrder)) return { kind: 'noted' }
    return { kind: 'told', what: 'created', differences: all, mixed: [], isNamed: true }
  }
  const { true: ours = [], false: others = [] } = Object.groupBy(all, ({ field }) => `${book.fields[field]!.ours}`)
  if (record.isOwn && others.length === 0) return { kind: 'echo' }
  const [differences, mixed] = record.isOwn ? [others, []] : record.isBesideOwn ? [others, ours] : [all, []]
  return { kind: 'told', what: whatOf(all), differences, mixed, isNamed: !record.isOwn }
}

/** A record that is there no more; one of which nothing was watched leaves nothing to tell. */
export function judgeGone(known: Known): RecordVerdict {
  const differences = differencesBetween(known.values, {})
  return differences.length === 0
    ? { kind: 'noted' }
    : { kind: 'told', what: 'deleted', differences, mixed: [], isNamed: false }
}

const isNews = ({ born }: WatchedBook, { order }: WatchedRecord, isInKnownOrder: boolean): boolean =>
  born === 'told' || (born === 'in-order' && (order === undefined || isInKnownOrder))

function differencesBetween(before: Values, after: Values): readonly Difference[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as WatchedFieldName[]
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field,
      ...(before[field] === undefined ? {} : { before: before[field] }),
      ...(after[field] === undefined ? {} : { after: after[field] }),
    }))
}

function whatOf(differences: readonly Difference[]): 'edited' | 'archived' | 'restored' {
  const use = differences.find(({ field }) => field === 'active')
  if (!use || differences.length > 1) return 'edited'
  return use.after === 'no' ? 'archived' : 'restored'
}

/** Each owner is told its own fields. */
export const byGroup = (
  { fields }: WatchedBook,
  differences: readonly Difference[],
): ReadonlyMap<FieldGroup, readonly Difference[]> => Map.groupBy(differences, ({ field }) => fields[field]!.group)
