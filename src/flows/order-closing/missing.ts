import type { FinalQuantities } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { compare, convertible, type Quantity, spoken } from '#model/quantity'
import { tallyOf } from '../tolerance.ts'

/** Where the hub counts otherwise than the shop floor's final word, in sentences; nothing when they agree. Pure. */
export function differencesOf(final: FinalQuantities | undefined, file: OrderFile): readonly string[] {
  const { uom } = file.order.ordered
  const compared: readonly (readonly [what: string, said: Quantity, counted: Quantity])[] = [
    ...(final?.received ? [['received goods', final.received, file.received] as const] : []),
    ...(final?.issued ?? []).map(
      ({ item, quantity }) => [item, quantity, tallyOf(file.issued, item, quantity.uom)] as const,
    ),
    ...(final?.completed ?? []).map(
      ({ operation, quantity }) =>
        [`operation ${operation}`, quantity, tallyOf(file.completed, operation, uom)] as const,
    ),
  ]
  return compared
    .filter(([, said, counted]) => !convertible(said.uom, counted.uom) || compare(said, counted) !== 0)
    .map(([what, said, counted]) => `${what}: ${spoken(counted)} of ${spoken(said)}`)
}
