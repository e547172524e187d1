import { ALL, type CountFile } from '#model/storeroom-count'
import type { StoreroomCountView as StoreroomCountShown } from './contract.ts'

export interface CountRow {
  readonly plant: string
  readonly part: string
  readonly data: CountFile
  readonly differing: number
}
type View = StoreroomCountShown

/** Each part of a storeroom that two systems keep count of, as each has it. */
export const countsView = (rows: readonly CountRow[]): View[] =>
  rows
    .flatMap(({ plant, part, data: { order, counts } }) =>
      Object.entries(counts).map(([storeroom, count]): View => {
        const { by, owner, counted, books = null, price = null, booksPrice = null, link = null } = count
        return {
          ...{ plant, part, name: order.label, link, by, owner, counted, price, books, booksPrice },
          storeroom: storeroom === ALL ? null : storeroom,
          differs: count.differs ?? null,
          ...{ countedAt: count.at, comparedAt: count.comparedAt },
        }
      }),
    )
    .toSorted((one, other) => Number(other.differs !== null) - Number(one.differs !== null))
