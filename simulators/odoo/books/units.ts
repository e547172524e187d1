import { refuse } from './refusal.ts'

/** A unit as Odoo has it: those of one kind convert into each other. */
export interface Unit {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly factor: number
}

const unit = (id: string, name: string, kind: string, factor: number): [string, Unit] => [
  id,
  { id, name, kind, factor },
]

/** Odoo's own units by external id. */
const UNITS = new Map([
  unit('uom.product_uom_unit', 'Units', 'piece', 1),
  unit('uom.product_uom_dozen', 'Dozens', 'piece', 12),
  unit('uom.product_uom_gram', 'g', 'mass', 1),
  unit('uom.product_uom_kgm', 'kg', 'mass', 1000),
  unit('uom.product_uom_ton', 't', 'mass', 1_000_000),
  unit('uom.product_uom_milliliter', 'ml', 'volume', 1),
  unit('uom.product_uom_litre', 'L', 'volume', 1000),
  unit('uom.product_uom_millimeter', 'mm', 'length', 1),
  unit('uom.product_uom_cm', 'cm', 'length', 10),
  unit('uom.product_uom_meter', 'm', 'length', 1000),
  unit('uom.product_uom_square_meter', 'm²', 'area', 1),
  unit('uom.product_uom_minute', 'Minutes', 'time', 1),
  unit('uom.product_uom_hour', 'Hours', 'time', 60),
])

/** A quantity as it is sent: decimal text with the external id of its unit. */
export interface Amount {
  readonly value: string
  readonly unit: string
}

/** Odoo keeps quantities to two decimals, whatever the unit. */
export const SMALLEST = 0.01

export function unitNamed(id: string): Unit {
  return UNITS.get(id) ?? refuse('UNMAPPED_CODE', `Odoo has no unit ${id}`)
}

function exactly({ value, unit: id }: Amount, target: Unit): number {
  const given = unitNamed(id)
  if (given.kind !== target.kind) refuse('UOM_NOT_CONVERTIBLE', `${given.name} does not convert into ${target.name}`)
  return given === target ? Number(value) : (Number(value) * given.factor) / target.factor
}

/** The asked quantity in a unit; refused where Odoo would silently round it. */
export function amountIn(amount: Amount, target: Unit): number {
  const exact = exactly(amount, target)
  const booked = rounded(exact)
  if (Math.abs(booked - exact) > 1e-9 * Math.max(1, Math.abs(exact)))
    refuse('QTY_PRECISION', `${amount.value} ${unitNamed(amount.unit).name} cannot be booked exactly in ${target.name}`)
  return booked
}

/** What is only reckoned with and not booked need not be exact. */
export const roughlyIn = (amount: Amount, target: Unit): number => exactly(amount, target)

/** What is as good as a half counts as one: so much less than that is an error of reckoning, of millions of pieces too. */
const inCents = (number: number): number => {
  const cents = Math.abs(number) * 100
  return (Math.sign(number) * Math.floor(cents + 0.5 + Math.min(1e-3, 1e-9 * Math.max(1, cents)))) / 100
}

/** To the smallest quantity, halves up. */
export const rounded = inCents

/** To the cent, halves up. */
export const money = inCents

/** Below, equal or above, as far as quantities can tell. */
export const compared = (one: number, other: number): number => Math.sign(rounded(one) - rounded(other))

/** A quantity as decimal text. */
export function decimal(number: number): string {
  const said = number.toFixed(6).replace(/\.?0+$/, '')
  return said === '-0' ? '0' : said
}
