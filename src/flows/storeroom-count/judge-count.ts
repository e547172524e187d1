import type { PartCounted } from '#model/maintenance'
import { add, compare, convertible, type Quantity, quantity, spoken, zero } from '#model/quantity'
import type { PartStock } from '#model/spare-parts'

export interface CountVerdict {
  /** None where the books do not have the part. */
  readonly books?: Quantity
  /** In words: what each side says, one difference after the other; none where both say the same. */
  readonly how: readonly string[]
}

/** Whether both sides say the same of a part: how much lies there, and what one of it is worth. */
export function judgeCount(
  { part, storeroom, quantity: counted, price }: PartCounted,
  stock: PartStock | undefined,
): CountVerdict {
  if (!stock) return { how: ['counts it, the books do not have it'] }
  const within = (place: string): boolean =>
    storeroom === undefined || place === storeroom || place.startsWith(`${storeroom}/`)
  const books = stock.storerooms
    .filter((one) => within(one.storeroom))
    .reduce((sum, { onHand }) => add(sum, quantity(onHand, stock.uom)), zero(stock.uom))
  if (!convertible(counted.uom, books.uom))
    return { books, how: [`counts ${part} in ${counted.uom}, the books in ${books.uom}`] }
  const isWorthTheSame = price === undefined || compare(quantity(price), quantity(stock.price)) === 0
  const how = [
    ...(compare(counted, books) === 0 ? [] : [`counts ${spoken(counted)}, the books have ${spoken(books)}`]),
    ...(isWorthTheSame ? [] : [`has it at ${price}, the books at ${stock.price}`]),
  ]
  return { books, how }
}
