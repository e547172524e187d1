import type { BookedKind, Booking } from '#model/booked'
import { add, compare, convertible, isZero, negated, type Quantity, scale } from '#model/quantity'
import type { Figure } from './figures.ts'

/** One business key with what the hub would have booked for it and what others did. */
export interface Compared {
  readonly order: string
  readonly label: string
  readonly kind: BookedKind
  readonly item: string | null
  readonly operation: string | null
  /** Null where no message said anything of it. */
  readonly hub: Quantity | null
  /** Null where nobody booked anything of it. */
  readonly others: Quantity | null
  readonly agrees: boolean
  readonly messages: readonly string[]
  readonly documents: readonly { readonly label: string; readonly link: string; readonly by: string }[]
}

const ofTime: ReadonlySet<BookedKind> = new Set(['machine-time', 'labour-time'])

/** What a flow books, so that what others booked of other kinds is not held against it. */
export const kindsOf: Readonly<Record<string, readonly BookedKind[]>> = {
  'finished-goods-receipt': ['output'],
  'receipt-reversal': ['output'],
  'material-issue': ['use'],
  'material-return': ['use'],
  'byproduct-receipt': ['byproduct'],
  'byproduct-reversal': ['byproduct'],
  'scrap-recording': ['scrap'],
  'scrap-reversal': ['scrap'],
  'operation-completion': ['machine-time', 'labour-time'],
  'completion-reversal': ['machine-time', 'labour-time'],
  'time-reporting': ['machine-time', 'labour-time'],
  'time-reversal': ['machine-time', 'labour-time'],
}

/**
 * Both books by order and thing, those that differ first. Quantities are to be the same to the last digit; minutes may
 * differ by a share, because people type them from memory.
 */
export function comparison(
  figures: readonly Figure[],
  bookings: readonly Booking[],
  { kinds, timeTolerance }: { readonly kinds: readonly BookedKind[]; readonly timeTolerance: string },
): readonly Compared[] {
  const all = new Set<BookedKind>([...kinds, ...figures.map(({ kind }) => kind)])
  const ours = Map.groupBy(figures, keyOf)
  const theirs = Map.groupBy(
    bookings.filter(({ kind }) => all.has(kind)),
    keyOf,
  )
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((key): Compared => {
      const [mine, others] = [ours.get(key) ?? [], theirs.get(key) ?? []]
      const { order, kind, item, operation } = (mine[0] ?? others[0])!
      const [hub, booked] = [sumOf(mine), sumOf(others)]
      return {
        order,
        label: others[0]?.label ?? order,
        kind,
        item: item ?? null,
        operation: operation ?? null,
        hub,
        others: booked,
        agrees: agree(hub, booked, ofTime.has(kind) ? timeTolerance : '0'),
        messages: [...new Set(mine.map(({ messageId }) => messageId))],
        documents: others.map(({ document, by }) => ({ ...document, by })),
      }
    })
    .toSorted((one, other) => Number(one.agrees) - Number(other.agrees) || one.order.localeCompare(other.order))
}

const keyOf = ({ order, kind, item, operation }: Pick<Figure, 'order' | 'kind' | 'item' | 'operation'>): string =>
  JSON.stringify([order, kind, item ?? null, operation ?? null])

const sumOf = (rows: readonly { readonly quantity: Quantity }[]): Quantity | null =>
  rows.length === 0 ? null : rows.map(({ quantity }) => quantity).reduce(add)

/** Nothing and nothing agree: what was booked and taken back by one, and never told to the other. */
function agree(hub: Quantity | null, others: Quantity | null, tolerance: string): boolean {
  if (!hub || !others) return isZero((hub ?? others)!)
  if (!convertible(hub.uom, others.uom)) return false
  const difference = add(hub, negated(others))
  const size = compare(difference, scale(difference, '0')) < 0 ? negated(difference) : difference
  const whole = compare(others, scale(others, '0')) < 0 ? negated(others) : others
  return compare(size, scale(whole, tolerance)) <= 0
}
