import { type Instant, isAfter } from '#kernel/time'
import { isStarving, type OrderMaterial } from '#model/material'
import type { MaterialShort } from '#model/material-shortage'

/** So many orders are named of one shortage. */
const MOST = 200

/** The shortages of a plant: one for each item that released orders are planned to use too soon, until a moment. */
export function shortagesOf(
  orders: readonly OrderMaterial[],
  now: Instant,
  until: Instant,
): ReadonlyMap<string, MaterialShort> {
  const starved = orders
    .filter(({ isReleased }) => isReleased)
    .flatMap(({ order, label, awaited }) =>
      awaited
        .filter((one) => isStarving(one, now) && (one.neededAt === undefined || !isAfter(one.neededAt, until)))
        .map(({ item, name, neededAt, at, needed }) => ({
          ...{ item, name },
          starved: {
            ...{ order, label, ...(neededAt ? { neededAt } : {}), ...(at ? { at } : {}) },
            ...(needed && !at ? { needed } : {}),
          },
        })),
    )
  return new Map(
    [...Map.groupBy(starved, ({ item }) => item)].map(([item, all]) => {
      const named = all.map((one) => one.starved).toSorted(bySoonest)
      const name = all[0]!.name || item
      return [item, { item, name, orders: named.slice(0, MOST), more: Math.max(0, named.length - MOST) }]
    }),
  )
}

const bySoonest = (one: MaterialShort['orders'][number], other: MaterialShort['orders'][number]): number =>
  (one.neededAt ?? '9').localeCompare(other.neededAt ?? '9') || one.order.localeCompare(other.order)
