import { between, days, hours, type Instant, isAfter, later } from '#kernel/time'
import type { FreshStart } from './meter-reading.ts'
import { add, compare, convert, convertible, prorate, type Quantity, quantity, subtract, zero } from './quantity.ts'

/** What a meter showed, and who says so. */
export interface MeterReading {
  readonly at: Instant
  readonly shows: Quantity
  readonly by: string
  readonly message: string
  /** It counts from here anew; `ended` is where it stood before, where somebody said so. */
  readonly begins?: FreshStart
  readonly ended?: Quantity
}

export interface Meter {
  readonly meter: string
  /** The earliest first; those of long ago only one a day, and at last none. */
  readonly readings: readonly MeterReading[]
  /** What it had counted by the first of these. */
  readonly before: Quantity
  /** When the last of those was read that are not here any more. */
  readonly forgotten?: Instant
  /** Somebody was told of a reading that cannot be true, and none was taken since. */
  readonly isDoubted?: true
}

/** What the hub keeps of an asset's meters. */
export interface MeterFile {
  readonly order: { readonly label: string }
  readonly asset: string
  readonly meters: readonly Meter[]
}

export type Placing =
  | { readonly kind: 'placed'; readonly meter: Meter }
  /** The same was said of the same moment. */
  | { readonly kind: 'known' }
  | { readonly kind: 'other-unit'; readonly known: Quantity }
  | { readonly kind: 'too-old'; readonly forgotten: Instant }
  | { readonly kind: 'nothing-there'; readonly at: Instant }
  /** Two readings that cannot both be true, as nobody says that it began anew between them. */
  | { readonly kind: 'backwards'; readonly earlier: MeterReading; readonly later: MeterReading }

/** A reading takes its place by when it was read; with `insteadOf` it takes that of one which was wrong. */
export function placed(known: Meter | undefined, name: string, said: MeterReading, insteadOf?: Instant): Placing {
  if (!known && insteadOf !== undefined) return { kind: 'nothing-there', at: insteadOf }
  if (!known) return { kind: 'placed', meter: { meter: name, readings: [said], before: zero(said.shows.uom) } }
  const unit = known.before.uom
  if (!convertible(said.shows.uom, unit)) return { kind: 'other-unit', known: known.before }
  if (known.forgotten !== undefined && !isAfter(said.at, known.forgotten))
    return { kind: 'too-old', forgotten: known.forgotten }
  const reading = {
    ...said,
    shows: convert(said.shows, unit),
    ...(said.ended ? { ended: convert(said.ended, unit) } : {}),
  }
  if (insteadOf === undefined && known.readings.some((one) => isSame(one, reading))) return { kind: 'known' }
  const others = known.readings.filter(({ at }) => between(at, insteadOf ?? said.at) !== 0 || insteadOf === undefined)
  if (insteadOf !== undefined && others.length === known.readings.length)
    return { kind: 'nothing-there', at: insteadOf }
  const readings = [...others, reading].toSorted((one, other) => between(other.at, one.at))
  const wrong = readings.findIndex((one, nth) => nth > 0 && isBackwards(readings[nth - 1]!, one))
  if (wrong > 0) return { kind: 'backwards', earlier: readings[wrong - 1]!, later: readings[wrong]! }
  return { kind: 'placed', meter: thinned({ ...known, readings }) }
}

const isSame = (one: MeterReading, other: MeterReading): boolean =>
  between(one.at, other.at) === 0 && compare(one.shows, other.shows) === 0 && one.begins === other.begins

/** At one moment it shows one thing. */
const isBackwards = (earlier: MeterReading, after: MeterReading): boolean =>
  after.begins === undefined &&
  (compare(after.shows, earlier.shows) < 0 ||
    (between(earlier.at, after.at) === 0 && compare(after.shows, earlier.shows) !== 0))

/** What it counted between two readings that follow each other. */
function counted(earlier: MeterReading, after: MeterReading): Quantity {
  if (after.begins === undefined) return subtract(after.shows, earlier.shows)
  const left = after.ended ? subtract(after.ended, earlier.shows) : zero(earlier.shows.uom)
  // What another one shows when it is put in was counted elsewhere.
  return after.begins === 'rollover' ? add(left, after.shows) : left
}

/** Each reading with everything that was counted until then, whatever the meter shows since it began anew. */
export function totalsOf({ readings, before }: Meter): readonly { readonly at: Instant; readonly total: Quantity }[] {
  let total = before
  return readings.map((reading, nth) => {
    if (nth > 0) total = add(total, counted(readings[nth - 1]!, reading))
    return { at: reading.at, total }
  })
}

/** How far a rate looks back from the last reading, and how long it has to know a meter. */
const RATE_OVER = days(30)
const RATE_FROM = hours(1)

/** What it counts in a day: over the last 30 days before its last reading; none where it is known for less than an hour. */
export function perDay(meter: Meter): Quantity | undefined {
  const totals = totalsOf(meter)
  const last = totals.at(-1)
  const first = last && totals.find(({ at }) => between(at, last.at) <= RATE_OVER)
  if (!first || !last) return undefined
  const span = between(first.at, last.at)
  if (span < RATE_FROM) return undefined
  return prorate(subtract(last.total, first.total), quantity(days(1)), quantity(span), '0.001')
}

/** When it will have counted so much, if it goes on as it did; none where it stands still. */
export function reaches(meter: Meter, total: Quantity): Instant | undefined {
  const totals = totalsOf(meter)
  const passed = totals.find((one) => compare(one.total, total) >= 0)
  if (passed) return passed.at
  const rate = perDay(meter)
  const last = totals.at(-1)
  if (!last || !rate || compare(rate, zero(rate.uom)) <= 0) return undefined
  const ahead = prorate(quantity(days(1)), subtract(total, last.total), rate, '1')
  // A date further away than people plan is none.
  return Number(ahead.value) < days(3650) ? later(last.at, Number(ahead.value)) : undefined
}

/** What it had counted at a moment: between two readings in proportion, to the hundredth, before the first and after the last as those say. */
export function totalAt(meter: Meter, at: Instant): Quantity | undefined {
  const totals = totalsOf(meter)
  const next = totals.findIndex((one) => isAfter(one.at, at))
  if (next === 0) return totals[0]!.total
  const [earlier, after] = [totals.at(next === -1 ? -1 : next - 1), next === -1 ? undefined : totals[next]]
  if (!earlier || !after) return earlier?.total
  const share = prorate(
    subtract(after.total, earlier.total),
    quantity(between(earlier.at, at)),
    quantity(between(earlier.at, after.at)),
    '0.01',
  )
  return add(earlier.total, share)
}

/** The newest are kept as they came, of the days before them the last of each; so many in all. */
const NEWEST = 24
const MOST = 120

function thinned(meter: Meter): Meter {
  const newest = meter.readings.length - NEWEST
  const day = ({ at }: MeterReading): string => at.slice(0, 10)
  const readings = meter.readings.filter((one, nth, all) => {
    const next = all[nth + 1]
    // Where it began anew both sides are needed to tell what it had counted.
    const isBend = one.begins !== undefined || next?.begins !== undefined
    return nth === 0 || nth >= newest || isBend || day(one) !== day(next!)
  })
  const gone = readings.length - MOST
  if (gone <= 0) return { ...meter, readings }
  const before = totalsOf({ ...meter, readings })[gone]!.total
  return { ...meter, readings: readings.slice(gone), before, forgotten: readings[gone - 1]!.at }
}
