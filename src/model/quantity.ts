import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { unitWords } from './unit-words.ts'

/** Exact arithmetic on decimal strings; 40 digits, never an IEEE float. */
const Exact = Decimal.clone({ precision: 40, toExpNeg: -30, toExpPos: 40 })

/** What a unit measures and how many of its base unit it is worth: UN/ECE Recommendation 20 codes. */
const units = {
  H87: ['piece', '1'],
  C62: ['piece', '1'],
  DZN: ['piece', '12'],
  KGM: ['mass', '1'],
  GRM: ['mass', '0.001'],
  TNE: ['mass', '1000'],
  LTR: ['volume', '1'],
  MLT: ['volume', '0.001'],
  MTR: ['length', '1'],
  CMT: ['length', '0.01'],
  MMT: ['length', '0.001'],
  MTK: ['area', '1'],
  HUR: ['time', '3600'],
  MIN: ['time', '60'],
  SEC: ['time', '1'],
} as const satisfies Record<string, readonly [dimension: string, factor: string]>

export const Unit = z
  .enum(Object.keys(units) as [keyof typeof units])
  .describe('UN/ECE Recommendation 20 code of the unit, for example H87 (piece) or KGM (kilogram)')
export type Unit = keyof typeof units

/** At most 12 digits before and 6 after the point: more than any plant counts, less than anything that overflows. */
export const DecimalText = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'must be a decimal number as text, such as "12.500"')
  .describe('Exact decimal number as text')

export const Quantity = z
  .strictObject({ value: DecimalText, uom: Unit })
  .describe('An exact amount with its unit')
  .meta({ id: 'Quantity' })
export type Quantity = { readonly value: string; readonly uom: Unit }

export const quantity = (value: string | number, uom: Unit = 'H87'): Quantity => ({
  value: new Exact(value).toFixed(),
  uom,
})
export const zero = (uom: Unit): Quantity => quantity(0, uom)

/** Whether an amount in one unit can be told in the other without a rule of the item (kg in g, never kg in pieces). */
export const convertible = (from: Unit, to: Unit): boolean => units[from][0] === units[to][0]

/** The same amount in another unit of the same dimension. Throws RangeError where no fixed factor exists. */
export function convert(amount: Quantity, to: Unit): Quantity {
  if (amount.uom === to) return amount
  if (!convertible(amount.uom, to)) throw new RangeError(`${amount.uom} does not convert into ${to}`)
  return { value: new Exact(amount.value).times(units[amount.uom][1]).div(units[to][1]).toFixed(), uom: to }
}

/** The same amount in the unit that others of its dimension are so many of: pieces, kilograms, litres. */
export function basic(amount: Quantity): Quantity {
  const [dimension] = units[amount.uom]
  const [unit] = Object.entries(units).find(([, [of, factor]]) => of === dimension && factor === '1') ?? [amount.uom]
  return convert(amount, unit as Unit)
}

/** Sum in the unit of the first amount. */
export const add = (left: Quantity, right: Quantity): Quantity => ({
  value: new Exact(left.value).plus(convert(right, left.uom).value).toFixed(),
  uom: left.uom,
})

/** Difference in the unit of the first amount. */
export const subtract = (left: Quantity, right: Quantity): Quantity => ({
  value: new Exact(left.value).minus(convert(right, left.uom).value).toFixed(),
  uom: left.uom,
})

export const negated = (amount: Quantity): Quantity => subtract(zero(amount.uom), amount)

/** `factor` is a plain decimal text, for example "1.02". */
export const scale = (amount: Quantity, factor: string): Quantity => ({
  value: new Exact(amount.value).times(factor).toFixed(),
  uom: amount.uom,
})

/**
 * The part of an amount that belongs to `part` of `whole`, in multiples of `smallest`. The same part always gives the
 * same share, so that shares of growing parts never drift apart from the whole.
 */
export function prorate(amount: Quantity, part: Quantity, whole: Quantity, smallest = '0.000001'): Quantity {
  if (isZero(whole)) return zero(amount.uom)
  const exact = new Exact(amount.value).times(convert(part, whole.uom).value).div(whole.value)
  return { value: exact.div(smallest).round().times(smallest).toFixed(), uom: amount.uom }
}

/** Negative, zero or positive, like a comparator; exact. */
export const compare = (left: Quantity, right: Quantity): number =>
  new Exact(left.value).comparedTo(convert(right, left.uom).value)

export const isPositive = (amount: Quantity): boolean => new Exact(amount.value).greaterThan(0)
export const isNegative = (amount: Quantity): boolean => new Exact(amount.value).lessThan(0)
export const isZero = (amount: Quantity): boolean => new Exact(amount.value).isZero()

/** A number as somebody wrote it, such as `1.5e3`, with as many digits as amounts have; none where it has more, or is none. */
export function decimalFrom(text: string): string | undefined {
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return undefined
  const value = new Exact(text).toDecimalPlaces(6).toFixed()
  return DecimalText.safeParse(value).success ? value : undefined
}

/** How a person reads it: `12.5 kg`, `60 pcs`. */
export const spoken = (amount: Quantity): string => `${new Exact(amount.value).toFixed()} ${unitWords[amount.uom]}`
