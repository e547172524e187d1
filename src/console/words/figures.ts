import type { WhyLine, WhyView } from '#api'
import type { Figure, FigureName } from '#model/account'
import { amountText } from './units.ts'

const ofOrder: Readonly<Record<FigureName, string>> = {
  produced: 'Produced quantity',
  used: 'Component used',
  byproduct: 'By-product received',
  scrapped: 'Scrapped quantity',
  'on-hand': 'On hand',
  completed: 'Good quantity',
  time: 'Time spent',
  cost: 'Cost to date',
  worth: 'Worth of the goods',
  'in-production': 'Cost in production still',
  state: 'State',
  start: 'Start',
  end: 'End',
}

/** What a value is called: `Component used: STEEL-2MM`. */
export function figureText({ figure, item, operation, lot }: Figure): string {
  const of = [operation && `operation ${operation}`, lot && `lot ${lot}`, item].filter(Boolean).join(', ')
  return of ? `${ofOrder[figure]}: ${of}` : ofOrder[figure]
}

const minus = (text: string): string => text.replace('-', '−')

/** A part or the whole, in its unit; money to the cent, and its smallest parts as they are. */
export function partText({ measure, unit }: Pick<WhyView, 'measure' | 'unit'>, value: string): string {
  if (measure !== 'money') return amountText({ value, uom: unit })
  const [whole = '0', part = ''] = value.split('.')
  return `${minus(whole)}.${part.padEnd(2, '0')} ${unit}`
}

export const signedText = (of: Pick<WhyView, 'measure' | 'unit'>, value: string): string =>
  value.startsWith('-') ? partText(of, value) : `+${partText(of, value)}`

/** Why a part stands there although no row of Odoo does. */
const rules: Readonly<Record<NonNullable<WhyLine['rule']>, string>> = {
  RUNNING: 'A clock that runs in Odoo, as far as it has counted',
  OVERLAP: 'Times that overlap count once',
  ESTIMATED: 'Costed by the expected time',
  EXTRA: 'Extra cost per piece, entered on the order',
  ROUNDING: 'Rounded to the cent',
  VARIANCE: 'Not borne by the goods: went out as a variance',
}

/** What happened, where no event of the hub stands behind it. */
export function handText({ origin, rule, by }: Pick<WhyLine, 'origin' | 'rule' | 'by'>): string {
  if (rule) return rules[rule]
  if (origin === 'opening') return 'There before the hub’s first booking'
  if (origin === 'person') return `Changed in Odoo by ${by}`
  if (origin === 'ledger') return 'Odoo itself'
  return 'Nobody can answer for this'
}

/** What a state is called; dates are told by their own clock. */
export const stateText = (state: string | null): string =>
  state === null ? 'nothing' : state.charAt(0).toUpperCase() + state.slice(1)
