import type { Books } from './books.ts'

/** What a person would see in the CMMS now, whatever anybody was told: for judges. */
export const truth = (books: Books) => ({
  orders: books.orders.all(Infinity).map(({ id, value, updatedAt }) => ({
    id,
    ...value,
    updatedAt,
    parts: books.uses
      .all(Infinity)
      .filter(({ value: { order } }) => order === id)
      .map(({ value: { part, quantity } }) => ({
        part: books.parts.newest(part)?.value.number ?? String(part),
        quantity,
      })),
  })),
  requests: books.requests.all(Infinity).map(({ id, value, updatedAt }) => ({ id, ...value, updatedAt })),
  assets: books.assets.all(Infinity).map(({ id, value, updatedAt }) => ({ id, ...value, updatedAt })),
})
export type Truth = ReturnType<typeof truth>
