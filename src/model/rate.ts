import { type Duration, minutes } from '#kernel/time'
import type { Money } from './money.ts'
import { prorate, quantity } from './quantity.ts'

/** What an hour costs or is worth: of one thing, or of all that have no rate of their own. */
export interface Rate extends Money {
  readonly of?: string
  readonly from?: string
  readonly until?: string
}

const DATE = String.raw`\d{4}-\d\d-\d\d`

/** How a rate is said in the rules, as a person would say it. */
export const rateShape = new RegExp(
  String.raw`^(?<value>\d{1,7}(?:\.\d{1,4})?) (?<currency>[A-Z]{3})(?: for (?<of>\S+))?(?: from (?<from>${DATE}))?(?: until (?<until>${DATE}))?$`,
)

function rateFrom(said: string): Rate {
  const { value, currency, ...limits } = rateShape.exec(said)?.groups ?? {}
  if (!value || !currency) throw new Error(`Not a rate: ${said}`)
  return { value, currency, ...Object.fromEntries(Object.entries(limits).filter(([, one]) => one !== undefined)) }
}

/** The rate of a thing on a day, the last one included: its own before that of all, and of those what began last. */
export function rateOn(rules: readonly string[], of: string | undefined, day: string): Rate | undefined {
  const valid = rules
    .map(rateFrom)
    .filter((one) => (one.of ?? of) === of && (one.from ?? day) <= day && day <= (one.until ?? day))
  const own = valid.filter((one) => one.of !== undefined)
  return (own.length > 0 ? own : valid)
    .toSorted((one, other) => (one.from ?? '').localeCompare(other.from ?? ''))
    .at(-1)
}

/** What so much time comes to, to the cent. */
export const worthOf = ({ value, currency }: Money, time: Duration): Money => ({
  currency,
  value: prorate(quantity(value), quantity(time / minutes(1), 'MIN'), quantity(60, 'MIN'), '0.01').value,
})
