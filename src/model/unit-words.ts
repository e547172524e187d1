import type { Unit } from './quantity.ts'

/** How people write the units of UN/ECE Recommendation 20. */
export const unitWords: Readonly<Record<Unit, string>> = {
  H87: 'pcs',
  C62: 'pcs',
  DZN: 'dozen',
  KGM: 'kg',
  GRM: 'g',
  TNE: 't',
  LTR: 'l',
  MLT: 'ml',
  MTR: 'm',
  CMT: 'cm',
  MMT: 'mm',
  MTK: 'm²',
  HUR: 'h',
  MIN: 'min',
  SEC: 's',
}
