import { sum } from './exact.ts'

/** An exact amount of money in one currency. */
export interface Money {
  readonly currency: string
  readonly value: string
}

/** What amounts come to, by currency; there may be more than one where an ERP was moved. */
export const addedUp = (amounts: readonly Money[]): readonly Money[] =>
  [...new Set(amounts.map(({ currency }) => currency))].map((currency) => ({
    currency,
    value: sum(amounts.filter((one) => one.currency === currency).map(({ value }) => value)),
  }))
