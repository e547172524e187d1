import { refuse } from './refusal.ts'

/** A unit of Odoo. */
export interface Measure {
  readonly id: number
  readonly name: string
  /** The smallest amount of it. */
  readonly smallest: number
  /** How much of the base of its kind one of it is. */
  readonly worth: number
  /** Units of one kind convert into each other. */
  readonly kind: string
}

export interface Units {
  readonly of: (id: number) => Measure
  /** By the external id with which the hub knows it. */
  readonly named: (externalId: string) => Measure | undefined
  readonly nameOf: (id: number) => string
}

export function unitsOf(measures: readonly Measure[], names: ReadonlyMap<number, string>): Units {
  const byId = new Map(measures.map((one) => [one.id, one]))
  const byName = new Map(measures.map((one) => [names.get(one.id) ?? '', one]))
  return {
    of: (id) => byId.get(id) ?? refuse('UNMAPPED_CODE', `Odoo has no unit with id ${id}`),
    named: (externalId) => (externalId ? byName.get(externalId) : undefined),
    nameOf: (id) => names.get(id) ?? '',
  }
}

/** Half goes up, as everywhere in Odoo; a hair below half is half, since both are floats. */
export function rounded(unit: Measure, quantity: number): number {
  const many = Math.abs(quantity) / unit.smallest
  const whole = Math.floor(many + 0.5 + many * 1e-13)
  return Math.sign(quantity) * Number((whole * unit.smallest).toFixed(12))
}

export function compared(unit: Measure, one: number, other: number): -1 | 0 | 1 {
  const difference = rounded(unit, one) - rounded(unit, other)
  if (Math.abs(difference) < unit.smallest / 2) return 0
  return difference > 0 ? 1 : -1
}

export const converted = (quantity: number, from: Measure, to: Measure): number =>
  from.id === to.id ? quantity : (quantity * from.worth) / to.worth

export const convertedUp = (quantity: number, from: Measure, to: Measure): number =>
  rounded(to, converted(quantity, from, to))

/** The asked quantity in a unit of Odoo; refused where Odoo would silently round it. */
export function amount(asked: { readonly value: string; readonly unit: string }, unit: Measure, units: Units): number {
  const given = units.named(asked.unit) ?? refuse('UNMAPPED_CODE', `Odoo has no unit ${asked.unit}`)
  if (given.kind !== unit.kind) return refuse('UOM_NOT_CONVERTIBLE', `${given.name} does not convert into ${unit.name}`)
  return exactly(converted(Number(asked.value), given, unit), unit, `${asked.value} ${given.name}`)
}

/** What is only reckoned with and not booked need not be exact in Odoo's unit. */
export function roughly(asked: { readonly value: string; readonly unit: string }, unit: Measure, units: Units): number {
  const given = units.named(asked.unit)
  if (given?.kind === unit.kind) return converted(Number(asked.value), given, unit)
  return refuse('UOM_NOT_CONVERTIBLE', `${given?.name ?? asked.unit} does not convert into ${unit.name}`)
}

/** The same quantity in another unit; refused where Odoo would round it. */
export const inStockUnit = (quantity: number, unit: Measure, stock: Measure): number =>
  unit.id === stock.id
    ? quantity
    : exactly(converted(quantity, unit, stock), stock, `${decimal(quantity)} ${unit.name}`)

function exactly(exact: number, unit: Measure, said: string): number {
  const booked = rounded(unit, exact)
  if (Math.abs(booked - exact) > 1e-9 * Math.max(1, Math.abs(exact)))
    return refuse('QTY_PRECISION', `${said} cannot be booked exactly in ${unit.name}`)
  return booked
}

/** A quantity as decimal text: Odoo keeps floats, the hub never does. */
export function decimal(quantity: number): string {
  const said = quantity.toFixed(6).replace(/0+$/, '').replace(/\.$/, '')
  return said === '-0' || said === '' ? '0' : said
}
